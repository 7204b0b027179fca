// Asking first whether there is a metadata endpoint at all.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import type { Reply } from "../support/testServer.js";
import { restoreAfterEach, setClock, setEnvironment } from "./support/environment.js";
import { scope, startAppService, startImds, type Host } from "./support/hosts.js";

const refusal: Reply = {
  status: 400,
  json: { error: "invalid_request", error_description: "Required metadata header not specified" },
};

describe("a probe", () => {
  restoreAfterEach();
  let host: Host;
  let probeReply: Reply;
  const isProbe = ({ target }: { target: string }): boolean => !target.includes("?");
  const probes = (): number => host.server.requests.filter(isProbe).length;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
    probeReply = refusal;
    const { reply } = host.server;
    host.server.reply = (request, index) => (isProbe(request) ? probeReply : reply(request, index));
  });
  afterEach(() => host.stop());

  it("comes before the first token, and once only", async () => {
    const credential = new ManagedIdentityCredential({ probe: true });
    await credential.getToken("https://one");
    await credential.getToken("https://two");
    await new ManagedIdentityCredential({ probe: true, clientId: "other" }).getToken(scope);
    expect(host.server.requests.map(isProbe)).to.deep.equal([true, false, false, false]);
    const [probe] = host.server.requests;
    expect(probe).to.include({ method: "GET", target: "/metadata/identity/oauth2/token" });
    expect(probe?.headers).to.not.have.property("metadata");
  });

  it("is left out unless asked for, and where variables announce a host", async () => {
    await new ManagedIdentityCredential().getToken(scope);
    const service = await startAppService();
    try {
      setEnvironment(service.variables);
      await new ManagedIdentityCredential({ probe: true }).getToken(scope);
      expect(service.server.requests).to.have.length(1);
    } finally {
      await service.stop();
    }
    expect(probes()).to.equal(0);
  });

  const absent: readonly [what: string, reply: Reply][] = [
    ["a web page", { status: 200, text: "<html>Router</html>" }],
    [
      "a page of another server",
      { status: 404, text: "No", headers: { "content-type": "text/html" } },
    ],
    ["a page that is not called so", { status: 404, text: "<!doctype html><p>No</p>" }],
    ["an empty success", { status: 204, text: "" }],
    ["a redirect", { status: 302, text: "", headers: { location: "/login" } }],
    [
      "Docker Desktop",
      { status: 403, text: "A socket operation was attempted to an unreachable host." },
    ],
    ["Docker Desktop in JSON", { status: 403, json: { message: "unreachable network" } }],
    ["a cut connection", (response) => response.destroy()],
    ["silence", () => undefined],
  ];
  for (const [what, reply] of absent) {
    it(`answered by ${what} means that there is no identity, for a minute`, async () => {
      const clock = setClock();
      probeReply = reply;
      const credential = new ManagedIdentityCredential({ probe: true });
      for (const resource of ["https://one", "https://two"]) {
        const failure = await failureOf(credential.getToken(resource));
        expect(failure.name).to.equal("CredentialUnavailableError");
        expect(failure.message).to.contain("A probe ").and.contain("use another credential");
      }
      expect(host.server.requests, "remembered").to.have.length(1);
      probeReply = refusal;
      clock.now += 60_000;
      expect((await credential.getToken(scope)).token).to.equal("token-1");
    });
  }

  const present: readonly Reply[] = [
    { status: 400, text: "" },
    { status: 404, text: "" },
    { status: 410, text: "" },
    { status: 429, text: "Too many requests" },
    { status: 429, json: { error: "too_many_requests" } },
    { status: 500, text: "" },
    { status: 503, text: "The service is unavailable." },
    { status: 405, text: "" },
  ];
  for (const reply of present) {
    it(`answered ${JSON.stringify(reply)} means that there is an endpoint, if a busy one`, async () => {
      probeReply = reply;
      const credential = new ManagedIdentityCredential({ probe: true });
      expect((await credential.getToken(scope)).token).to.equal("token-1");
      expect(probes()).to.equal(1);
    });
  }

  it("is one for callers at the same time", async () => {
    const credential = new ManagedIdentityCredential({ probe: true });
    await Promise.all(["a", "b", "c"].map((name) => credential.getToken(`https://${name}`)));
    expect(probes()).to.equal(1);
  });
});
