// The headers of the live service, one row each. Those of what remains are in throttling.spec.ts.

import { expect } from "chai";
import { gunzipSync } from "node:zlib";
import {
  at,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Laboratory, Reply } from "./support.js";

describe("emulator: headers of the live service", () => {
  let lab: Laboratory;

  before(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
  });
  after(() => lab.close());

  function checkCommon({ headers }: Reply): void {
    expect(headers).to.include({
      "cache-control": "no-cache",
      pragma: "no-cache",
      expires: "-1",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
    });
    expect(headers["x-cache"]).to.equal("CONFIG_NOCACHE");
    expect(headers["x-msedge-ref"]).to.match(
      /^Ref A: [0-9A-F]{32} Ref B: \S+ Ref C: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    expect(new Date(headers.date ?? "").getTime()).not.to.be.NaN;
    const id = headers["x-ms-request-id"];
    expect(id).to.match(/^[0-9a-f-]{36}$/);
    expect(headers["x-ms-correlation-request-id"]).to.equal(id);
    const routing = new RegExp(`^[A-Z]+:\\d{8}T\\d{6}Z:${String(id)}$`);
    expect(headers["x-ms-routing-request-id"]).to.match(routing);
  }

  it("puts the common headers on every kind of answer", async () => {
    const replies = [
      await lab.ask("GET", identityPath(lab)),
      await lab.put(credentialPath(lab, "fic"), credentialBody()),
      await lab.ask("DELETE", credentialPath(lab, "fic")),
      await lab.ask("DELETE", credentialPath(lab, "fic")),
      await lab.ask("GET", identityPath(lab, "nobody")),
      await lab.ask("GET", identityPath(lab), { headers: { Authorization: undefined } }),
    ];
    expect(replies.map((reply) => reply.status)).to.deep.equal([200, 201, 200, 204, 404, 401]);
    replies.forEach(checkCommon);
    expect(new Set(replies.map((reply) => reply.headers["x-ms-request-id"])).size).to.equal(6);
  });

  it("says what a body is and how long", async () => {
    const { headers, text } = await lab.ask("GET", identityPath(lab));
    expect(headers["content-type"]).to.equal("application/json; charset=utf-8");
    expect(headers["content-length"]).to.equal(String(Buffer.byteLength(text)));
  });

  it("names the failure's cause on ARM's errors only", async () => {
    const cause = async (path: string) =>
      (await lab.ask("GET", path)).headers["x-ms-failure-cause"];
    expect(await cause(identityPath(lab))).to.equal(undefined);
    expect(await cause(identityPath(lab, "nobody"))).to.equal("gateway");
    expect(await cause(credentialPath(lab, "nothing"))).to.equal(undefined);
  });

  describe("x-ms-operation-identifier", () => {
    const provider = "providers/Microsoft.ManagedIdentity";
    const identifierOf = async (asked: Promise<Reply>): Promise<unknown> =>
      (await asked).headers["x-ms-operation-identifier"];
    const form = (tenantId: string): RegExp =>
      new RegExp(`^tenantId=${tenantId},objectId=[0-9a-f-]{36}/[a-z]+/[0-9a-f-]{36}$`);

    it("names the caller on writes, deletes, reads of credentials and actions", async () => {
      const action = `${identityPath(lab, "id1")}/revokeTokens`;
      const replies = [
        lab.put(identityPath(lab, "id2"), { location: "westeurope" }),
        lab.ask("PATCH", identityPath(lab, "id1"), { body: {} }),
        lab.ask("DELETE", identityPath(lab, "none")),
        lab.put(credentialPath(lab, "fic"), credentialBody()),
        lab.ask("GET", credentialPath(lab)),
        lab.ask("GET", credentialPath(lab, "none")),
        lab.ask("DELETE", credentialPath(lab, "none")),
        lab.ask("POST", at(action, "2023-07-31-preview")),
      ];
      const found = await Promise.all(replies.map(identifierOf));
      const tenantId = lab.emulator.env.AZURE_TENANT_ID ?? "";
      for (const identifier of found) {
        expect(identifier).to.match(form(tenantId));
      }
      expect(new Set(found).size).to.equal(replies.length);
      const callers = found.map((identifier) => String(identifier).split("/")[0]);
      expect(new Set(callers).size).to.equal(1);
    });

    it("is not there when identities are read, nor on ARM's own errors and resource groups", async () => {
      const list = `/subscriptions/${lab.emulator.subscriptionId}/${provider}/userAssignedIdentities`;
      const paths = [
        identityPath(lab, "id1"),
        identityPath(lab),
        list,
        identityPath(lab, "none"),
        credentialPath(lab, "fic", "none"),
        groupPath(lab),
      ];
      for (const path of paths) {
        expect(await identifierOf(lab.ask("GET", path)), path).to.equal(undefined);
      }
    });

    it("is empty on the list of operations", async () => {
      expect(await identifierOf(lab.ask("GET", `/${provider}/operations`))).to.equal("");
    });
  });

  it("has x-ms-original-request-ids on lists of identities: one in a group, 7 in a subscription", async () => {
    const ids = async (path: string) =>
      (await lab.ask("GET", path)).headers["x-ms-original-request-ids"];
    expect(await ids(identityPath(lab))).to.equal("");
    const all = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    expect(String(await ids(all)).split(",")).to.have.lengthOf(7);
    expect(await ids(identityPath(lab, "id1"))).to.equal(undefined);
    expect(await ids(credentialPath(lab))).to.equal(undefined);
  });

  it("has Vary in place of a length when a body is compressed", async () => {
    const zipping = await openLaboratory({
      compression: true,
      resourceGroups: { rg1: "westeurope" },
    });
    try {
      const path = groupPath(zipping);
      const plain = await zipping.ask("GET", path);
      expect(plain.headers).to.have.property("content-length");
      expect(plain.headers).not.to.have.any.keys("vary", "content-encoding");
      const accepting = { headers: { "Accept-Encoding": "gzip, deflate" } };
      const zipped = await zipping.ask("GET", path, accepting);
      expect(zipped.headers).to.include({ vary: "Accept-Encoding", "content-encoding": "gzip" });
      expect(zipped.headers).not.to.have.property("content-length");
      expect(gunzipSync(zipped.bytes).toString()).to.equal(plain.text);
      const never = await lab.ask("GET", groupPath(lab), accepting);
      expect(never.headers).not.to.have.property("content-encoding");
    } finally {
      await zipping.close();
    }
  });
});
