// Hosts that know their processes by a secret in a header: App Service and Azure Machine Learning.

import { expect } from "chai";
import { startEmulator } from "../../src/index.js";
import { expectToken, hostVariables, openHost, resource, withHost } from "./support.js";
import type { HostLaboratory, Query } from "./support.js";

describe("hosting appService", () => {
  const good = { "api-version": "2019-08-01", resource };
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "appService" });
  });
  after(() => host.close());
  const ask = (query: Query = {}, secret = host.variable("IDENTITY_HEADER"), method = "GET") =>
    host.token({ ...good, ...query }, { method, headers: { "X-IDENTITY-HEADER": secret } });

  it("gives endpoint and secret", () => {
    expect(host.variable("IDENTITY_ENDPOINT")).to.equal(host.emulator.tokenEndpoint?.url);
    expect(host.variable("IDENTITY_HEADER")).to.match(/^.{32,}$/);
    expect(Object.keys(hostVariables(host))).to.have.lengthOf(3);
  });

  it("answers a token of the app", async () => {
    const reply = await ask();
    const claims = await expectToken(host, reply);
    expect(reply.json).to.deep.equal({
      access_token: reply.json["access_token"],
      expires_on: String(claims.exp),
      resource,
      token_type: "Bearer",
      client_id: claims["appid"],
    });
    expect(claims["xms_mirid"]).to.match(/\/Microsoft.Web\/sites\//);
  });

  it("knows an identity by each name of each kind of id", async () => {
    const { id, clientId, principalId } = await host.identity("app-identity");
    const queries: Query[] = [
      { client_id: clientId },
      { mi_res_id: id },
      { msi_res_id: id },
      { object_id: principalId },
      { principal_id: principalId },
    ];
    for (const query of queries) {
      const claims = await expectToken(host, await ask({ client_id: "", ...query }));
      expect(claims).to.include({ appid: clientId, oid: principalId });
    }
  });

  const refusals: readonly [string, Query, number, RegExp][] = [
    ["no api-version", { "api-version": undefined }, 400, /api-version/],
    ["another api-version", { "api-version": "2017-09-01" }, 400, /api-version/],
    ["no resource", { resource: undefined }, 400, /resource/],
    ["an unknown client id", { client_id: "nobody" }, 400, /^No User Assigned or Delegated/],
    ["an unknown resource id", { mi_res_id: "/x" }, 400, /^No User Assigned or Delegated/],
    ["an unknown object id", { object_id: "nobody" }, 400, /^No User Assigned or Delegated/],
    ["two ids", { client_id: "a", mi_res_id: "b" }, 400, /Only one id/],
  ];
  for (const [what, query, status, message] of refusals) {
    it(`refuses ${what}`, async () => {
      const reply = await ask(query);
      expect(reply.status).to.equal(status);
      expect(Object.keys(reply.json)).to.deep.equal(["statusCode", "message", "correlationId"]);
      expect(reply.json["statusCode"]).to.equal(status);
      expect(reply.json["message"]).to.match(message);
    });
  }

  it("refuses who does not know the secret", async () => {
    const secrets = ["", "wrong", host.variable("IDENTITY_HEADER").toLowerCase()];
    for (const secret of secrets) {
      const reply = await ask({}, secret);
      expect([reply.status, reply.json["statusCode"]]).to.deep.equal([401, 401]);
      expect(reply.text).to.not.include(host.variable("IDENTITY_HEADER"));
    }
    expect((await host.token(good)).status).to.equal(401);
  });

  it("refuses a POST", async () => {
    expect((await ask({}, host.variable("IDENTITY_HEADER"), "POST")).status).to.equal(405);
  });

  it("has no token without an id where there is no system-assigned identity", async () => {
    await withHost(
      { hosting: "appService", identities: { systemAssigned: false } },
      async (bare) => {
        const headers = { "X-IDENTITY-HEADER": bare.variable("IDENTITY_HEADER") };
        const { clientId } = await bare.identity("only");
        expect((await bare.token(good, { headers })).status).to.equal(400);
        expect((await bare.token({ ...good, client_id: clientId }, { headers })).status).to.equal(
          200,
        );
      },
    );
  });

  it("has another secret in every emulator", async () => {
    await withHost({ hosting: "appService" }, async (other) => {
      const headers = { "X-IDENTITY-HEADER": host.variable("IDENTITY_HEADER") };
      expect((await other.token(good, { headers })).status).to.equal(401);
    });
  });
});

describe("hosting appService2017", () => {
  const good = { "api-version": "2017-09-01", resource };
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "appService2017" });
  });
  after(() => host.close());
  const ask = (query: Query = {}, secret = host.variable("MSI_SECRET"), method = "GET") =>
    host.token({ ...good, ...query }, { method, headers: { secret } });

  it("gives endpoint and secret, and nothing of Azure Machine Learning", () => {
    expect(host.variable("MSI_ENDPOINT")).to.match(/\/MSI\/token\/$/);
    expect(Object.keys(hostVariables(host))).to.have.members([
      "MSI_ENDPOINT",
      "MSI_SECRET",
      "AZURE_TENANT_ID",
    ]);
  });

  it("answers a token of the app, its end a date", async () => {
    const reply = await ask();
    const claims = await expectToken(host, reply);
    expect(reply.json["expires_on"]).to.match(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d \+00:00$/);
    expect(Date.parse(reply.json["expires_on"] as string)).to.equal((claims.exp ?? 0) * 1_000);
    expect(reply.json["resource"]).to.equal(resource);
  });

  it("knows an identity by its client id and by no other", async () => {
    const { id, clientId, principalId } = await host.identity("old-identity");
    expect((await expectToken(host, await ask({ clientid: clientId })))["oid"]).to.equal(
      principalId,
    );
    for (const query of [{ client_id: clientId }, { mi_res_id: id }, { object_id: principalId }]) {
      const claims = await expectToken(host, await ask(query));
      expect(claims["oid"]).to.not.equal(principalId);
    }
  });

  const refusals: readonly [string, Query, RegExp][] = [
    ["no api-version", { "api-version": undefined }, /api-version/],
    ["another api-version", { "api-version": "2019-08-01" }, /api-version/],
    ["no resource", { resource: undefined }, /resource/],
    ["an unknown client id", { clientid: "nobody" }, /^No MSI found/],
  ];
  for (const [what, query, message] of refusals) {
    it(`refuses ${what}`, async () => {
      const reply = await ask(query);
      expect(reply.status).to.equal(400);
      expect(Object.keys(reply.json)).to.deep.equal(["StatusCode", "Message", "CorrelationId"]);
      expect(reply.json["Message"]).to.match(message);
    });
  }

  it("refuses who does not know the secret, and a POST", async () => {
    expect((await ask({}, "wrong")).status).to.equal(401);
    expect((await host.token(good)).status).to.equal(401);
    expect((await ask({}, host.variable("MSI_SECRET"), "POST")).status).to.equal(405);
  });
});

describe("hosting azureMl", () => {
  const good = { "api-version": "2017-09-01", resource };
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "azureMl" });
  });
  after(() => host.close());
  const ask = (query: Query = {}, secret = host.variable("MSI_SECRET"), method = "GET") =>
    host.token({ ...good, ...query }, { method, headers: { secret } });

  it("gives endpoint, secret and the client id of the compute", async () => {
    const clientid = host.variable("DEFAULT_IDENTITY_CLIENT_ID");
    expect(Object.keys(hostVariables(host))).to.have.lengthOf(4);
    const reply = await ask({ clientid });
    const claims = await expectToken(host, reply);
    expect(claims["appid"]).to.equal(clientid);
    expect(reply.json["expires_on"]).to.equal(claims.exp);
    expect(reply.json["resource"]).to.equal(resource);
  });

  it("knows an identity by its client id", async () => {
    const { clientId, principalId } = await host.identity("ml-identity");
    expect((await expectToken(host, await ask({ clientid: clientId })))["oid"]).to.equal(
      principalId,
    );
  });

  const refusals: readonly [string, Query][] = [
    ["no client id", {}],
    ["an unknown client id", { clientid: "nobody" }],
    ["no api-version", { clientid: "x", "api-version": undefined }],
    ["no resource", { clientid: "x", resource: undefined }],
  ];
  for (const [what, query] of refusals) {
    it(`refuses ${what}`, async () => {
      const reply = await ask(query);
      expect([reply.status, reply.json["error"]]).to.deep.equal([400, "invalid_request"]);
    });
  }

  it("refuses who does not know the secret, and a POST", async () => {
    expect((await ask({}, "wrong")).status).to.equal(401);
    expect((await host.token(good)).status).to.equal(401);
    expect((await ask({}, host.variable("MSI_SECRET"), "POST")).status).to.equal(405);
  });

  it("names no default where the compute has no identity of its own", async () => {
    const emulator = await startEmulator({
      hosting: "azureMl",
      identities: { systemAssigned: false },
    });
    expect(emulator.env).to.not.have.property("DEFAULT_IDENTITY_CLIENT_ID");
    await emulator.stop();
  });
});
