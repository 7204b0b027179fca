// The exchange of a cluster's token at an authority.

import {
  ManagedIdentityCredential,
  type AuthenticationError,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { rm, writeFile } from "node:fs/promises";
import { failureOf } from "../support/failure.js";
import { runScript } from "./support/childProcess.js";
import { restoreAfterEach, setEnvironment, temporaryFolder } from "./support/environment.js";
import { assertion, scope, startWorkloadIdentity } from "./support/hosts.js";
import { startTokenServer } from "./support/tokenServer.js";

describe("an exchange with an authority", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  let host: Awaited<ReturnType<typeof startWorkloadIdentity>>;

  beforeEach(async () => {
    host = await startWorkloadIdentity(folder.path);
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  const make = (options: object = {}): ManagedIdentityCredential =>
    new ManagedIdentityCredential({
      ...host.options,
      retryOptions: { maxRetries: 0 },
      ...options,
    });

  it("sends the cluster's token as an assertion, and the scope as it is", async () => {
    await make().getToken(scope);
    await make().getToken("api://x");
    const [first, second] = host.server.requests;
    expect(first).to.include({ method: "POST", target: "/tenant-1/oauth2/v2.0/token" });
    expect(first?.headers["content-type"]).to.match(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(first?.body))).to.deep.equal({
      client_id: "cluster-client",
      scope,
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    });
    expect(new URLSearchParams(second?.body).get("scope")).to.equal("api://x");
  });

  it("needs nothing but Node, and trusts what Node is told to trust", async () => {
    const certificate = folder.file("ca.pem");
    await writeFile(certificate, host.options.tlsOptions?.ca ?? "");
    const script = {
      library: "arm-managed-identity/credential",
      credentials: [{ options: { retryOptions: { maxRetries: 0 } }, calls: [{ scope }] }],
    } as const;
    const trusting = { ...host.variables, NODE_EXTRA_CA_CERTS: certificate };
    expect((await runScript(script, trusting))[0]).to.include({ token: "token-1" });
    const [result] = await runScript(script, host.variables);
    expect(result).to.include({ error: "CredentialUnavailableError" });
    expect(host.server.requests, "without trust, nothing is sent").to.have.length(1);
  });

  it("reads the cluster's token again for each request, since the cluster changes it", async () => {
    const credential = make();
    await credential.getToken(scope);
    const next = `${assertion}2`;
    await writeFile(host.file, next);
    host.server.reply = ({ body }) =>
      new URLSearchParams(body).get("client_assertion") === next
        ? { status: 200, json: { access_token: "token-2", expires_in: 3_600 } }
        : { status: 401, json: { error: "invalid_client" } };
    expect((await credential.getToken("https://other/.default")).token).to.equal("token-2");
  });

  const files: readonly [what: string, act: () => Promise<unknown>, says: RegExp][] = [
    ["missing", () => rm(host.file), /cannot be read: ENOENT/],
    ["empty", () => writeFile(host.file, " \n"), /is empty/],
  ];
  for (const [what, act, says] of files) {
    it(`is unavailable when the cluster's token is ${what}`, async () => {
      await act();
      const failure = await failureOf(make().getToken(scope));
      expect(failure.name).to.equal("CredentialUnavailableError");
      expect(failure.message).to.match(says).and.contain("azure.workload.identity/use");
      expect(host.server.connections()).to.equal(0);
    });
  }

  it("that the authority refuses ends in all that it says, but not in another credential", async () => {
    host.server.reply = () => ({
      status: 400,
      json: {
        error: "unauthorized_client",
        error_description: "AADSTS700016: Application was not found.\r\nTrace ID: t-1",
        error_codes: [700016],
        timestamp: "2030-01-01 00:00:00Z",
        trace_id: "t-1",
        correlation_id: "c-1",
      },
    });
    const failure = await failureOf<AuthenticationError>(make().getToken(scope));
    expect(failure.name).to.equal("AuthenticationError");
    expect(failure.statusCode).to.equal(400);
    expect(failure.errorResponse).to.deep.equal({
      error: "unauthorized_client",
      errorDescription: "AADSTS700016: Application was not found. Trace ID: t-1",
      errorCodes: [700016],
      timestamp: "2030-01-01 00:00:00Z",
      traceId: "t-1",
      correlationId: "c-1",
    });
    expect(failure.message).to.contain(
      `AKS workload identity at ${host.server.origin}/tenant-1/oauth2/v2.0/token answered 400: unauthorized_client`,
    );
  });

  it("that the authority calls an invalid request is no sign of a missing identity", async () => {
    host.server.reply = () => ({ status: 400, json: { error: "invalid_request" } });
    expect((await failureOf(make().getToken(scope))).name).to.equal("AuthenticationError");
  });

  it("is never sent in the open", async () => {
    const plain = await startTokenServer();
    try {
      expect(() => make({ authorityHost: plain.origin })).to.throw(TypeError, /https/);
      setEnvironment({ ...host.variables, AZURE_AUTHORITY_HOST: plain.origin });
      const failure = await failureOf(make().getToken(scope));
      expect(failure.name).to.equal("CredentialUnavailableError");
      expect(failure.message).to.contain("AZURE_AUTHORITY_HOST does not hold a valid https");
      expect(plain.connections()).to.equal(0);
    } finally {
      await plain.stop();
    }
  });

  it("goes to the authority of the options before that of the variable", async () => {
    setEnvironment({ ...host.variables, AZURE_AUTHORITY_HOST: "https://elsewhere.invalid" });
    await make({ authorityHost: `${host.server.origin}/` }).getToken(scope);
    expect(host.server.requests[0]?.target).to.equal("/tenant-1/oauth2/v2.0/token");
  });

  it("refuses a tenant that would lead to another path", async () => {
    setEnvironment({ ...host.variables, AZURE_TENANT_ID: "../common" });
    const failure = await failureOf(make().getToken(scope));
    expect(failure.message).to.contain("AZURE_TENANT_ID holds no tenant");
  });
});
