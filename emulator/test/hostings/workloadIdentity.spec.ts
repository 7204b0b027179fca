// Workload identity: the authority, and what it makes of assertions.

import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from "jose";
import { expect } from "chai";
import { exchange } from "../../src/authority/exchange.js";
import { Clock } from "../../src/clock.js";
import type { TokenSignature } from "../../src/index.js";
import { Issuers } from "../../src/issuers/issuers.js";
import { resolveOptions } from "../../src/options/resolveOptions.js";
import { Store } from "../../src/store.js";
import { AccessTokens } from "../../src/tokens/accessTokens.js";
import { Revocations } from "../../src/tokens/revocations.js";
import type { Refusal } from "../../src/tokens/tokenResponder.js";
import { openLaboratory, type Reply } from "../support.js";
import { expectToken, hostVariables, openHost, resource, send } from "./support.js";
import type { HostLaboratory } from "./support.js";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const formType = { "Content-Type": "application/x-www-form-urlencoded" };

describe("hosting workloadIdentity", () => {
  let host: HostLaboratory;
  let assertion: string;
  before(async () => {
    host = await openHost({ hosting: "workloadIdentity" });
    assertion = await readFile(host.variable("AZURE_FEDERATED_TOKEN_FILE"), "utf8");
  });
  after(() => host.close());

  function post(changes: Readonly<Record<string, string | undefined>> = {}): Promise<Reply> {
    const fields = {
      grant_type: "client_credentials",
      client_id: host.variable("AZURE_CLIENT_ID"),
      scope: `${resource}/.default`,
      client_assertion_type: assertionType,
      client_assertion: assertion,
      ...changes,
    };
    const given = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const body = new URLSearchParams(given).toString();
    return host.token({}, { method: "POST", headers: formType, body });
  }

  function path(suffix: string): Promise<Reply> {
    const url = `${host.emulator.endpoint}/${host.variable("AZURE_TENANT_ID")}${suffix}`;
    return send(url, { ca: host.emulator.certificate });
  }

  const credentialPath = () =>
    `/subscriptions/${host.emulator.subscriptionId}/resourceGroups/emulator/providers/Microsoft.ManagedIdentity/userAssignedIdentities/workload-identity/federatedIdentityCredentials`;

  it("gives what a pod finds, and the emulator as authority", () => {
    expect(Object.keys(hostVariables(host))).to.have.members([
      "AZURE_AUTHORITY_HOST",
      "AZURE_TENANT_ID",
      "AZURE_CLIENT_ID",
      "AZURE_FEDERATED_TOKEN_FILE",
    ]);
    expect(host.variable("AZURE_AUTHORITY_HOST")).to.equal(`${host.emulator.endpoint}/`);
    expect(host.emulator.tokenEndpoint?.certificate).to.equal(host.emulator.certificate);
  });

  it("gives a pod's token that only the owner can read, and no longer after stop", async () => {
    const claims = decodeJwt(assertion);
    expect(claims).to.include({ sub: "system:serviceaccount:default:emulator" });
    expect(claims.aud).to.deep.equal(["api://AzureADTokenExchange"]);
    const other = await openHost({ hosting: "workloadIdentity" });
    const file = other.variable("AZURE_FEDERATED_TOKEN_FILE");
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    await other.close();
    expect(existsSync(file)).to.equal(false);
  });

  it("has an identity and a credential for the pod, to be seen and changed through ARM", async () => {
    const { json } = await host.ask("GET", credentialPath());
    expect(json["value"]).to.have.lengthOf(1);
    const { iss, sub, aud } = decodeJwt(assertion);
    expect(json["value"]?.[0]?.["properties"]).to.deep.equal({
      issuer: iss,
      subject: sub,
      audiences: aud,
    });
  });

  it("exchanges the pod's token for one of the identity", async () => {
    const reply = await post();
    const claims = await expectToken(host, reply);
    expect(claims).to.include({ aud: resource, appid: host.variable("AZURE_CLIENT_ID") });
    expect(claims["xms_mirid"]).to.match(/\/userAssignedIdentities\/workload-identity$/);
    expect(reply.json["expires_in"]).to.equal(86_400);
    const upper = await post({ client_id: host.variable("AZURE_CLIENT_ID").toUpperCase() });
    expect(upper.status).to.equal(200);
  });

  it("describes itself, and gives the keys that its tokens can be checked with", async () => {
    const { json } = await path("/v2.0/.well-known/openid-configuration?x=1");
    const tenant = `${host.emulator.endpoint}/${host.variable("AZURE_TENANT_ID")}`;
    expect(json).to.include({
      issuer: `${tenant}/v2.0`,
      token_endpoint: host.emulator.tokenEndpoint?.url,
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
    });
    expect((await path("/.well-known/openid-configuration")).json["issuer"]).to.equal(`${tenant}/`);
    const keys = (await path("/discovery/v2.0/keys")).json as unknown as JSONWebKeySet;
    expect(keys.keys[0]).to.not.have.any.keys("d", "p", "q");
    const { json: answer } = await post();
    const options = { issuer: `${tenant}/`, audience: resource, algorithms: ["RS256"] };
    await jwtVerify(answer["access_token"] as string, createLocalJWKSet(keys), options);
  });

  const refusals: readonly [
    string,
    Readonly<Record<string, string | undefined>>,
    number,
    number,
  ][] = [
    ["no grant", { grant_type: undefined }, 400, 900144],
    ["another grant", { grant_type: "password" }, 400, 70003],
    ["no client", { client_id: undefined }, 400, 900144],
    ["an unknown client", { client_id: "nobody" }, 400, 700016],
    ["no scope", { scope: undefined }, 400, 900144],
    ["a scope without /.default", { scope: resource }, 400, 1002012],
    ["two scopes", { scope: "a/.default b/.default" }, 400, 1002012],
    ["no assertion", { client_assertion: undefined }, 401, 7000216],
    ["another type of assertion", { client_assertion_type: "saml" }, 401, 7000216],
    ["a secret", { client_assertion: undefined, client_secret: "x" }, 401, 7000216],
    ["an assertion that is no token", { client_assertion: "x.y.z" }, 400, 50027],
  ];
  for (const [what, changes, status, code] of refusals) {
    it(`refuses ${what}: AADSTS${code}`, async () => {
      checkError(await post(changes), status, code);
    });
  }

  it("refuses a changed assertion: AADSTS700027", async () => {
    const [header, payload = "", signature] = assertion.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: "other" })).toString("base64url");
    checkError(await post({ client_assertion: `${header}.${changed}.${signature}` }), 401, 700027);
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    checkError(await post({ client_assertion: `${none}.${payload}.` }), 401, 700027);
  });

  it("refuses what is no POST, and another tenant", async () => {
    checkError(await host.token({}), 400, 900561);
    const url = `${host.emulator.endpoint}/${"0".repeat(8)}-0000-0000-0000-000000000000/oauth2/v2.0/token`;
    const reply = await send(url, { method: "POST", ca: host.emulator.certificate });
    checkError(reply, 400, 90002);
  });

  const values: readonly [string, object, number][] = [
    ["another issuer", { issuer: "https://other.invalid/" }, 700211],
    ["another audience", { audiences: ["api://other"] }, 700212],
    [
      "the subject in other letter case",
      { subject: "system:serviceaccount:default:Emulator" },
      7002138,
    ],
    ["another subject", { subject: "system:serviceaccount:default:other" }, 700213],
  ];
  for (const [what, change, code] of values) {
    it(`exchanges no more when the credential has ${what}: AADSTS${code}`, async () => {
      const target = `${credentialPath()}/service-account`;
      const { iss, sub, aud } = decodeJwt(assertion);
      const properties = { issuer: iss, subject: sub, audiences: aud };
      await host.put(target, { properties: { ...properties, ...change } });
      try {
        checkError(await post(), 401, code);
      } finally {
        await host.put(target, { properties });
      }
      expect((await post()).status).to.equal(200);
    });
  }

  it("exchanges no more when the credential is deleted: AADSTS700211", async () => {
    const target = `${credentialPath()}/service-account`;
    const { iss, sub, aud } = decodeJwt(assertion);
    await host.ask("DELETE", target);
    checkError(await post(), 401, 700211);
    await host.put(target, { properties: { issuer: iss, subject: sub, audiences: aud } });
    expect((await post()).status).to.equal(200);
  });

  it("exchanges for any identity that trusts the pod", async () => {
    const { clientId, id } = await host.identity("second");
    checkError(await post({ client_id: clientId }), 401, 700211);
    const { iss, sub, aud } = decodeJwt(assertion);
    await host.put(`${id}/federatedIdentityCredentials/pod`, {
      properties: { issuer: iss, subject: sub, audiences: aud },
    });
    const claims = await expectToken(host, await post({ client_id: clientId }));
    expect(claims["appid"]).to.equal(clientId);
  });
});

describe("the exchange", () => {
  const issuer = "https://issuer.invalid/";
  const clock = new Clock();
  const store = new Store("s");
  const revocations = new Revocations(clock);
  const accessTokens = new AccessTokens(clock, "https://authority", "tenant", revocations);
  const issuers = new Issuers(clock);
  const external = issuers.any({ issuer });
  const context = { clock, store, accessTokens, issuers, settings: resolveOptions({}) };
  const group = store.addGroup("rg", "x", undefined);
  const identity = store.addIdentity(group, {
    resourceGroupName: "rg",
    name: "id1",
    location: "westeurope",
    createdAt: 0,
    tags: {},
    isolationScope: "None",
    assignmentProviders: [],
  });
  for (const [name, from] of [
    ["known", issuer],
    ["foreign", "https://foreign.invalid"],
  ] as const) {
    store.addCredential(identity, {
      name,
      issuer: from,
      subject: "s",
      audiences: ["a"],
      claimsMatchingExpression: undefined,
      changedAt: 0,
    });
  }
  const now = () => Math.floor(Date.now() / 1_000);

  async function codeOf(assertion: string): Promise<number> {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: identity.clientId,
      scope: "r/.default",
      client_assertion_type: assertionType,
      client_assertion: assertion,
    });
    try {
      return (await exchange(context, form)).status;
    } catch (error) {
      const body = (error as Refusal).answer.body as unknown as { error_codes: number[] };
      return body.error_codes[0] ?? 0;
    }
  }

  const sign = (claims: object = {}, signature: TokenSignature = "valid") =>
    external.token({ subject: "s", audience: "a", claims: { ...claims }, signature });
  it("takes an audience that is a text, and one of several", async () => {
    expect(await codeOf(await sign())).to.equal(200);
    expect(await codeOf(await sign({ aud: ["b", "a"] }))).to.equal(200);
    expect(await codeOf(await sign({ aud: ["A"] }))).to.equal(700212);
  });
  it("refuses what is over or has not begun", async () => {
    expect(await codeOf(await sign({ exp: now() - 1 }))).to.equal(700024);
    expect(await codeOf(await sign({ nbf: now() + 60 }))).to.equal(700024);
    expect(await codeOf(await sign({ exp: undefined }))).to.equal(50027);
  });
  it("looks at the signature before the time, and at the time before the credential", async () => {
    const over = { exp: now() - 1 };
    expect(await codeOf(await sign(over, "unpublishedKey"))).to.equal(700027);
    expect(await codeOf(await sign({ sub: "x", exp: now() - 1 }))).to.equal(700024);
  });
  it("believes no issuer whose keys it does not have", async () => {
    expect(await codeOf(await sign({ iss: "https://foreign.invalid" }))).to.equal(700027);
    expect(await codeOf(await sign({ iss: "https://nobody.invalid" }))).to.equal(700211);
  });
});

describe("the authority without a hosting", () => {
  it("describes itself all the same, and gives nobody a token", async () => {
    const lab = await openLaboratory();
    try {
      expect(lab.emulator.tokenEndpoint).to.equal(undefined);
      const tenant = `${lab.emulator.endpoint}/${lab.emulator.env["AZURE_TENANT_ID"]}`;
      const ca = lab.emulator.certificate;
      const keys = await send(`${tenant}/discovery/keys`, { ca });
      expect(keys.json["keys"]).to.have.lengthOf(1);
      const reply = await send(`${tenant}/oauth2/v2.0/token`, {
        method: "POST",
        ca,
        headers: formType,
        body: "grant_type=client_credentials&client_id=x",
      });
      checkError(reply, 400, 700016);
    } finally {
      await lab.close();
    }
  });
});

function checkError({ status, json }: Reply, expected: number, code: number): void {
  expect([status, json["error_codes"] as unknown]).to.deep.equal([expected, [code]]);
  expect(Object.keys(json)).to.deep.equal([
    "error",
    "error_description",
    "error_codes",
    "timestamp",
    "trace_id",
    "correlation_id",
  ]);
  expect(json["error_description"]).to.match(
    new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: \\S+ \\S+Z$`),
  );
}
