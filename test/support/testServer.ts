// A real HTTPS server that answers what a test tells it to, and keeps what it was asked.

import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, exactly as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to answer: a JSON value, raw text, or anything else by hand. */
export type Reply =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  | ((response: ServerResponse, request: IncomingMessage) => void);

export interface TestServer {
  readonly endpoint: string;
  /** Options with which a client trusts this server. */
  readonly tls: { readonly ca: string };
  readonly requests: SeenRequest[];
  /** Decides the answer to each request. */
  reply: (request: SeenRequest, index: number) => Reply;
  stop(): Promise<void>;
}

/** Starts a server on a free port of this machine, with a certificate of its own. */
export async function startTestServer(
  reply: TestServer["reply"] = () => ({ status: 200, json: {} }),
): Promise<TestServer> {
  const { certificate, key } = await certificateOnce();
  const server = createServer({ cert: certificate, key });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const testServer: TestServer = {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tls: { ca: certificate },
    requests: [],
    reply,
    stop: () => stop(server),
  };
  server.on("request", (request, response) => {
    void answer(testServer, request, response);
  });
  return testServer;
}

async function answer(
  testServer: TestServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const seen = await readRequest(request);
  testServer.requests.push(seen);
  const reply = testServer.reply(seen, testServer.requests.length - 1);
  if (typeof reply === "function") {
    reply(response, request);
    return;
  }
  const { status, json, text, headers } = reply;
  response.writeHead(status, {
    ...(json === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...headers,
  });
  response.end(json === undefined ? text : JSON.stringify(json));
}

/** Reads a request to its end. */
export async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return {
    method: request.method ?? "",
    target: request.url ?? "",
    headers: request.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

// One for the whole test run: making a key takes longer than most tests.
let keyPair: Promise<KeyPair> | undefined;

function certificateOnce(): Promise<KeyPair> {
  return (keyPair ??= generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  }).then((made) => ({ certificate: made.cert, key: made.private })));
}
