// What a failed call rejects with, for every way the service and the network can fail.

import { expect } from "chai";
import {
  isConcurrentWrite,
  isConflict,
  isForbidden,
  isNotFound,
  isParentNotFound,
  isProviderNotRegistered,
  isServiceError,
  isThrottled,
  isUnauthorized,
  type ServiceError,
} from "arm-managed-identity";
import { RestError, isRestError } from "@azure/core-rest-pipeline";
import { getEventListeners } from "node:events";
import { gzipSync } from "node:zlib";
import { clientOf, peerOf, testCredential } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type Reply, type TestServer } from "./support/testServer.js";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const operation = "UserAssignedIdentities.get";
const html = `<html>\n<body>${"Bad gateway. ".repeat(1_000)}</body></html>`;
const asJson = { "content-type": "application/json" };

interface Case {
  readonly what: string;
  readonly reply: Reply;
  readonly code: string;
  readonly status: number;
  readonly message: RegExp;
}

const answers: readonly Case[] = [
  {
    what: "ARM's error",
    reply: {
      status: 404,
      json: { error: { code: "ResourceNotFound", message: "It was not found." } },
    },
    code: "ResourceNotFound",
    status: 404,
    message:
      /^UserAssignedIdentities\.get failed with status 404 \(ResourceNotFound\): It was not found\.$/,
  },
  {
    what: "an error without its envelope",
    reply: { status: 400, json: { code: "BadRequest", message: "Wrong." } },
    code: "BadRequest",
    status: 400,
    message: /status 400 \(BadRequest\): Wrong\.$/,
  },
  {
    what: "an error without a code",
    reply: { status: 400, json: { error: { message: "Wrong." } } },
    code: "400",
    status: 400,
    message: /status 400: Wrong\.$/,
  },
  {
    what: "JSON that is no error",
    reply: { status: 403, json: { hello: ["world"] } },
    code: "403",
    status: 403,
    message: /status 403: The answer is: \{"hello":\["world"\]\}$/,
  },
  {
    what: "an HTML error page",
    reply: { status: 502, text: html, headers: { "content-type": "text/html" } },
    code: "502",
    status: 502,
    message: /^.{0,70}The answer is: <html> <body>Bad gateway\. .{170,190}…$/,
  },
  {
    what: "an empty error",
    reply: { status: 404 },
    code: "404",
    status: 404,
    message: /status 404: The answer has no body\.$/,
  },
  {
    what: "an error that says it is JSON and is not",
    reply: { status: 400, text: html, headers: asJson },
    code: "400",
    status: 400,
    message: /^.{0,70}The answer is: <html> .{180,200}…$/,
  },
  {
    what: "an error that is half an object",
    reply: { status: 400, text: '{"error":{"code":"Bad', headers: asJson },
    code: "400",
    status: 400,
    message: /The answer is: \{"error":\{"code":"Bad$/,
  },
  {
    what: "an error in plain text",
    reply: { status: 400, text: "no", headers: { "content-type": "text/plain" } },
    code: "400",
    status: 400,
    message: /The answer is: no$/,
  },
  {
    what: "JSON null as an error",
    reply: { status: 400, text: "null", headers: asJson },
    code: "400",
    status: 400,
    message: /The answer is: null$/,
  },
  {
    what: "a success with an HTML page",
    reply: { status: 200, text: html, headers: { "content-type": "text/html" } },
    code: "PARSE_ERROR",
    status: 200,
    message: /^.{0,60}The body should be a JSON object\. The answer is: <html> .{180,200}…$/,
  },
  {
    what: "a success without a body",
    reply: { status: 200 },
    code: "PARSE_ERROR",
    status: 200,
    message: /The body should be a JSON object\. The answer has no body\.$/,
  },
  {
    what: "a success that says it is JSON and is not",
    reply: { status: 200, text: "{", headers: asJson },
    code: "PARSE_ERROR",
    status: 200,
    message: /The body should be a JSON object\. The answer is: \{$/,
  },
  {
    what: "a success that is a list",
    reply: { status: 200, json: [1] },
    code: "PARSE_ERROR",
    status: 200,
    message: /The body should be a JSON object\. The answer is: \[1\]$/,
  },
  {
    what: "a success that is null",
    reply: { status: 200, text: "null", headers: asJson },
    code: "PARSE_ERROR",
    status: 200,
    message: /The body should be a JSON object/,
  },
  {
    what: "a success with another status than the operation has",
    reply: { status: 206, json: {} },
    code: "206",
    status: 206,
    message: /failed with status 206: /,
  },
];

describe("errors", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  const call = (options = {}): Promise<unknown> =>
    clientOf(server).userAssignedIdentities.get("group", "name", options);

  for (const { what, reply, code, status, message } of answers) {
    it(`makes a ServiceError of ${what}`, async () => {
      server.reply = () => reply;
      const error = await failureOf<ServiceError>(call());
      expect(isServiceError(error)).to.equal(true);
      expect(isRestError(error)).to.equal(true);
      expect(error).to.include({ name: "RestError", code, statusCode: status, operation });
      expect(error.message).to.match(message);
      expect(error.details.error?.message).to.be.a("string");
      expect(error.response?.status).to.equal(status);
      expect(error.request?.method).to.equal("GET");
    });
  }

  it("keeps the service's whole body in details, request id and retry time included", async () => {
    const json = {
      error: {
        code: "TooManyRequests",
        message: "Slow down.",
        target: "x",
        details: [{ code: "Inner", message: "Because." }],
        additionalInfo: [{ type: "t", info: {} }],
      },
    };
    server.reply = () => ({
      status: 429,
      json,
      headers: { "x-ms-request-id": "the-id", "retry-after": "20" },
    });
    const error = await failureOf<ServiceError>(call());
    expect(error.details).to.deep.equal(json);
    expect(error).to.include({ requestId: "the-id", retryAfterInMs: 20_000 });
  });

  it("has the same details as @azure/arm-msi", async () => {
    server.reply = () => ({
      status: 404,
      json: { error: { code: "ResourceNotFound", message: "No.", details: [{ code: "x" }] } },
    });
    const ours = await failureOf<ServiceError>(call());
    const theirs = await failureOf<ServiceError>(
      peerOf(server).userAssignedIdentities.get("group", "name"),
    );
    expect(ours.details).to.deep.equal(theirs.details);
    expect(ours.code).to.equal(theirs.code);
    expect(ours.statusCode).to.equal(theirs.statusCode);
    expect(ours.name).to.equal(theirs.name);
  });

  for (const [header, value, expected] of [
    ["retry-after-ms", "250", 250],
    ["x-ms-retry-after-ms", "300", 300],
    ["retry-after", "0", 0],
    ["retry-after", "soon", undefined],
    ["retry-after", "1.5", undefined],
    ["retry-after", "-1", undefined],
    ["retry-after", new Date(0).toUTCString(), 0],
  ] as const) {
    it(`reads ${header}: ${value}`, async () => {
      server.reply = () => ({ status: 400, headers: { [header]: value } });
      const error = await failureOf<ServiceError>(call());
      expect(error.retryAfterInMs).to.equal(expected);
    });
  }

  it("keeps messages and kept bodies short however long the answer is", async () => {
    const message = "x".repeat(5_000_000);
    server.reply = () => ({ status: 500, json: { error: { code: "Big", message } } });
    const error = await failureOf<ServiceError>(call());
    expect(error.message.length).to.be.lessThan(2_200);
    expect(error.response?.bodyAsText?.length).to.be.lessThan(20_000);
    server.reply = () => ({ status: 200, text: message, headers: asJson });
    const unreadable = await failureOf<ServiceError>(call());
    expect(unreadable).to.have.property("code", "PARSE_ERROR");
    expect(unreadable.message.length).to.be.lessThan(400);
    expect(JSON.stringify(unreadable).length).to.be.lessThan(1_500);
  });

  it("reads a long answer that is fine", async () => {
    const tags = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`t${index}`, "v"]),
    );
    server.reply = () => ({ status: 200, json: { location: "eastus", tags } });
    const identity = (await call()) as { tags: object };
    expect(Object.keys(identity.tags)).to.have.lengthOf(50_000);
  });

  it("reads a compressed answer", async () => {
    server.reply = () => (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync('{"location":"eastus"}'));
    };
    expect(await call()).to.deep.equal({ location: "eastus" });
  });

  describe("without an answer", () => {
    for (const [what, reply, code] of [
      [
        "a body that ends early",
        (response) => {
          response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
          response.write('{"location":', () => response.destroy());
        },
        "PARSE_ERROR",
      ],
      [
        "an error body that ends early",
        (response) => {
          response.writeHead(400, { "content-type": "application/json", "content-length": "100" });
          response.write('{"error":', () => response.destroy());
        },
        "PARSE_ERROR",
      ],
      ["a connection that is reset", (response) => response.destroy(), "ECONNRESET"],
    ] as [string, Extract<Reply, (...args: never) => unknown>, string][]) {
      it(`rejects with a RestError naming the operation for ${what}`, async () => {
        server.reply = () => reply;
        const error = await failureOf<ServiceError>(call());
        expect(error).to.include({ name: "RestError", code, operation });
        expect(error.message).to.match(/^UserAssignedIdentities\.get failed: /);
        expect(isServiceError(error)).to.equal(false);
      });
    }

    it("rejects with a RestError when nobody listens", async () => {
      const gone = await startTestServer();
      await gone.stop();
      const error = await failureOf(clientOf(gone).userAssignedIdentities.get("group", "name"));
      expect(error).to.include({ name: "RestError", code: "ECONNREFUSED" });
      expect(error.message).to.contain(operation);
    });

    it("rejects with a RestError when the certificate is not trusted", async () => {
      const client = clientOf(server, { tlsOptions: {} });
      const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
      expect(error).to.include({ name: "RestError", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    });

    for (const [what, thrown] of [
      ["an error", new Error("broken pipe")],
      ["a type error", new TypeError("fetch failed")],
      ["text", "no error at all"],
    ] as const) {
      it(`makes a RestError of ${what} that a caller's httpClient throws, and keeps it as the cause`, async () => {
        const client = clientOf(server, {
          httpClient: {
            // A transport of a caller may throw anything.
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
            sendRequest: () => Promise.reject(thrown),
          },
        });
        const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
        expect(error).to.include({ name: "RestError", code: "REQUEST_SEND_ERROR" });
        expect(error.cause).to.equal(thrown);
        expect(error.message).to.contain(thrown instanceof Error ? thrown.message : thrown);
      });
    }
  });

  describe("time-outs", () => {
    const timeout = { requestOptions: { timeout: 50 } };
    for (const [what, reply] of [
      ["no answer comes", () => undefined],
      [
        "the body does not end",
        (response) => {
          response.writeHead(200, { "content-type": "application/json" });
          response.write("{");
        },
      ],
    ] as [string, Extract<Reply, (...args: never) => unknown>][]) {
      it(`rejects with REQUEST_TIMEOUT when ${what}`, async () => {
        server.reply = () => reply;
        const error = await failureOf(call(timeout));
        expect(error).to.include({ name: "RestError", code: "REQUEST_TIMEOUT", operation });
        expect(error.message).to.match(/within 50 ms/);
      });
    }

    it("bounds an httpClient that ignores signals and time-outs", async () => {
      const client = clientOf(server, {
        httpClient: { sendRequest: () => new Promise(() => undefined) },
      });
      const error = await failureOf(client.userAssignedIdentities.get("group", "name", timeout));
      expect(error).to.have.property("code", "REQUEST_TIMEOUT");
    });

    for (const timeout of [Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 2 ** 31]) {
      it(`takes ${timeout} for no limit`, async () => {
        server.reply = () => (response) =>
          setTimeout(() => {
            response.writeHead(200, { "content-type": "application/json" });
            response.end("{}");
          }, 100);
        expect(await call({ requestOptions: { timeout } })).to.deep.equal({});
      });
    }

    it("leaves an answer in time alone", async () => {
      server.reply = () => ({ status: 200, json: { location: "eastus" } });
      expect(await call({ requestOptions: { timeout: 20_000 } })).to.deep.equal({
        location: "eastus",
      });
    });
  });

  describe("aborts", () => {
    for (const when of ["before the call", "during the call", "during the body"] as const) {
      it(`rejects with AbortError when the caller aborts ${when}, time-out or not`, async () => {
        for (const requestOptions of [{}, { timeout: 20_000 }]) {
          const controller = new AbortController();
          server.reply = () => (response) => {
            if (when === "during the body") {
              response.writeHead(200, { "content-type": "application/json" });
              response.write("{", () => setImmediate(() => controller.abort()));
            } else {
              controller.abort();
            }
          };
          if (when === "before the call") {
            controller.abort(new Error("a reason of the caller's own"));
          }
          const error = await failureOf(call({ abortSignal: controller.signal, requestOptions }));
          expect(error.name).to.equal("AbortError");
          expect(isRestError(error)).to.equal(false);
        }
      });
    }

    it("takes one signal for any number of calls without a warning, and leaves no listener", async () => {
      const warnings: Error[] = [];
      const listen = (warning: Error): number => warnings.push(warning);
      process.on("warning", listen);
      const controller = new AbortController();
      server.reply = () => ({ status: 200, json: {} });
      const calls = Array.from({ length: 200 }, () => call({ abortSignal: controller.signal }));
      await Promise.all(calls);
      await new Promise((resolve) => setImmediate(resolve));
      process.off("warning", listen);
      expect(warnings).to.deep.equal([]);
      expect(getEventListeners(controller.signal, "abort")).to.have.lengthOf(0);
    });

    it("ends every call that shares a signal", async () => {
      const controller = new AbortController();
      let arrived = 0;
      server.reply = () => () => {
        arrived += 1;
        if (arrived === 20) {
          controller.abort();
        }
      };
      const calls = Array.from({ length: 20 }, () =>
        failureOf(call({ abortSignal: controller.signal })),
      );
      const errors = await Promise.all(calls);
      expect(errors.map(({ name }) => name)).to.deep.equal(Array(20).fill("AbortError"));
    });

    it("aborts by AbortSignal.timeout as an abort, not as a time-out", async () => {
      server.reply = () => () => undefined;
      const error = await failureOf(call({ abortSignal: AbortSignal.timeout(50) }));
      expect(error.name).to.equal("AbortError");
    });
  });

  it("passes an error of the credential on as it is", async () => {
    const thrown = Object.assign(new Error("no identity here"), {
      name: "CredentialUnavailableError",
    });
    const client = new ManagedServiceIdentityClient(
      { getToken: () => Promise.reject(thrown) },
      "sub",
      { endpoint: server.endpoint, tlsOptions: server.tls },
    );
    const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
    expect(error).to.equal(thrown);
  });

  it("leaves a RestError of the credential as it is for every call that shares it", async () => {
    const thrown = new RestError("No token endpoint.", { code: "NOPE", statusCode: 429 });
    const client = new ManagedServiceIdentityClient(
      { getToken: () => Promise.reject(thrown) },
      "s",
      {
        endpoint: server.endpoint,
        tlsOptions: server.tls,
      },
    );
    const calls = [1, 2, 3].map(() =>
      failureOf(client.userAssignedIdentities.get("group", "name")),
    );
    for (const error of await Promise.all(calls)) {
      expect(error).to.equal(thrown);
      expect(error.message).to.equal("No token endpoint.");
      expect(isServiceError(error)).to.equal(false);
      expect(isThrottled(error)).to.equal(false);
    }
  });

  for (const value of [undefined, null, "text", 5, []] as unknown[]) {
    it(`refuses ${JSON.stringify(value)} as a body by the argument's name`, async () => {
      server.requests.length = 0;
      const error = await failureOf(
        clientOf(server).userAssignedIdentities.createOrUpdate("group", "name", value as never),
      );
      expect(error).to.be.instanceOf(TypeError);
      expect(error.message).to.match(
        /^UserAssignedIdentities\.createOrUpdate: 'parameters' must be an object/,
      );
      expect(server.requests).to.have.lengthOf(0);
    });
  }

  it("gives onResponse the result, in both places where @azure/arm-msi has it", async () => {
    server.reply = () => ({ status: 200, json: { name: "n", properties: { clientId: "c" } } });
    for (const client of [clientOf(server), peerOf(server)]) {
      const seen: unknown[] = [];
      await client.userAssignedIdentities.get("group", "name", {
        onResponse: (raw: { parsedBody?: unknown; bodyAsText?: unknown }, flat: unknown) =>
          seen.push({ ...(raw.parsedBody as object) }, { ...(flat as object) }, raw.bodyAsText),
      });
      const result = { name: "n", clientId: "c" };
      expect(seen).to.deep.equal([result, result, '{"name":"n","properties":{"clientId":"c"}}']);
    }
  });

  it("gives onResponse the response, the body and the error", async () => {
    const json = { error: { code: "Bad", message: "Bad." } };
    server.reply = () => ({ status: 400, json, headers: { "x-ms-request-id": "7" } });
    const seen: unknown[][] = [];
    const error = await failureOf(
      call({
        onResponse: (
          raw: { status: number; rawHeaders: object },
          flat: unknown,
          problem: unknown,
        ) => seen.push([raw.status, flat, problem]),
      }),
    );
    expect(seen).to.deep.equal([[400, json, error]]);
  });
});

describe("guards", () => {
  const guards = {
    isServiceError,
    isNotFound,
    isParentNotFound,
    isConflict,
    isConcurrentWrite,
    isThrottled,
    isUnauthorized,
    isForbidden,
    isProviderNotRegistered,
  };
  const cases: readonly [status: number, code: string, expected: (keyof typeof guards)[]][] = [
    [404, "ResourceNotFound", ["isNotFound"]],
    [404, "ParentResourceNotFound", ["isNotFound", "isParentNotFound"]],
    [404, "ResourceGroupNotFound", ["isNotFound", "isParentNotFound"]],
    [409, "Conflict", ["isConflict"]],
    [
      409,
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
      ["isConflict", "isConcurrentWrite"],
    ],
    [409, "MissingSubscriptionRegistration", ["isConflict", "isProviderNotRegistered"]],
    [429, "429", ["isThrottled"]],
    [401, "AuthenticationFailed", ["isUnauthorized"]],
    [403, "AuthorizationFailed", ["isForbidden"]],
    [500, "InternalServerError", []],
  ];
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  for (const [status, code, expected] of cases) {
    it(`tell ${status} ${code}`, async () => {
      server.reply = () => ({ status, json: { error: { code, message: "m" } } });
      const error = await failureOf(clientOf(server).userAssignedIdentities.get("g", "n"));
      const yes = Object.entries(guards).filter(([, guard]) => guard(error));
      expect(yes.map(([name]) => name)).to.deep.equal(["isServiceError", ...expected]);
    });
  }

  it("are false for anything that is no error of this package", () => {
    const others = [
      undefined,
      null,
      "404",
      404,
      {},
      new Error("404"),
      { statusCode: 404, code: "x" },
    ];
    for (const other of others) {
      expect(Object.values(guards).some((guard) => guard(other))).to.equal(false);
    }
  });

  it("asks for a token with the scope of the endpoint", async () => {
    server.reply = () => ({ status: 200, json: {} });
    const credential = testCredential();
    const client = new ManagedServiceIdentityClient(credential, "sub", {
      endpoint: `${server.endpoint}/`,
      tlsOptions: server.tls,
    });
    await client.userAssignedIdentities.get("group", "name");
    expect(credential.scopes.flat()).to.deep.equal([`${server.endpoint}/.default`]);
  });
});
