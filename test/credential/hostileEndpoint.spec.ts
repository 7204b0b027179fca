// Endpoints that answer wrongly: a typed error each, within bounds.

import {
  ManagedIdentityCredential,
  type AuthenticationError,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { placesOf } from "../support/secrets.js";
import type { Reply } from "../support/testServer.js";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";
import { scope, startAppService, type Host } from "./support/hosts.js";
import { startTokenServer, token } from "./support/tokenServer.js";

const secretToken = "eyJ0b2tlbiI6MX0.c2VjcmV0LXRva2Vu.c2lnbmF0dXJl";
const seconds = Math.floor(Date.now() / 1_000);

/** Answers with 64 KB at a time until the client has had enough. */
const flood: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = Buffer.alloc(64 * 1024, " ");
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
};

interface Row {
  readonly what: string;
  readonly reply: Reply;
  readonly name?: "CredentialUnavailableError";
  readonly status?: number;
  readonly says: RegExp;
}

const rows: readonly Row[] = [
  { what: "no JSON", reply: { status: 200, text: "{" }, status: 200, says: /not a JSON object/ },
  { what: "an array", reply: { status: 200, json: [1] }, status: 200, says: /not a JSON object/ },
  { what: "null", reply: { status: 200, json: null }, status: 200, says: /not a JSON object/ },
  { what: "nothing", reply: { status: 200, text: "" }, status: 200, says: /not a JSON object/ },
  { what: "no content", reply: { status: 204 }, status: 204, says: /not a JSON object/ },
  {
    what: "a web page",
    reply: { status: 200, text: "<html>Sign in</html>", headers: { "content-type": "text/html" } },
    status: 200,
    says: /not a JSON object/,
  },
  {
    what: "a web page of an error",
    reply: { status: 403, text: `<html>${"Forbidden ".repeat(1_000)}</html>` },
    status: 403,
    says: /answered 403: <html>Forbidden/,
  },
  {
    what: "no token",
    reply: { status: 200, json: { expires_in: 3_600 } },
    status: 200,
    says: /contains no access token/,
  },
  {
    what: "an error as a success",
    reply: { status: 200, json: { error: "invalid", error_description: "No." } },
    status: 200,
    says: /contains no access token/,
  },
  ...["", "  ", 1, null, {}].map((access_token) => ({
    what: `${JSON.stringify(access_token)} as a token`,
    reply: token({ access_token }),
    status: 200,
    says: /contains no access token/,
  })),
  {
    what: "a token of another type",
    reply: token({ token_type: "pop" }),
    status: 200,
    says: /not a bearer token/,
  },
  ...[
    undefined,
    null,
    "",
    "15609740s28",
    "tomorrow",
    "2030-01-01",
    "13/45/2030 00:00:00 +00:00",
    "01/01/2030 00:00:00",
    0,
    -1,
    "0",
    seconds - 1,
    String(seconds - 3_600),
    seconds * 1_000,
    "99999999999999999999",
    253_402_300_800,
    {},
    true,
  ].map((expires_on) => ({
    what: `${JSON.stringify(expires_on)} as the end of a token`,
    reply: token({ expires_on }),
    status: 200,
    says: /does not say when the token ends .* or gives a time that makes no sense/,
  })),
  ...[0, -3_600, "-1", "soon", 1e12].map((expires_in) => ({
    what: `a token for ${expires_in} seconds`,
    reply: token({ expires_on: undefined, expires_in }),
    status: 200,
    says: /does not say when the token ends/,
  })),
  {
    what: "a token in an error",
    reply: { status: 400, json: { access_token: secretToken, expires_in: 3_600 } },
    status: 400,
    says: /answered 400/,
  },
  {
    what: "a token in the text of an error",
    reply: {
      status: 400,
      json: { error: "bad", error_description: `No: ${secretToken}`, access_token: secretToken },
    },
    status: 400,
    says: /answered 400: bad: No: \[redacted\]/,
  },
  {
    what: "a token in a broken success",
    reply: { status: 200, text: `{"access_token":"${secretToken}"` },
    status: 200,
    says: /not a JSON object/,
  },
  {
    what: "ten megabytes",
    reply: { status: 200, text: `{"access_token":"${"x".repeat(10_000_000)}"}` },
    status: 200,
    says: /larger than 256 KB/,
  },
  {
    what: "an error that is hard to search",
    reply: { status: 400, text: "eyJ".repeat(80_000) },
    status: 400,
    says: /answered 400: eyJeyJ/,
  },
  {
    what: "an error in a thousand brackets",
    reply: { status: 400, text: "[".repeat(200_000) },
    status: 400,
    says: /answered 400/,
  },
  { what: "without end", reply: flood, status: 200, says: /larger than 256 KB/ },
  {
    what: "a redirect without an aim",
    reply: { status: 302, text: "" },
    status: 302,
    says: /Redirects are not followed/,
  },
  {
    what: "no answer",
    reply: () => undefined,
    name: "CredentialUnavailableError",
    says: /No complete answer within 200 ms/,
  },
  {
    what: "a byte at a time",
    reply: (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(timer));
    },
    name: "CredentialUnavailableError",
    says: /No complete answer within 200 ms/,
  },
  {
    what: "something that is not HTTP",
    reply: (response) => response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n"),
    name: "CredentialUnavailableError",
    says: /could not be reached: Parse Error/,
  },
  {
    what: "headers without end",
    reply: (response) => {
      response.socket?.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => response.socket?.write(`x: ${"y".repeat(4_000)}\r\n`), 1);
      response.on("close", () => clearInterval(timer));
    },
    name: "CredentialUnavailableError",
    says: /could not be reached/,
  },
];

describe("an endpoint that answers", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startAppService();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  const ask = (tryTimeoutInMs?: number): Promise<AuthenticationError> =>
    failureOf<AuthenticationError>(
      new ManagedIdentityCredential({
        retryOptions: { maxRetries: 0 },
        ...(tryTimeoutInMs === undefined ? {} : { tryTimeoutInMs }),
      }).getToken(scope),
    );

  for (const { what, reply, name = "AuthenticationError", status, says } of rows) {
    it(`${what} gets a ${name}`, async () => {
      host.server.reply = () => reply;
      const failure = await ask(says.source.includes("200 ms") ? 200 : undefined);
      expect(failure.name).to.equal(name);
      expect(failure.message).to.match(says);
      expect(failure.message).to.contain(`App Service at ${host.server.origin}/msi/token`);
      expect(failure.message.length).to.be.lessThan(2_000);
      if (status !== undefined) {
        expect(failure.statusCode).to.equal(status);
        expect(failure.errorResponse.error).to.be.a("string").and.not.equal("");
      }
      expect(placesOf("c2VjcmV0", failure), "the token").to.deep.equal([]);
    });
  }

  it("with a redirect to another host reaches neither that host nor itself again", async () => {
    const other = await startTokenServer();
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        for (const location of [`${other.origin}/msi/token`, "/elsewhere"]) {
          host.server.reply = () => ({ status, text: "", headers: { location } });
          expect(await ask()).to.include({ name: "AuthenticationError", statusCode: status });
        }
      }
      expect(other.connections()).to.equal(0);
      expect(host.server.requests.every(({ target }) => target.startsWith("/msi/token"))).to.be
        .true;
    } finally {
      await other.stop();
    }
  });

  it("more than anyone wants is not read: the connection is closed at 256 KB", async () => {
    let written = 0;
    const closed = new Promise<void>((resolve) => {
      host.server.reply = () => (response, request) => {
        response.on("close", () => {
          written = request.socket.bytesWritten;
          resolve();
        });
        if (typeof flood === "function") {
          flood(response, request);
        }
      };
    });
    await ask();
    await closed;
    // What the systems on both ends keep in their own buffers comes on top.
    expect(written).to.be.lessThan(16 * 1024 * 1024);
  });

  it("slowly is given up after the time requestOptions.timeout gives a try", async () => {
    host.server.reply = () => () => undefined;
    const failure = await failureOf(
      new ManagedIdentityCredential().getToken(scope, { requestOptions: { timeout: 50 } }),
    );
    expect(failure.name).to.equal("CredentialUnavailableError");
    expect(failure.message).to.contain("No complete answer within 50 ms");
  });
});
