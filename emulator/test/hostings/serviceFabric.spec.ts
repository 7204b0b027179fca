// Service Fabric: an endpoint over HTTPS, known by the fingerprint of its certificate.

import { createHash, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { expectToken, hostVariables, openHost, resource, withHost } from "./support.js";
import type { HostLaboratory, Query } from "./support.js";

describe("hosting serviceFabric", () => {
  const good = { "api-version": "2019-07-01-preview", resource };
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "serviceFabric" });
  });
  after(() => host.close());
  const ask = (query: Query = {}, secret = host.variable("IDENTITY_HEADER"), method = "GET") =>
    host.token({ ...good, ...query }, { method, headers: { secret } });

  it("gives endpoint, secret, and the fingerprint of a certificate of its own", () => {
    const { certificate = "", url } = host.emulator.tokenEndpoint ?? {};
    expect(url)
      .to.equal(host.variable("IDENTITY_ENDPOINT"))
      .and.match(/^https:/);
    expect(certificate).to.not.equal(host.emulator.certificate);
    const { raw, fingerprint } = new X509Certificate(certificate);
    const thumbprint = host.variable("IDENTITY_SERVER_THUMBPRINT");
    expect(thumbprint).to.equal(createHash("sha1").update(raw).digest("hex").toUpperCase());
    expect(thumbprint).to.equal(fingerprint.replaceAll(":", ""));
    expect(Object.keys(hostVariables(host))).to.have.lengthOf(4);
  });

  it("has the certificate it names", async () => {
    const headers = { secret: host.variable("IDENTITY_HEADER") };
    const foreign = host.token(good, { headers, ca: host.emulator.certificate });
    const error = await foreign.catch((cause: unknown) => cause);
    expect(error).to.have.property("code", "DEPTH_ZERO_SELF_SIGNED_CERT");
  });

  it("answers a token of the application, its end a number", async () => {
    for (const version of ["2019-07-01-preview", "2020-05-01"]) {
      const reply = await ask({ "api-version": version });
      const claims = await expectToken(host, reply);
      expect(reply.json["expires_on"]).to.equal(claims.exp);
      expect(claims["xms_mirid"]).to.match(/\/Microsoft.ServiceFabric\/clusters\//);
    }
  });

  it("accepts what clients send to replace a token, and the application's own object id", async () => {
    const claims = await expectToken(
      host,
      await ask({ token_sha256_to_refresh: "a", xms_cc: "CP1" }),
    );
    const own = await ask({ principalId: String(claims["oid"]) });
    expect((await expectToken(host, own))["oid"]).to.equal(claims["oid"]);
  });

  const refusals: readonly [string, Query, number, string][] = [
    ["no api-version", { "api-version": undefined }, 400, "InvalidApiVersion"],
    ["another api-version", { "api-version": "2018-02-01" }, 400, "InvalidApiVersion"],
    ["no resource", { resource: undefined }, 400, "ArgumentNullOrEmpty"],
    ["a client id", { client_id: "x" }, 400, "InvalidRequest"],
    ["a resource id", { mi_res_id: "x" }, 400, "InvalidRequest"],
    ["an object id", { object_id: "x" }, 400, "InvalidRequest"],
    ["another identity's object id", { principalId: "x" }, 404, "ManagedIdentityNotFound"],
  ];
  for (const [what, query, status, code] of refusals) {
    it(`refuses ${what}`, async () => {
      const reply = await ask(query);
      expect(reply.status).to.equal(status);
      expect(Object.keys(reply.json["error"] ?? {})).to.deep.equal([
        "correlationId",
        "code",
        "message",
      ]);
      expect(reply.json["error"]?.["code"]).to.equal(code);
    });
  }

  it("refuses who does not send or not know the secret, and a POST", async () => {
    const none = await host.token(good);
    expect([none.status, none.json["error"]?.["code"]]).to.deep.equal([
      400,
      "SecretHeaderNotFound",
    ]);
    const wrong = await ask({}, "wrong");
    expect([wrong.status, wrong.json["error"]?.["code"]]).to.deep.equal([
      404,
      "ManagedIdentityNotFound",
    ]);
    expect((await ask({}, host.variable("IDENTITY_HEADER"), "POST")).status).to.equal(405);
  });

  it("has no token where the application has no identity", async () => {
    await withHost(
      { hosting: "serviceFabric", identities: { systemAssigned: false } },
      async (bare) => {
        const reply = await bare.token(good, {
          headers: { secret: bare.variable("IDENTITY_HEADER") },
        });
        expect([reply.status, reply.json["error"]?.["code"]]).to.deep.equal([
          404,
          "ManagedIdentityNotFound",
        ]);
      },
    );
  });
});
