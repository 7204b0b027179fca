import { X509Certificate } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createCertificate } from "../../src/certificate.js";
import { createSigningKey } from "../../src/tokens/signingKey.js";
import { ownFolder } from "../folders.js";
import {
  at,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Json,
  type Laboratory,
} from "../support.js";

const everything = "2025-05-31-preview";

async function fill(laboratory: Laboratory): Promise<void> {
  await laboratory.put(groupPath(laboratory), { location: "westeurope", tags: { a: "b" } });
  await laboratory.put(groupPath(laboratory, "bare"), { location: "northeurope" });
  for (const [name, location] of [
    ["gone", "uksouth"],
    ["id1", "westeurope"],
    ["id2", "uksouth"],
    ["id3", "westeurope"],
  ]) {
    await laboratory.put(at(identityPath(laboratory, name, "RG1"), everything), {
      location,
      tags: { owner: "té\u2028am" },
      properties: {
        isolationScope: "Regional",
        assignmentRestrictions: { providers: ["Microsoft.Web/sites"] },
      },
    });
  }
  await laboratory.ask("DELETE", identityPath(laboratory, "gone"));
  await laboratory.put(credentialPath(laboratory, "subject"), credentialBody("a"));
  await laboratory.put(credentialPath(laboratory, "removed"), credentialBody("b"));
  await laboratory.ask("DELETE", credentialPath(laboratory, "removed"));
  await laboratory.put(credentialPath(laboratory, "subject"), credentialBody("c"));
  await laboratory.put(at(credentialPath(laboratory, "flexible"), everything), {
    properties: {
      issuer: "https://issuer.example",
      audiences: ["api://AzureADTokenExchange"],
      claimsMatchingExpression: { value: "claims['sub'] matches 'x*'", languageVersion: 1 },
    },
  });
}

async function look(laboratory: Laboratory): Promise<readonly string[]> {
  const subscription = `/subscriptions/${laboratory.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  const paths = [
    groupPath(laboratory),
    groupPath(laboratory, "bare"),
    at(subscription, everything),
    at(identityPath(laboratory), everything),
    at(credentialPath(laboratory), everything),
  ];
  const replies = await Promise.all(paths.map((path) => laboratory.ask("GET", path)));
  return replies.map(({ text }) => text);
}

describe("emulator: state file", () => {
  const folder = ownFolder();
  const options = () => ({ stateFile: join(folder(), "state.json") });

  it("brings everything back as it was, ids, order and all", async () => {
    const first = await openLaboratory(options());
    await fill(first);
    const before = await look(first);
    expect(before.join()).to.include("isolationScope").and.include("claims['sub']");
    await first.close();
    const second = await openLaboratory(options());
    expect(await look(second)).to.deep.equal(before);
    await second.close();
  });

  it("lets a client go on: same certificate, same token, tokens of before", async () => {
    const first = await openLaboratory({ ...options(), hosting: "appService" });
    const { endpoint, certificate, tokenEndpoint, env } = first.emulator;
    const port = Number(new URL(endpoint).port);
    const resource = encodeURIComponent("https://management.azure.com");
    const reply = await fetch(`${tokenEndpoint?.url}?api-version=2019-08-01&resource=${resource}`, {
      headers: { "X-IDENTITY-HEADER": env["IDENTITY_HEADER"] ?? "" },
    });
    const { access_token } = (await reply.json()) as { access_token: string };
    await first.close();

    const second = await openLaboratory({ ...options(), port, hosting: "appService" });
    const headers = { Authorization: `Bearer ${access_token}` };
    const path = `/subscriptions/${second.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    expect(second.emulator.certificate).to.equal(certificate);
    expect(second.emulator.env["EMULATOR_ACCESS_TOKEN"]).to.equal(env["EMULATOR_ACCESS_TOKEN"]);
    expect((await second.ask("GET", path, { headers })).status).to.equal(200);
    await second.close();

    const other = await openLaboratory({ stateFile: join(folder(), "other.json"), port });
    expect((await other.ask("GET", path, { headers })).status).to.equal(401);
    await other.close();
  });

  it("remembers that the provider was registered, and what was under way as done", async () => {
    const unregistered = {
      ...options(),
      registration: { state: "NotRegistered", durationInMs: 60_000 },
    } as const;
    const stateOf = async (laboratory: Laboratory, action = "") => {
      const path = `/subscriptions/${laboratory.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity${action}`;
      return (await laboratory.ask(action === "" ? "GET" : "POST", path)).json.registrationState;
    };
    const first = await openLaboratory(unregistered);
    expect(await stateOf(first)).to.equal("NotRegistered");
    expect(await stateOf(first, "/register")).to.equal("Registering");
    await first.close();
    const second = await openLaboratory(unregistered);
    expect(await stateOf(second)).to.equal("Registered");
    await second.close();
  });

  it("does not take a token again that was revoked", async () => {
    const hosted = { ...options(), hosting: "appService" } as const;
    const first = await openLaboratory(hosted);
    const port = Number(new URL(first.emulator.endpoint).port);
    await first.put(groupPath(first), { location: "westeurope" });
    await first.put(identityPath(first, "id1"), { location: "westeurope" });
    const { json } = await first.ask("GET", identityPath(first, "id1"));
    const { tokenEndpoint, env } = first.emulator;
    const reply = await fetch(
      `${tokenEndpoint?.url}?api-version=2019-08-01&resource=https://management.azure.com&client_id=${json.properties?.clientId}`,
      { headers: { "X-IDENTITY-HEADER": env["IDENTITY_HEADER"] ?? "" } },
    );
    const { access_token } = (await reply.json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${access_token}` };
    const ask = (laboratory: Laboratory) =>
      laboratory.ask("GET", identityPath(laboratory, "id1"), { headers });
    expect((await ask(first)).status).to.equal(200);
    const revoke = `${identityPath(first, "id1")}/revokeTokens?api-version=2023-07-31-preview`;
    expect((await first.ask("POST", revoke)).status).to.equal(200);
    expect((await ask(first)).status).to.equal(401);
    await first.close();
    const second = await openLaboratory({ ...hosted, port });
    expect((await ask(second)).status).to.equal(401);
    await second.close();
  });

  it("keeps the key of the cluster, and its identity only once", async () => {
    const workload = { ...options(), hosting: "workloadIdentity" } as const;
    const ids: (string | undefined)[] = [];
    const keys: unknown[] = [];
    for (let run = 0; run < 2; run += 1) {
      const laboratory = await openLaboratory(workload);
      ids.push(laboratory.emulator.env["AZURE_CLIENT_ID"]);
      const list = await laboratory.ask("GET", identityPath(laboratory, undefined, "emulator"));
      expect(list.json.value).to.have.lengthOf(1);
      await laboratory.close();
      const saved = JSON.parse(await readFile(workload.stateFile, "utf8")) as Json;
      keys.push(saved.keepsakes?.["issuerKey https://cluster.emulator.invalid/"]);
    }
    expect(ids[1]).to.equal(ids[0]);
    expect(keys[0]).to.be.a("string").and.equal(keys[1]);
  });

  it("makes the certificate anew when it is for another name, or good for less than a day", async () => {
    const first = await openLaboratory(options());
    const { certificate } = first.emulator;
    await first.close();
    const elsewhere = await openLaboratory({ ...options(), host: "127.0.0.2" });
    const second = elsewhere.emulator.certificate;
    await elsewhere.close();
    expect(second).not.to.equal(certificate);
    expect(new X509Certificate(second).checkIP("127.0.0.2")).to.equal("127.0.0.2");

    const sixDaysAgo = new Date(Date.now() - 6.1 * 86_400_000);
    const old = await createCertificate("127.0.0.1", sixDaysAgo);
    const saved = JSON.parse(await readFile(options().stateFile, "utf8")) as { keepsakes: object };
    const keepsakes = {
      ...saved.keepsakes,
      certificate: old.certificate,
      certificateKey: old.privateKey,
    };
    await writeFile(options().stateFile, JSON.stringify({ ...saved, keepsakes }));
    const third = await openLaboratory(options());
    const left = Date.parse(new X509Certificate(third.emulator.certificate).validTo) - Date.now();
    expect(left).to.be.above(6 * 86_400_000);
    await third.close();
  });

  it("is readable by its owner only, also when it was readable by others", async () => {
    const { stateFile } = options();
    await (await openLaboratory(options())).close();
    expect((await stat(stateFile)).mode & 0o777).to.equal(0o600);
    await writeFile(`${stateFile}.copy`, await readFile(stateFile), { mode: 0o644 });
    await (await openLaboratory({ stateFile: `${stateFile}.copy` })).close();
    expect((await stat(`${stateFile}.copy`)).mode & 0o777).to.equal(0o600);
  });

  it("does not number again: a page goes on where it ended, over a restart", async () => {
    const first = await openLaboratory({ ...options(), pageSize: 1 });
    await fill(first);
    const list = `/subscriptions/${first.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    const { json } = await first.ask("GET", list);
    expect(json.value?.map((item) => item.name)).to.deep.equal(["id2"]);
    const next = new URL(String(json.nextLink));
    await first.close();
    const second = await openLaboratory({ ...options(), pageSize: 10 });
    const rest = await second.ask("GET", `${next.pathname}${next.search}`);
    expect(rest.json.value?.map((item) => item.name)).to.deep.equal(["id1", "id3"]);
    await second.close();
  });

  it("lets a client go on polling for the end of a deletion", async () => {
    const first = await openLaboratory(options());
    await fill(first);
    const { headers } = await first.ask("DELETE", groupPath(first));
    const { pathname, search } = new URL(String(headers.location));
    await first.close();
    const second = await openLaboratory(options());
    expect((await second.ask("GET", pathname + search)).status).to.equal(202);
    expect((await second.ask("GET", pathname + search)).status).to.equal(200);
    await second.close();
  });

  it("counts what a clock that was ahead has made as made now", async () => {
    const first = await openLaboratory(options());
    first.emulator.clock.advance(86_400_000);
    await fill(first);
    await first.close();
    const second = await openLaboratory(options());
    expect((await second.ask("GET", identityPath(second, "id1"))).status).to.equal(200);
    await second.close();
  });

  it("signs with a key of a file as with the one that was kept", async () => {
    let pem = "";
    const first = createSigningKey({ saved: undefined, keep: (made) => (pem = made) });
    const token = await first.sign({ sub: "x" });
    const second = createSigningKey({ saved: pem, keep: () => expect.fail("It is kept already.") });
    expect(await second.read(token)).to.deep.equal({ sub: "x" });
    expect(await second.publicKeys()).to.deep.equal(await first.publicKeys());
  });
});
