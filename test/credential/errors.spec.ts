// Which failures mean that there is no identity, which that something is wrong, and what a chain makes of them.

import { ChainedTokenCredential } from "@azure/identity";
import {
  AuthenticationError,
  CredentialUnavailableError,
  ManagedIdentityCredential,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import type { Reply } from "../support/testServer.js";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";
import { scope, startAppService, startImds, type Host } from "./support/hosts.js";

const next = {
  getToken: () =>
    Promise.resolve({
      token: "of the next credential",
      expiresOnTimestamp: Date.now() + 3_600_000,
    }),
};
const notFound: Reply = {
  status: 400,
  json: { error: "invalid_request", error_description: "Identity not found" },
};

describe("a failure", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  const make = (): ManagedIdentityCredential =>
    new ManagedIdentityCredential("client-1", { retryOptions: { maxRetries: 0 } });

  const replies: readonly [what: string, reply: Reply, unavailable: boolean][] = [
    ["an identity that is not assigned", notFound, true],
    [
      "an identity that App Service does not know",
      {
        status: 400,
        json: { statusCode: 400, message: "No User Assigned Identity found.", correlationId: "c" },
      },
      true,
    ],
    [
      "an identity that App Service does not know, in the capitals of 2017",
      {
        status: 400,
        json: { StatusCode: 400, Message: "No User Assigned Identity found.", CorrelationId: "c" },
      },
      true,
    ],
    [
      "Docker Desktop, which cannot reach the network",
      { status: 403, text: "A socket operation was attempted to an unreachable network." },
      true,
    ],
    [
      "a resource that does not exist",
      { status: 400, json: { error: "invalid_resource", error_description: "AADSTS500011" } },
      false,
    ],
    ["a request without a header", { status: 400, json: { error: "bad_request_102" } }, false],
    ["a stale secret", { status: 401, json: { message: "Unauthorized" } }, false],
    ["a page that is no error", { status: 400, text: "<html>" }, false],
    ["an endpoint that stays overloaded", { status: 429, text: "" }, false],
    [
      "an endpoint with an error of its own",
      { status: 500, json: { statusCode: 500, message: "Boom.", correlationId: "c-1" } },
      false,
    ],
  ];
  for (const [what, reply, unavailable] of replies) {
    it(`by ${what} is ${unavailable ? "passed over" : "reported"} by a chain`, async () => {
      host.server.reply = () => reply;
      const failure = await failureOf(make().getToken(scope));
      expect(failure).to.be.instanceOf(
        unavailable ? CredentialUnavailableError : AuthenticationError,
      );
      expect(failure.name).to.equal(
        unavailable ? "CredentialUnavailableError" : "AuthenticationError",
      );
      const chain = new ChainedTokenCredential(make(), next).getToken(scope);
      if (unavailable) {
        expect((await chain).token).to.equal("of the next credential");
      } else {
        expect(await failureOf(chain)).to.include({ name: "AuthenticationError" });
      }
    });
  }

  it("to connect is passed over by a chain", async () => {
    const { token } = await new ChainedTokenCredential(make(), next).getToken(scope);
    expect(token, "while the endpoint is there").to.equal("token-1");
    await host.stop();
    const gone = new ManagedIdentityCredential("client-2", { retryOptions: { maxRetries: 0 } });
    expect((await new ChainedTokenCredential(gone, next).getToken(scope)).token).to.equal(
      "of the next credential",
    );
    host = await startImds();
  });

  it("says who was asked, where, what was said and what to do", async () => {
    host.server.reply = () => notFound;
    const { message } = await failureOf(make().getToken(scope));
    expect(message).to.equal(
      `ManagedIdentityCredential: the Azure instance metadata service at ${host.server.origin}/metadata/identity/oauth2/token answered 400: invalid_request: Identity not found There is no identity, or the one asked for is not assigned. On an Azure machine, assign the identity to it. Anywhere else there is no managed identity: use another credential.`,
    );
  });

  it("keeps the service's text and its correlation id", async () => {
    const service = await startAppService();
    try {
      service.server.reply = () => ({
        status: 500,
        json: { statusCode: 500, message: "Boom.", correlationId: "c-1" },
      });
      setEnvironment(service.variables);
      const failure = await failureOf<AuthenticationError>(make().getToken(scope));
      expect(failure.errorResponse).to.deep.equal({
        error: "unknown_error",
        errorDescription: "Boom.",
        correlationId: "c-1",
      });
      expect(failure.message).to.contain("answered 500: Boom. Retries did not help: try later.");
    } finally {
      await service.stop();
    }
  });
});
