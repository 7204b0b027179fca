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
    ["nothing", { status: 404, text: "" }],
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

  it("is one for callers at the same time", async () => {
    const credential = new ManagedIdentityCredential({ probe: true });
    await Promise.all(["a", "b", "c"].map((name) => credential.getToken(`https://${name}`)));
    expect(probes()).to.equal(1);
  });
});
