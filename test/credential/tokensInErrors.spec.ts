// Errors that hold a token, in all the forms an endpoint might give them.

import {
  ManagedIdentityCredential,
  type AuthenticationError,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { placesOf } from "../support/secrets.js";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";
import { scope, startImds, type Host } from "./support/hosts.js";

const secret = "opaque-SECRET-1";
const nested = (depth: number): string =>
  `{"message":"got ${secret}","a":${'{"a":'.repeat(depth)}{"access_token":"${secret}"}${"}".repeat(depth)}}`;

const manyTokens = Array.from({ length: 500 }, (_, index) => `{"id_token":"token-${index}"},`).join(
  "",
);

const bodies: readonly [what: string, text: string][] = [
  ["an array", `[{"access_token":"${secret}"}]`],
  ["a form", `access_token=${secret}&x=1`],
  ["a form, encoded", `x=1&access%5Ftoken=${secret}`],
  ["a form of a request", `client_assertion=${secret}`],
  ["a truncated object", `{"access_token":"${secret}"`],
  ["a truncated object with an escaped name", `{"access\\u005ftoken":"${secret}"`],
  ["a truncated object with a name in capitals", `{"accessToken":"${secret}"`],
  ["prose", `The access token is ${secret}`],
  [
    "a member beside the error",
    `{"error":{"message":"got ${secret}"},"result":{"access_token":"${secret}"}}`,
  ],
  ["a member in a list", `{"message":"got ${secret}","all":[{"refresh_token":"${secret}"}]}`],
  ["a member in capitals", `{"message":"got ${secret}","accessToken":"${secret}"}`],
  ["an object that is the token", `{"message":"got ${secret}","id_token":{"raw":"${secret}"}}`],
  ["an object in the text", `{"message":"got {\\"access_token\\":\\"${secret}\\"}"}`],
  ["the code", `{"error":"access_token=${secret}"}`],
  ["a deep object", nested(5)],
  ["an object deeper than is looked", nested(5_000)],
  [
    "more members than are looked at",
    `{"message":"got ${secret}","all":[${manyTokens}{"id_token":"${secret}"}]}`,
  ],
];

describe("a token in an error", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  const fail = (status: number, text: string): Promise<AuthenticationError> => {
    host.server.reply = () => ({ status, text });
    const credential = new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } });
    return failureOf<AuthenticationError>(credential.getToken(scope));
  };

  for (const [what, text] of bodies) {
    for (const status of [400, 401, 500]) {
      it(`answered ${status} as ${what} is not repeated`, async () => {
        const failure = await fail(status, text);
        expect(failure.message).to.contain(`answered ${status}`);
        expect(placesOf(secret, failure)).to.deep.equal([]);
      });
    }
  }

  it("costs nothing else of the text, and a text that only speaks of tokens stays", async () => {
    const description =
      "AADSTS700211: No matching record for the presented assertion. Invalid token.";
    const { errorResponse } = await fail(
      401,
      JSON.stringify({ error: "invalid_client", error_description: description, token: secret }),
    );
    expect(errorResponse).to.deep.equal({
      error: "invalid_client",
      errorDescription: description,
    });
    expect((await fail(500, "Invalid tenant")).message).to.contain("Invalid tenant");
  });

  it("does not hide that the identity is missing", async () => {
    const failure = await fail(400, `{"message":"No identity. access_token: ${secret}"}`);
    expect(failure.name).to.equal("CredentialUnavailableError");
  });
});
