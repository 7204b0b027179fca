// No recording holds a secret, or says whose it is; and a planted one is found.

import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { findSecrets, formatFindings } from "./secretScan.js";

const folder = fileURLToPath(new URL("../../recordings/", import.meta.url));
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

/** A recording into which things are planted. */
const sample = readFileSync(
  files.find((file) => file.includes("creates-reads-changes-and-deletes-an-identity")) ?? "",
  "utf8",
);

// Put together here, so that no scanner takes this file for a leak.
const planted: Readonly<Record<string, string>> = {
  "JSON Web Token": `eyJ${"0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9"}.eyJ${"hdWQiOiJ4In0"}.c2lnbmF0dXJl`,
  "bearer token": `Bearer ${"abcdef0123456789"}`,
  "private key": `-----BEGIN ${"PRIVATE KEY"}-----`,
  "signature in an address": `https://account.blob.core.windows.net/c?sv=1&sig=${"abc%2Bdef"}`,
  "user in an address": `https://user:${"pass"}@proxy.contoso.com`,
  id: "4b1f8a52-7c0e-4f57-9d2f-6a3f0c9be111",
  "e-mail address": `somebody@${"contoso.com"}`,
  "address of a machine": "https://127.0.0.1:34567",
  "random text": `8Q~${"kd9Zr7Lw2VxTq4Hs1Bn6Yp3Jc5Mf"}`,
};

describe("recordings", () => {
  for (const file of files) {
    it(`hold no secret: ${relative(folder, file)}`, () => {
      const text = readFileSync(file, "utf8");
      expect(formatFindings(file, findSecrets(text))).to.equal("");
    });
  }

  for (const [kind, secret] of Object.entries(planted)) {
    it(`would not pass with this in one: ${kind}`, () => {
      const lines = sample.split("\n");
      const line = lines.findIndex((text) => text.includes('"team": "platform"'));
      expect(line).to.be.greaterThan(0);
      lines[line] = `"team": ${JSON.stringify(secret)}`;
      const findings = findSecrets(lines.join("\n"));
      expect(findings.map((finding) => `${finding.kind}:${finding.line}`)).to.include(
        `${kind}:${line + 1}`,
      );
      expect(formatFindings("file", findings)).not.to.include(secret);
    });
  }

  for (const member of ["access_token", "client_secret", "Authorization", "accountKey"]) {
    it(`would not pass with a value of ${member}`, () => {
      const kinds = findSecrets(`{ "${member}": "short" }`).map(({ kind }) => kind);
      expect(kinds).to.deep.equal(["secret member"]);
    });
  }

  it("may hold long names and sanitized ids", () => {
    const harmless = [
      "00000000-0000-4000-8000-100000000001",
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
      "claims['sub'] matches 'repo:contoso/shop:ref:refs/heads/*'",
      "InvalidFederatedIdentityCredentialsAudienceLength",
      '"access_token": "sanitized"',
      "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01",
    ];
    expect(findSecrets(harmless.join("\n"))).to.deep.equal([]);
  });
});
