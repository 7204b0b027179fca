// Revoking the tokens of an identity: which of them ARM does not take any more, and how it says so.

import { expect } from "chai";
import { decodeJwt } from "jose";
import { Clock } from "../src/clock.js";
import { Revocations, tokenLifetimeInSeconds } from "../src/tokens/revocations.js";
import { openHost, resource, type HostLaboratory, type KnownIdentity } from "./hostings/support.js";
import { at, identityPath } from "./support.js";

const metadata = { headers: { Metadata: "true" } };

describe("emulator: revokeTokens", () => {
  let host: HostLaboratory;
  let identity: KnownIdentity;

  beforeEach(async () => {
    host = await openHost({ hosting: "imds" });
    // All within one instant: what is revoked must not depend on the seconds in tokens.
    host.emulator.clock.freeze();
    identity = await host.identity("id1");
  });
  afterEach(() => host.close());

  async function tokenOf({ clientId }: KnownIdentity): Promise<string> {
    const query = { "api-version": "2018-02-01", resource, client_id: clientId };
    return (await host.token(query, metadata)).json["access_token"] as string;
  }

  async function revoke(name = "id1"): Promise<void> {
    const path = at(`${identityPath(host, name)}/revokeTokens`, "2023-07-31-preview");
    expect((await host.ask("POST", path)).status).to.equal(200);
  }

  it("voids the tokens the identity got before, and none that it gets after", async () => {
    const before = [await tokenOf(identity), await tokenOf(identity)];
    await revoke();
    const after = await tokenOf(identity);
    for (const token of before) {
      expect((await host.askArm(token)).status).to.equal(401);
    }
    expect((await host.askArm(after)).status).to.equal(200);
    expect(decodeJwt(after).iat).to.equal(decodeJwt(before[0] ?? "").iat);
    await revoke();
    expect((await host.askArm(after)).status).to.equal(401);
    expect((await host.askArm(before[0] ?? "")).status).to.equal(401);
    expect((await host.askArm(await tokenOf(identity))).status).to.equal(200);
  });

  it("leaves other identities and the emulator's own token alone", async () => {
    const other = await host.identity("other");
    const tokens = [await tokenOf(other), (await host.emulator.credential.getToken("any")).token];
    await revoke();
    for (const token of tokens) {
      expect((await host.askArm(token)).status).to.equal(200);
    }
  });

  it("has ARM answer a claims challenge, which asks for a newer token", async () => {
    const token = await tokenOf(identity);
    await revoke();
    const { status, headers, json } = await host.askArm(token);
    expect([status, json.error?.code, headers["x-ms-failure-cause"]]).to.deep.equal([
      401,
      "AuthenticationFailed",
      "gateway",
    ]);
    expect(json.error?.message).to.match(/TokenIssuedBeforeRevocationTimestamp$/);
    const challenge =
      /^Bearer realm="", authorization_uri="([^"]+)", error="insufficient_claims", claims="([\w+/=]+)"$/.exec(
        headers["www-authenticate"] ?? "",
      );
    expect(challenge?.[1]).to.equal(`${host.emulator.endpoint}/common/oauth2/authorize`);
    expect(JSON.parse(Buffer.from(challenge?.[2] ?? "", "base64").toString())).to.deep.equal({
      access_token: {
        nbf: { essential: true, value: String(Math.floor(host.emulator.clock.now() / 1_000)) },
      },
    });
  });

  it("is the same challenge as the fault's", async () => {
    const token = await tokenOf(identity);
    await revoke();
    const revoked = await host.askArm(token);
    host.emulator.faults.add({
      match: { service: "resourceManager" },
      fault: { kind: "claimsChallenge" },
    });
    const spoilt = await host.askArm(token);
    expect(spoilt.text).to.equal(revoked.text);
    for (const name of ["www-authenticate", "x-ms-failure-cause"]) {
      expect(spoilt.headers[name]).to.equal(revoked.headers[name]);
    }
  });

  it("lets tokens live on when their identity is deleted, unless they were revoked", async () => {
    const revoked = await tokenOf(identity);
    await revoke();
    const token = await tokenOf(identity);
    expect((await host.ask("DELETE", identityPath(host, "id1"))).status).to.equal(200);
    expect((await host.askArm(token)).status).to.equal(200);
    expect((await host.askArm(revoked)).status).to.equal(401);
    await host.identity("id1");
    await revoke();
    expect((await host.askArm(token)).status).to.equal(200);
  });

  it("puts an expired token's time first", async () => {
    const token = await tokenOf(identity);
    await revoke();
    host.emulator.clock.advance(tokenLifetimeInSeconds * 1_000);
    const { json } = await host.askArm(token);
    expect(json.error?.code).to.equal("ExpiredAuthenticationToken");
  });
});

describe("emulator: what is remembered of revocations", () => {
  it("is one for each principal, until the tokens they concern are over", () => {
    const clock = new Clock();
    clock.freeze();
    const revocations = new Revocations(clock);
    const first = revocations.nextNumber();
    for (let time = 0; time < 10; time += 1) {
      revocations.revoke("one");
    }
    clock.advance(1_000);
    revocations.revoke("other");
    expect(revocations.size).to.equal(2);
    expect(revocations.isRevoked("one", first)).to.equal(true);
    expect(revocations.isRevoked("one", revocations.nextNumber())).to.equal(false);
    clock.advance(tokenLifetimeInSeconds * 1_000 - 1_000);
    revocations.revoke("third");
    expect(revocations.size).to.equal(2);
    expect(revocations.isRevoked("other", first)).to.equal(true);
  });
});
