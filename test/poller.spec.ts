// What an operation marked as long-running returns. None is today, so nothing public leads here: the function
// that the emitter writes a call of is tested by path.

import { expect } from "chai";
import type { ServiceError } from "arm-managed-identity";
import { createContext } from "../src/customizations/context.js";
import { poller, type LongRunningRequest } from "../src/customizations/longRunning.js";
import { path } from "../src/customizations/path.js";
import { testCredential } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type Reply, type TestServer } from "./support/testServer.js";

const soon = { "retry-after": "0" };

describe("a long-running operation", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  function start(
    request: Partial<LongRunningRequest<object, unknown>>,
    ...replies: Reply[]
  ): ReturnType<typeof poller<object, unknown>> {
    server.reply = (_request, index) => replies[index] ?? { status: 500 };
    const context = createContext(
      testCredential(),
      "sub",
      { endpoint: server.endpoint, tlsOptions: server.tls, retryOptions: { maxRetries: 0 } },
      { default: "2024-11-30", known: ["2024-11-30"] },
    );
    return poller(
      context,
      {
        operation: "Widgets.beginMove",
        method: "POST",
        path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/move`,
        statuses: [200, 202],
        read: (body) => body,
        ...request,
      },
      {},
    );
  }

  const targets = (): string[] => server.requests.map(({ target }) => target.split("?")[0] ?? "");

  it("is awaited like a promise", async () => {
    const result = await start(
      {},
      { status: 202, headers: { ...soon, location: "/polls/1" } },
      { status: 200, json: { done: true } },
    );
    expect(result).to.deep.equal({ done: true });
  });

  it("is followed step by step", async () => {
    const running = start(
      {},
      { status: 202, headers: { ...soon, location: "/polls/1" } },
      { status: 202, headers: { ...soon, location: "/polls/1" } },
      { status: 200, json: { done: true } },
    );
    await running.submitted();
    expect(running.isDone).to.equal(false);
    await running.poll();
    expect(running.operationState?.status).to.equal("running");
    await running.poll();
    expect(running.isDone).to.equal(true);
    expect(running.result).to.deep.equal({ done: true });
  });

  const status = { "azure-asyncoperation": "/status/1", location: "/result/1", ...soon };
  for (const [finalStateVia, last, result] of [
    ["location", "/result/1", { at: "result" }],
    ["original-uri", "/subscriptions/sub/move", { at: "result" }],
    ["azure-async-operation", "/status/1", { status: "Succeeded", at: "status" }],
  ] as const) {
    it(`finds its result via ${finalStateVia}`, async () => {
      const found = await start(
        { finalStateVia },
        { status: 202, headers: status },
        { status: 200, json: { status: "Succeeded", at: "status" } },
        { status: 200, json: { at: "result" } },
      );
      expect(found).to.deep.equal(result);
      expect(targets().at(-1)).to.equal(last);
    });
  }

  it("rejects with a ServiceError when it fails", async () => {
    const running = start(
      {},
      { status: 202, headers: status },
      { status: 200, json: { status: "Failed", error: { code: "Broken", message: "It broke." } } },
    );
    const error = await failureOf<ServiceError>(running.pollUntilDone());
    expect(error).to.include({ name: "RestError", code: "Broken", operation: "Widgets.beginMove" });
  });

  it("rejects with a ServiceError when it cannot begin", async () => {
    const running = start(
      {},
      { status: 409, json: { error: { code: "Conflict", message: "No." } } },
    );
    expect(await failureOf(running.pollUntilDone())).to.include({ code: "Conflict" });
  });

  it("rejects with PARSE_ERROR when its end has no result", async () => {
    const running = start(
      {},
      { status: 202, headers: { ...soon, location: "/polls/1" } },
      { status: 204 },
    );
    expect(await failureOf(running.pollUntilDone())).to.include({ code: "PARSE_ERROR" });
  });
});
