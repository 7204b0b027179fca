// Service Fabric's server is known by its certificate alone, and sent nothing before it has shown it.

import {
  ManagedIdentityCredential,
  type AuthenticationError,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";
import { scope, startServiceFabric } from "./support/hosts.js";
import { startTokenServer } from "./support/tokenServer.js";

describe("Service Fabric's server", () => {
  restoreAfterEach();
  let host: Awaited<ReturnType<typeof startServiceFabric>>;

  beforeEach(async () => {
    host = await startServiceFabric();
  });
  afterEach(() => host.stop());

  const set = (variables: Record<string, string>): void =>
    setEnvironment({ ...host.variables, ...variables });
  const ask = (): Promise<{ token: string }> => new ManagedIdentityCredential().getToken(scope);

  const spellings: readonly ((thumbprint: string) => string)[] = [
    (thumbprint) => thumbprint,
    (thumbprint) => thumbprint.toLowerCase(),
    (thumbprint) => thumbprint.replace(/(..)(?=.)/g, "$1:"),
    (thumbprint) => ` ${thumbprint.slice(0, 20)} ${thumbprint.slice(20)}\n`,
  ];
  spellings.forEach((spell, index) => {
    it(`is accepted, self-signed, with the right thumbprint (spelling ${index + 1})`, async () => {
      set({ IDENTITY_SERVER_THUMBPRINT: spell(host.thumbprint) });
      expect((await ask()).token).to.equal("token-1");
    });
  });

  it("with another certificate is sent nothing", async () => {
    set({ IDENTITY_SERVER_THUMBPRINT: "0".repeat(40) });
    const failure = await failureOf<AuthenticationError>(ask());
    expect(failure).to.include({ name: "AuthenticationError", statusCode: 0 });
    expect(failure.errorResponse.error).to.equal("CERTIFICATE_MISMATCH");
    expect(failure.message).to.contain("Nothing was sent.");
    expect(host.server.connections(), "it tried once").to.equal(1);
    expect(host.server.requests).to.deep.equal([]);
  });

  for (const thumbprint of ["abc", `${"0".repeat(39)}g`, "0".repeat(64), ":"]) {
    it(`is not asked with the thumbprint "${thumbprint.slice(0, 12)}", which cannot be one`, async () => {
      set({ IDENTITY_SERVER_THUMBPRINT: thumbprint });
      const failure = await failureOf(ask());
      expect(failure.name).to.equal("CredentialUnavailableError");
      expect(failure.message).to.contain("40 hexadecimal digits");
      expect(host.server.connections()).to.equal(0);
    });
  }

  it("is not asked without TLS", async () => {
    const plain = await startTokenServer();
    try {
      set({ IDENTITY_ENDPOINT: `${plain.origin}/metadata/identity/oauth2/token` });
      const failure = await failureOf(ask());
      expect(failure.name).to.equal("CredentialUnavailableError");
      expect(failure.message).to.contain("does not hold a valid https address");
      expect(plain.connections()).to.equal(0);
    } finally {
      await plain.stop();
    }
  });

  it("that does not speak TLS is unavailable", async () => {
    const plain = await startTokenServer();
    try {
      set({ IDENTITY_ENDPOINT: `${plain.origin.replace("http:", "https:")}/token` });
      expect((await failureOf(ask())).name).to.equal("CredentialUnavailableError");
      expect(plain.requests).to.deep.equal([]);
    } finally {
      await plain.stop();
    }
  });

  it("is pinned under policies of the caller's, too", async () => {
    const policy = {
      name: "seen",
      sendRequest: (request: object, next: (request: never) => Promise<never>) =>
        next(request as never),
    };
    const credential = (): ManagedIdentityCredential =>
      new ManagedIdentityCredential({
        additionalPolicies: [{ policy: policy, position: "perCall" }],
      });
    set({});
    expect((await credential().getToken(scope)).token).to.equal("token-1");
    set({ IDENTITY_SERVER_THUMBPRINT: "0".repeat(40) });
    const failure = await failureOf<AuthenticationError>(credential().getToken(scope));
    expect(failure.errorResponse.error).to.equal("CERTIFICATE_MISMATCH");
    expect(host.server.requests).to.have.length(1);
  });

  it("cannot be asked by an HTTP client of the caller's, which would not check", () => {
    set({});
    const httpClient = { sendRequest: () => Promise.reject(new Error()) };
    expect(() => new ManagedIdentityCredential({ httpClient }))
      .to.throw(Error, /httpClient cannot be used with Service Fabric/)
      .with.property("name", "CredentialUnavailableError");
  });

  it("that does not know the application is unavailable", async () => {
    set({});
    host.server.reply = () => ({
      status: 404,
      json: {
        error: { code: "ManagedIdentityNotFound", message: "No identity.", correlationId: "c-1" },
      },
    });
    const failure = await failureOf(
      new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } }).getToken(scope),
    );
    expect(failure.name).to.equal("CredentialUnavailableError");
    expect(failure.message).to.contain("ManagedIdentityNotFound: No identity.");
  });
});
