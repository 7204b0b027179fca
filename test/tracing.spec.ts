// One span for each operation, with the span of its HTTP request as its child.

import {
  createTracingClient,
  useInstrumenter,
  type Instrumenter,
  type TracingContext,
} from "@azure/core-tracing";
import { expect } from "chai";
import { clientOf } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

interface Span {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Record<string, unknown>;
  status?: string;
  error?: unknown;
  ended: boolean;
}

const parentKey = Symbol("the current span's name");

describe("tracing", () => {
  let server: TestServer;
  const spans: Span[] = [];
  before(async () => {
    server = await startTestServer();
    useInstrumenter(recordingInstrumenter(spans));
  });
  after(() => server.stop());
  beforeEach(() => {
    spans.length = 0;
  });

  it("makes a span for a call and one for its request inside", async () => {
    await clientOf(server).userAssignedIdentities.get("group", "name");
    expect(spans.map(({ name, parent }) => [name, parent])).to.deep.equal([
      ["UserAssignedIdentities.get", undefined],
      ["HTTP GET", "UserAssignedIdentities.get"],
    ]);
    expect(spans[0]?.attributes).to.deep.include({ "az.namespace": "Microsoft.ManagedIdentity" });
    expect(spans.every(({ ended }) => ended)).to.equal(true);
    expect(spans[0]?.status).to.equal("success");
  });

  it("makes a span for each page, and none for the time between", async () => {
    server.reply = ({ target }) => ({
      status: 200,
      json: { value: [{}], ...(target.includes("page=2") ? {} : { nextLink: `${target}&page=2` }) },
    });
    for await (const item of clientOf(server).userAssignedIdentities.listBySubscription()) {
      expect(item).to.be.an("object");
      expect(spans.every(({ ended }) => ended)).to.equal(true);
    }
    expect(spans.map(({ name, parent }) => [name, parent])).to.deep.equal([
      ["UserAssignedIdentities.listBySubscription", undefined],
      ["HTTP GET", "UserAssignedIdentities.listBySubscription"],
      ["UserAssignedIdentities.listBySubscription", undefined],
      ["HTTP GET", "UserAssignedIdentities.listBySubscription"],
    ]);
  });

  it("marks the span of a failed call with its error", async () => {
    server.reply = () => ({ status: 404, json: { error: { code: "NotFound", message: "m" } } });
    const error = await failureOf(clientOf(server).userAssignedIdentities.get("group", "name"));
    expect(spans[0]).to.include({ status: "error", ended: true });
    expect(spans[0]?.error).to.equal(error);
  });

  it("is a child of the caller's span", async () => {
    server.reply = () => ({ status: 200, json: {} });
    const caller = createTracingClient({ namespace: "caller", packageName: "caller" });
    const { span, updatedOptions } = caller.startSpan("outer");
    await clientOf(server).userAssignedIdentities.get("group", "name", updatedOptions);
    span.end();
    expect(spans.map(({ name, parent }) => [name, parent])).to.deep.equal([
      ["outer", undefined],
      ["UserAssignedIdentities.get", "outer"],
      ["HTTP GET", "UserAssignedIdentities.get"],
    ]);
  });
});

function recordingInstrumenter(spans: Span[]): Instrumenter {
  return {
    startSpan(name, options) {
      const context = options?.tracingContext ?? emptyContext();
      const span: Span = {
        name,
        parent: context.getValue(parentKey) as string | undefined,
        attributes: { ...options?.spanAttributes },
        ended: false,
      };
      spans.push(span);
      return {
        span: {
          setStatus: (status) => {
            span.status = status.status;
            if (status.status === "error") {
              span.error = status.error;
            }
          },
          setAttribute: (key, value) => {
            span.attributes[key] = value;
          },
          end: () => {
            span.ended = true;
          },
          isRecording: () => true,
          recordException: () => undefined,
        },
        tracingContext: context.setValue(parentKey, name),
      };
    },
    withContext: (_context, callback, ...parameters) => callback(...parameters),
    parseTraceparentHeader: () => undefined,
    createRequestHeaders: () => ({}),
  };
}

function emptyContext(values: ReadonlyMap<symbol, unknown> = new Map()): TracingContext {
  return {
    getValue: (key) => values.get(key),
    setValue: (key, value) => emptyContext(new Map([...values, [key, value]])),
    deleteValue: (key) => emptyContext(new Map([...values].filter(([other]) => other !== key))),
  };
}
