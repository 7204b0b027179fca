// Virtual machines: the metadata service.

import { expect } from "chai";
import { identityPath } from "../support.js";
import { expectToken, hostVariables, openHost, resource, withHost } from "./support.js";
import type { HostLaboratory, Parts } from "./support.js";

const metadata = { Metadata: "true" };

describe("hosting imds", () => {
  const good = { "api-version": "2018-02-01", resource };
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "imds" });
  });
  after(() => host.close());

  it("gives the address in place of that of the metadata service", () => {
    const origin = host.variable("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    expect(origin).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Object.keys(hostVariables(host))).to.have.members([
      "AZURE_POD_IDENTITY_AUTHORITY_HOST",
      "AZURE_TENANT_ID",
    ]);
    expect(host.emulator.tokenEndpoint).to.deep.equal({
      url: `${origin}/metadata/identity/oauth2/token`,
    });
  });

  it("answers a token of the machine, all members texts", async () => {
    const reply = await host.token(good, { headers: metadata });
    const claims = await expectToken(host, reply);
    expect(Object.keys(reply.json)).to.deep.equal([
      "access_token",
      "refresh_token",
      "expires_in",
      "expires_on",
      "not_before",
      "resource",
      "token_type",
    ]);
    expect(Object.values(reply.json).every((value) => typeof value === "string")).to.equal(true);
    expect(reply.json).to.include({ refresh_token: "", resource, expires_in: "86400" });
    expect(reply.json["expires_on"]).to.equal(String(claims.exp));
    expect(reply.json["not_before"]).to.equal(String(claims.nbf));
    expect(claims).to.include({ aud: resource, idtyp: "app", ver: "1.0" });
    expect(claims.sub).to.equal(claims["oid"]);
    expect(claims["tid"]).to.equal(host.emulator.env["AZURE_TENANT_ID"]);
    expect(claims["xms_mirid"]).to.match(/\/providers\/Microsoft.Compute\/virtualMachines\//);
  });

  it("knows the machine by the ids that ARM answers for it", async () => {
    const scope = `/subscriptions/${host.emulator.subscriptionId}/resourceGroups/emulator`;
    await host.put(scope, { location: "westeurope" });
    const claims = await expectToken(host, await host.token(good, { headers: metadata }));
    const { json } = await host.ask(
      "GET",
      `${String(claims["xms_mirid"])}/providers/Microsoft.ManagedIdentity/identities/default`,
    );
    expect(json["properties"]).to.include({
      principalId: claims["oid"],
      clientId: claims["appid"],
    });
    const asked = await host.token(
      { ...good, client_id: String(claims["appid"]) },
      { headers: metadata },
    );
    expect((await expectToken(host, asked))["oid"]).to.equal(claims["oid"]);
  });

  it("knows an identity by each kind of id as soon as ARM has made it, and no longer when it is gone", async () => {
    const { id, clientId, principalId } = await host.identity("vm-identity");
    const queries = [
      { client_id: clientId },
      { client_id: clientId.toUpperCase() },
      { msi_res_id: id },
      { msi_res_id: id.replace("resourcegroups", "resourceGroups") },
      { object_id: principalId },
    ];
    for (const query of queries) {
      const claims = await expectToken(
        host,
        await host.token({ ...good, ...query }, { headers: metadata }),
      );
      expect(claims).to.include({ appid: clientId, oid: principalId, xms_mirid: id });
    }
    await host.ask("DELETE", identityPath(host, "vm-identity"));
    const reply = await host.token({ ...good, client_id: clientId }, { headers: metadata });
    expect([reply.status, reply.json]).to.deep.equal([
      400,
      { error: "invalid_request", error_description: "Identity not found" },
    ]);
  });

  it("is reached by the paths that clients make of its address", async () => {
    const origin = host.variable("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    for (const path of ["/metadata/identity/oauth2/token/", "//metadata/identity/oauth2/token/"]) {
      const reply = await host.token(good, { url: origin + path, headers: metadata });
      expect(reply.status, path).to.equal(200);
    }
    const other = await host.token(good, { url: `${origin}/metadata/instance`, headers: metadata });
    expect(other.status).to.equal(404);
  });

  it("gives tokens for other resources, which ARM does not accept", async () => {
    const vault = "https://vault.azure.net";
    const reply = await host.token({ ...good, resource: vault }, { headers: metadata });
    expect(reply.status).to.equal(200);
    const refused = await host.askArm(reply.json["access_token"] as string);
    expect(refused.status).to.equal(401);
    expect(refused.json["error"]?.["code"]).to.equal("InvalidAuthenticationTokenAudience");
  });

  const refusals: readonly [string, object, Parts, string][] = [
    ["no header Metadata", {}, {}, "bad_request_102"],
    [
      "the header Metadata with another value",
      {},
      { headers: { Metadata: "false" } },
      "bad_request_102",
    ],
    [
      "a forwarded request",
      {},
      { headers: { ...metadata, "X-Forwarded-For": "10.0.0.1" } },
      "bad_request_102",
    ],
    ["no api-version", { "api-version": undefined }, { headers: metadata }, "invalid_request"],
    [
      "an old api-version",
      { "api-version": "2017-12-01" },
      { headers: metadata },
      "invalid_request",
    ],
    [
      "an api-version that is none",
      { "api-version": "latest" },
      { headers: metadata },
      "invalid_request",
    ],
    ["no resource", { resource: undefined }, { headers: metadata }, "invalid_request"],
    ["an empty resource", { resource: "" }, { headers: metadata }, "invalid_request"],
    ["an unknown client id", { client_id: "nobody" }, { headers: metadata }, "invalid_request"],
    [
      "an unknown resource id",
      { msi_res_id: "/subscriptions/s" },
      { headers: metadata },
      "invalid_request",
    ],
    ["an unknown object id", { object_id: "nobody" }, { headers: metadata }, "invalid_request"],
    ["two ids", { client_id: "a", object_id: "b" }, { headers: metadata }, "invalid_request"],
  ];
  for (const [what, query, parts, error] of refusals) {
    it(`refuses ${what}`, async () => {
      const reply = await host.token({ ...good, ...query }, parts);
      expect(reply.status).to.equal(400);
      expect(reply.json["error"]).to.equal(error);
      expect(reply.json["error_description"]).to.be.a("string").that.is.not.empty;
    });
  }

  it("refuses a POST", async () => {
    const reply = await host.token(good, { method: "POST", headers: metadata });
    expect([reply.status, reply.headers.allow]).to.deep.equal([405, "GET"]);
  });

  it("answers a probe without header as a metadata service: with an error", async () => {
    expect((await host.token({})).status).to.equal(400);
  });

  it("without a system-assigned identity gives the only one there is, and asks which of several", async () => {
    await withHost({ hosting: "imds", identities: { systemAssigned: false } }, async (bare) => {
      const none = await bare.token(good, { headers: metadata });
      expect([none.status, none.json["error_description"]]).to.deep.equal([
        400,
        "Identity not found",
      ]);
      const { clientId } = await bare.identity("one");
      const one = await expectToken(bare, await bare.token(good, { headers: metadata }));
      expect(one["appid"]).to.equal(clientId);
      await bare.identity("two");
      const several = await bare.token(good, { headers: metadata });
      expect(several.status).to.equal(400);
      expect(several.json["error_description"]).to.match(
        /^Multiple user assigned identities exist/,
      );
    });
  });

  it("has only the identities that are assigned to it, by name or id", async () => {
    const subscriptionId = "00000000-0000-4000-8000-000000000001";
    const id = `/subscriptions/${subscriptionId}/resourceGroups/RG1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/By-Id`;
    await withHost(
      { hosting: "imds", identities: { userAssigned: ["By-Name", id] } },
      async (some) => {
        for (const [name, status] of [
          ["by-name", 200],
          ["by-id", 200],
          ["other", 400],
        ] as const) {
          const { clientId } = await some.identity(name);
          const reply = await some.token({ ...good, client_id: clientId }, { headers: metadata });
          expect(reply.status, name).to.equal(status);
        }
      },
    );
  });
});
