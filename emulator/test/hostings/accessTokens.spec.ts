// Which access tokens ARM accepts, and what can be said about a host.

import { expect } from "chai";
import { startEmulator } from "../../src/index.js";
import { expectToken, openHost, resource, withHost } from "./support.js";
import type { HostLaboratory } from "./support.js";

const metadata = { headers: { Metadata: "true" } };
const version = { "api-version": "2018-02-01" };

describe("access tokens at ARM", () => {
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "imds" });
  });
  after(() => host.close());

  async function tokenFor(audience: string): Promise<string> {
    const { json } = await host.token({ ...version, resource: audience }, metadata);
    return json["access_token"] as string;
  }

  it("are accepted for the emulator's endpoint and for ARM, with or without a slash", async () => {
    const { endpoint } = host.emulator;
    const names = [
      endpoint,
      endpoint.replace("127.0.0.1", "localhost"),
      "https://management.azure.com",
      "https://management.core.windows.net",
      "https://management.usgovcloudapi.net",
      "https://management.chinacloudapi.cn",
    ];
    for (const name of names.flatMap((one) => [one, `${one}/`])) {
      expect((await host.askArm(await tokenFor(name))).status, name).to.equal(200);
    }
  });

  it("are refused for anything else, in ARM's words", async () => {
    for (const name of ["https://graph.microsoft.com", "https://management.azure.com//", 'a"b']) {
      const { status, json, headers } = await host.askArm(await tokenFor(name));
      expect(status, name).to.equal(401);
      expect(json["error"]?.["code"]).to.equal("InvalidAuthenticationTokenAudience");
      expect(json["error"]?.["message"]).to.include(`wrong audience or resource '${name}'`);
      expect(headers["www-authenticate"]).to.match(
        /^Bearer authorization_uri="[^"]+", error="invalid_token", error_description="[^"]+"$/,
      );
    }
  });

  it("are refused when they have been changed, or are another emulator's", async () => {
    const [header, payload = "", signature = ""] = (await tokenFor(resource)).split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, oid: "me" })).toString("base64url");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const forged = [
      `${header}.${changed}.${signature}`,
      `${none}.${payload}.`,
      `${header}.${payload}.${signature.slice(4)}`,
      "a.b.c",
    ];
    await withHost({ hosting: "imds" }, async (other) => {
      await other.token({ ...version, resource }, metadata);
      for (const token of forged) {
        const { status, json } = await host.askArm(token);
        expect([status, json["error"]?.["code"]]).to.deep.equal([
          401,
          "InvalidAuthenticationToken",
        ]);
      }
      const { status, json } = await other.askArm(await tokenFor(resource));
      expect([status, json["error"]?.["code"]]).to.deep.equal([401, "InvalidAuthenticationToken"]);
    });
  });

  it("are refused when their time is over", async () => {
    await withHost({ hosting: "imds" }, async (other) => {
      const { clock } = other.emulator;
      clock.freeze();
      const { json } = await other.token({ ...version, resource }, metadata);
      const token = json["access_token"] as string;
      clock.advance(Number(json["expires_on"]) * 1_000 - clock.now() - 1);
      expect((await other.askArm(token)).status).to.equal(200);
      clock.advance(1);
      const refused = await other.askArm(token);
      expect([refused.status, refused.json.error?.code]).to.deep.equal([
        401,
        "ExpiredAuthenticationToken",
      ]);
      expect(refused.json.error?.message).to.match(
        /^The access token expiry UTC time '\d+\/\d+\/\d+ \d+:\d\d:\d\d [AP]M' is earlier than current UTC time /,
      );
    });
  });

  it("stand beside the emulator's own token, which is still accepted", async () => {
    const { token } = await host.emulator.credential.getToken("any");
    expect((await host.askArm(token)).status).to.equal(200);
  });

  it("may do everything, as the emulator's own", async () => {
    const reply = await host.token({ ...version, resource }, metadata);
    await expectToken(host, reply);
    const { status } = await host.ask(
      "PUT",
      `/subscriptions/${host.emulator.subscriptionId}/resourceGroups/by-token?api-version=2021-04-01`,
      {
        body: { location: "westeurope" },
        headers: { Authorization: `Bearer ${reply.json["access_token"] as string}` },
      },
    );
    expect(status).to.equal(201);
  });
});

describe("the options of a hosting", () => {
  const bad: readonly [string, object][] = [
    ["hosting", { hosting: "vm" }],
    ["identities", { identities: {} }],
    ["identities", { hosting: "cloudShell", identities: { systemAssigned: false } }],
    ["identities", { hosting: "workloadIdentity", identities: {} }],
    ["userAssigned", { hosting: "serviceFabric", identities: { userAssigned: [] } }],
    ["userAssigned", { hosting: "imds", identities: { userAssigned: "name" } }],
    ["userAssigned", { hosting: "imds", identities: { userAssigned: [""] } }],
  ];
  for (const [name, options] of bad) {
    it(`are refused: ${JSON.stringify(options)}`, async () => {
      const started = startEmulator(options);
      const error = await started.catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(TypeError);
      expect((error as Error).message).to.include(name);
    });
  }

  it("free the token endpoint's port on stop, however often called", async () => {
    const host = await openHost({ hosting: "appService" });
    await Promise.all([host.emulator.stop(), host.emulator.stop()]);
    const error = await host.token({}).catch((cause: unknown) => cause);
    expect(error).to.have.property("code", "ECONNREFUSED");
    await host.close();
  });
});
