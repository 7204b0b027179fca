// What a credential meets now and then: other systems, names in the place of addresses, policies that misbehave.

import type { PipelinePolicy, PipelineResponse } from "@azure/core-rest-pipeline";
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import {
  ManagedIdentityCredential,
  type AuthenticationError,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import {
  restoreAfterEach,
  setEnvironment,
  setPlatform,
  skipWaits,
  temporaryFolder,
} from "./support/environment.js";
import {
  scope,
  startAppService,
  startImds,
  startServiceFabric,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

type Logger = NonNullable<NonNullable<TokenCredentialOptions["loggingOptions"]>["logger"]>;

const retryOptions = { maxRetries: 0 };
const passes: PipelinePolicy = { name: "passes", sendRequest: (request, next) => next(request) };
/** Has requests go through the pipeline. */
const additionalPolicies = [{ policy: passes, position: "perCall" as const }];

describe("a credential", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  const hosts: Host[] = [];
  const started = async <T extends Host>(start: Promise<T>): Promise<T> => {
    const host = await start;
    hosts.push(host);
    setEnvironment(host.variables);
    return host;
  };
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.stop()));
  });

  it("looks for no agent of Azure Arc on systems that have none", async () => {
    const { variables, server } = await started(startImds());
    setPlatform("darwin");
    setEnvironment(variables);
    await new ManagedIdentityCredential().getToken(scope);
    expect(server.requests).to.have.lengthOf(1);
  });

  it("reaches Service Fabric by a name, too", async () => {
    const { variables, server } = await started(startServiceFabric());
    const { IDENTITY_ENDPOINT: endpoint = "" } = variables;
    setEnvironment({
      ...variables,
      IDENTITY_ENDPOINT: endpoint.replace("127.0.0.1", "localhost"),
    });
    await new ManagedIdentityCredential().getToken(scope);
    expect(server.requests[0]?.headers.host).to.match(/^localhost:/);
  });

  it("takes an empty authorityHost for none", async () => {
    const { server, options } = await started(startWorkloadIdentity(folder.path));
    await new ManagedIdentityCredential({ ...options, authorityHost: "" }).getToken(scope);
    expect(server.requests).to.have.lengthOf(1);
  });

  it("does not repeat a proxy that is no address at all: it may hold a password", async () => {
    const { variables, server } = await started(startWorkloadIdentity(folder.path));
    setEnvironment({ ...variables, HTTPS_PROXY: "http://user:PASSWORD@" });
    const error = await failureOf(new ManagedIdentityCredential().getToken(scope));
    expect(error.message).to.include("is not a valid address").and.not.to.include("PASSWORD");
    expect(server.connections()).to.equal(0);
  });

  it("with policies of its own probes on its own, once", async () => {
    const { server } = await started(startImds());
    server.reply = ({ target }) =>
      target.includes("?") ? token() : { status: 400, json: { error: "invalid_request" } };
    const credential = new ManagedIdentityCredential({ probe: true, additionalPolicies });
    await credential.getToken("https://one");
    await credential.getToken("https://two");
    expect(server.requests.map(({ target }) => target.includes("?"))).to.deep.equal([
      false,
      true,
      true,
    ]);
  });

  const thrown: readonly [what: string, value: unknown, text: string][] = [
    ["a text", "boom", "The request failed."],
    ["a code and no text", { code: "EODD" }, "EODD"],
    [
      "several errors and no text, as for a name with several addresses",
      new AggregateError([new Error("first address"), new Error("second address"), 3], ""),
      "first address; second address",
    ],
  ];
  for (const [what, value, text] of thrown) {
    it(`says what it can of a policy that throws ${what}`, async () => {
      await started(startImds());
      const throws: PipelinePolicy = {
        name: "throws",
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- That is what is tested.
        sendRequest: () => Promise.reject(value),
      };
      const credential = new ManagedIdentityCredential({
        retryOptions,
        additionalPolicies: [{ policy: throws, position: "perCall" }],
      });
      const error = await failureOf(credential.getToken(scope));
      expect(error.name).to.equal("CredentialUnavailableError");
      expect(error.message).to.include(text);
    });
  }

  it("cuts a token that it does not know out of what the host says", async () => {
    const { server } = await started(startImds());
    const said = `The token ${["eyJhbGciOiJub25lIn0", "eyJzdWIiOiJ4In0", "c2ln"].join(".")} is bad.`;
    server.reply = () => ({ status: 400, json: { error: "bad", error_description: said } });
    const error = await failureOf(new ManagedIdentityCredential().getToken(scope));
    expect(error.message)
      .to.include("The token ")
      .and.not.to.match(/eyJ|c2ln/);
  });

  it("refuses a token that ends at no time, as large a number as it may be", async () => {
    const { server } = await started(startImds());
    const text = '{"access_token":"token-1","expires_in":1e999}';
    server.reply = () => ({ status: 200, text });
    const error = await failureOf(new ManagedIdentityCredential().getToken(scope));
    expect(error.message).to.include("does not say when the token ends");
  });

  it("waits before it tries again after a connection that was cut off", async () => {
    const { server } = await started(startImds());
    server.reply = (_request, index) => (index === 0 ? (response) => response.destroy() : token());
    const waits = skipWaits((milliseconds) => milliseconds >= 1_000);
    await new ManagedIdentityCredential().getToken(scope);
    expect(server.requests).to.have.lengthOf(2);
    expect(waits).to.have.lengthOf(1);
    expect(waits[0]).to.be.within(400, 800);
  });

  it("has its pipeline log to the caller's logger, without the header's secret", async () => {
    const { variables } = await started(startAppService());
    const lines: string[] = [];
    const log = (...values: unknown[]): void => {
      lines.push(values.map(String).join(" "));
    };
    const logger = Object.assign(log, { enabled: true }) as unknown as Logger;
    await new ManagedIdentityCredential({
      loggingOptions: { logger },
      additionalPolicies,
    }).getToken(scope);
    const text = lines.join("\n");
    expect(text).to.include('"x-identity-header": "REDACTED"');
    expect(text).not.to.include(variables["IDENTITY_HEADER"]);
  });

  it("refuses a body that its caller's HTTP client cannot give", async () => {
    await started(startImds());
    const httpClient = {
      sendRequest: (request: PipelineResponse["request"]): Promise<PipelineResponse> =>
        Promise.resolve({
          request,
          status: 200,
          headers: createHttpHeaders(),
          readableStreamBody: {} as NodeJS.ReadableStream,
        }),
    };
    const error = await failureOf<AuthenticationError>(
      new ManagedIdentityCredential({ httpClient, retryOptions }).getToken(scope),
    );
    expect(error).to.include({ name: "AuthenticationError", statusCode: 200 });
    expect(error.errorResponse.error).to.equal("BODY_UNREADABLE");
  });
});
