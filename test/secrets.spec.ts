// The access token is in no error and in no line of the log.

import { setLogLevel, AzureLogger } from "@azure/logger";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { expect } from "chai";
import { Agent } from "node:https";
import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { accessToken, clientOf, subscriptionId } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { placesOf } from "./support/secrets.js";
import {
  startTestServer,
  type Reply,
  type SeenRequest,
  type TestServer,
} from "./support/testServer.js";

const asJson = { "content-type": "application/json" };
const echo = ({ headers }: SeenRequest): string => JSON.stringify(headers);

const replies: readonly [what: string, reply: (request: SeenRequest) => Reply][] = [
  ["a service error", () => ({ status: 404, json: { error: { code: "NotFound", message: "m" } } })],
  ["an unauthorized error", () => ({ status: 401, headers: { "www-authenticate": "Bearer" } })],
  [
    "an HTML page",
    () => ({ status: 502, text: "<html>", headers: { "content-type": "text/html" } }),
  ],
  ["an unreadable success", () => ({ status: 200, text: "{", headers: asJson })],
  [
    "a page that repeats the request's headers",
    (request) => ({ status: 400, text: echo(request) }),
  ],
  [
    "an error that repeats the request's headers",
    (request) => ({
      status: 400,
      json: {
        error: { code: "Bad", message: `Headers: ${echo(request)}`, headers: request.headers },
      },
    }),
  ],
  [
    "a success that repeats them",
    (request) => ({ status: 200, text: echo(request) + "]", headers: asJson }),
  ],
  [
    "a truncated body",
    () => (response) => {
      response.writeHead(200, { ...asJson, "content-length": "100" });
      response.write("{", () => response.destroy());
    },
  ],
  [
    "an answer that repeats it in a header",
    () => ({ status: 400, headers: { "x-debug-request": `Bearer ${accessToken}` } }),
  ],
  ["a reset", () => (response) => response.destroy()],
  [
    "a redirect to another host",
    () => ({ status: 307, headers: { location: "https://127.0.0.1:1/" } }),
  ],
];

describe("the access token", () => {
  let server: TestServer;
  const lines: string[] = [];
  const originalLog = AzureLogger.log;
  before(async () => {
    server = await startTestServer();
    setLogLevel("verbose");
    AzureLogger.log = (...parts: unknown[]) => lines.push(parts.map(String).join(" "));
  });
  after(async () => {
    AzureLogger.log = originalLog;
    setLogLevel(undefined);
    await server.stop();
  });
  beforeEach(() => {
    lines.length = 0;
    server.requests.length = 0;
  });

  const calls: readonly [
    how: string,
    call: (client: ManagedServiceIdentityClient) => Promise<unknown>,
  ][] = [
    ["a call", (client) => client.userAssignedIdentities.get("group", "name", {})],
    ["a list", (client) => client.userAssignedIdentities.listBySubscription().next()],
    [
      "a call with a time-out",
      (client) =>
        client.userAssignedIdentities.get("group", "name", { requestOptions: { timeout: 20_000 } }),
    ],
  ];

  for (const [what, reply] of replies) {
    for (const [how, call] of calls) {
      it(`is neither in the error nor in the log when ${how} meets ${what}`, async () => {
        server.reply = reply;
        const error = await failureOf(call(clientOf(server)));
        expect(placesOf(accessToken, error)).to.deep.equal([]);
        expectCleanLog();
      });
    }
  }

  it("is not in the error of a client with an agent of its own", async () => {
    const agent = new Agent({ keepAlive: true, ca: server.tls.ca });
    server.reply = () => ({ status: 404, json: { error: { code: "c", message: "m" } } });
    try {
      const error = await failureOf(
        clientOf(server, { agent }).userAssignedIdentities.get("group", "name"),
      );
      expect(placesOf(accessToken, error)).to.deep.equal([]);
    } finally {
      agent.destroy();
    }
  });

  it("is neither in the error nor in onResponse when a policy sends a copy of the request", async () => {
    const client = clientOf(server);
    client.pipeline.addPolicy(
      {
        name: "copies",
        sendRequest: (request, next) => {
          const headers = createHttpHeaders(request.headers.toJSON());
          const copy = createPipelineRequest({ url: request.url, method: request.method, headers });
          copy.tlsSettings = server.tls;
          return next(copy);
        },
      },
      { afterPhase: "Sign" },
    );
    const seen: unknown[] = [];
    const onResponse = (raw: unknown): number => seen.push(raw);
    server.reply = () => ({ status: 200, json: {} });
    await client.userAssignedIdentities.get("group", "name", { onResponse });
    server.reply = () => ({ status: 404, json: { error: { code: "c", message: "m" } } });
    seen.push(await failureOf(client.userAssignedIdentities.get("group", "name", { onResponse })));
    server.reply = () => (response) => response.destroy();
    seen.push(await failureOf(client.userAssignedIdentities.get("group", "name")));
    expect(placesOf(accessToken, seen)).to.deep.equal([]);
  });

  it("is not in the error of a long-running write that repeats it", async () => {
    for (const body of [
      { status: "Failed", error: { code: "c", message: `auth was ${accessToken}` } },
      { status: "Succeeded" },
      [accessToken],
    ]) {
      server.reply = (_request, index) =>
        index === 0
          ? {
              status: 202,
              headers: { location: "/x", "azure-asyncoperation": "/x", "retry-after": "0" },
            }
          : index === 1
            ? { status: 200, json: body }
            : { status: 200, text: accessToken };
      server.requests.length = 0;
      const error = await failureOf(
        clientOf(server).userAssignedIdentities.createOrUpdate("group", "name", { location: "l" }),
      );
      expect(placesOf(accessToken, error), error.message).to.deep.equal([]);
    }
  });

  it("leaves an error that can be read even where it stands as a number", async () => {
    const token = "12345678901234567890123456";
    server.reply = () => ({ status: 400, text: `{"echo":${token}}`, headers: asJson });
    const client = new ManagedServiceIdentityClient(
      { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
      subscriptionId,
      { endpoint: server.endpoint, tlsOptions: server.tls },
    );
    const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
    expect(error).to.include({ name: "RestError", code: "400" });
    expect(placesOf(token, error)).to.deep.equal([]);
  });

  it("is not in the error of a refused link, an aborted call or a late answer", async () => {
    server.reply = () => ({ status: 200, json: { value: [], nextLink: "https://127.0.0.1:1/" } });
    const client = clientOf(server);
    const refused = await failureOf(client.userAssignedIdentities.listBySubscription().next());
    server.reply = () => () => undefined;
    const late = await failureOf(
      client.userAssignedIdentities.get("group", "name", { requestOptions: { timeout: 50 } }),
    );
    const aborted = await failureOf(
      client.userAssignedIdentities.get("group", "name", { abortSignal: AbortSignal.timeout(50) }),
    );
    for (const error of [refused, late, aborted]) {
      expect(placesOf(accessToken, error), error.message).to.deep.equal([]);
    }
    expectCleanLog();
  });

  it("is not in what onResponse sees, and not in the log of a success", async () => {
    server.reply = () => ({ status: 200, json: { location: "eastus" } });
    const seen: unknown[] = [];
    await clientOf(server).userAssignedIdentities.get("group", "name", {
      onResponse: (raw) => seen.push(raw),
    });
    expect(seen).to.have.lengthOf(1);
    expect(placesOf(accessToken, seen)).to.deep.equal([]);
    expectCleanLog();
  });

  it("would be found by the walker", () => {
    const hidden = new Error("x", { cause: new Map([["k", { deep: [accessToken] }]]) });
    Object.defineProperty(hidden, "request", { value: { a: accessToken }, enumerable: false });
    expect(placesOf(accessToken, hidden)).to.include("error.request.a");
    expect(placesOf(accessToken, hidden).some((place) => place.includes("entries()"))).to.equal(
      true,
    );
  });

  it("was sent with every request of these tests", async () => {
    await clientOf(server)
      .userAssignedIdentities.get("group", "name")
      .catch(() => undefined);
    expect(server.requests[0]?.headers.authorization).to.equal(`Bearer ${accessToken}`);
  });

  describe("the log", () => {
    it("is under the package's name and shows only what is on the list", async () => {
      server.reply = () => ({
        status: 200,
        json: { value: [] },
        headers: {
          "x-ms-ratelimit-remaining-subscription-reads": "11999",
          "x-custom": "custom-value",
          "set-cookie": "cookie-value",
        },
      });
      await clientOf(server)
        .federatedIdentityCredentials.list("group", "name", {
          top: 5,
          skiptoken: "skip-value",
          requestOptions: { customHeaders: { "x-mine": "mine-value" } },
        })
        .next();
      const ours = lines.filter((line) => line.startsWith("azure:arm-managed-identity:info"));
      const text = ours.join("\n");
      expect(text).to.contain(`/subscriptions/${subscriptionId}/`);
      expect(text)
        .to.match(/(\$|%24)top=5/)
        .and.to.contain("api-version=2024-11-30");
      expect(text).to.match(/"x-ms-ratelimit-remaining-subscription-reads":\s*"11999"/);
      expect(text).to.match(/"authorization":\s*"REDACTED"/i);
      for (const secret of ["custom-value", "cookie-value", "mine-value", "skip-value"]) {
        expect(text).not.to.contain(secret);
      }
    });

    it("goes to the caller's logger and shows what the caller adds to the lists", async () => {
      server.reply = () => ({
        status: 200,
        json: { value: [] },
        headers: { "X-Custom": "shown-1" },
      });
      const seen: string[] = [];
      const client = clientOf(server, {
        loggingOptions: {
          logger: Object.assign((line: string) => seen.push(line), { enabled: true }) as never,
          additionalAllowedHeaderNames: ["x-custom"],
          additionalAllowedQueryParameters: ["$skiptoken"],
        },
      });
      await client.federatedIdentityCredentials.list("g", "n", { skiptoken: "shown-2" }).next();
      expect(seen.join("\n")).to.contain("shown-1").and.to.contain("shown-2");
      expect(lines.filter((line) => line.startsWith("azure:arm-managed-identity"))).to.deep.equal(
        [],
      );
    });

    it("never shows a body", async () => {
      server.reply = () => ({
        status: 200,
        json: { location: "eastus", tags: { t: "answer-body" } },
      });
      await clientOf(server).userAssignedIdentities.createOrUpdate("group", "name", {
        location: "eastus",
        tags: { t: "request-body" },
      });
      expect(lines.join("\n")).not.to.match(/request-body|answer-body/);
    });
  });

  function expectCleanLog(): void {
    expect(lines).not.to.have.lengthOf(0);
    expect(lines.filter((line) => line.includes(accessToken))).to.deep.equal([]);
  }
});
