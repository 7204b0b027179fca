// The HTTPS server: reads requests with a limit, writes answers with ARM's headers.

import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Answer } from "./call.js";
import type { ServerCertificate } from "./certificate.js";
import { ArmError, emulatorFailed, requestTooLarge } from "./errors.js";
import type { GatewayRequest } from "./gateway.js";
import { commonHeaders, rateLimitHeaders } from "./headers.js";

const host = "127.0.0.1";
const largestBodyInBytes = 4 * 1024 * 1024;

/** Long enough for a client that waits between polls to find its connection again. */
const keepAliveInMs = 65_000;

/** A server that listens. */
export interface ListeningServer {
  readonly endpoint: string;
  /** Closes all connections and resolves when the port is free; more calls do no more. */
  stop(): Promise<void>;
}

/** Answers a request, or throws an {@link ArmError}. */
export type RequestHandler = (request: GatewayRequest) => Promise<Answer>;

/**
 * Starts to listen on 127.0.0.1.
 *
 * @throws Error when the port cannot be had; its `cause` is Node's error.
 */
export async function listen(
  port: number,
  { certificate, privateKey }: ServerCertificate,
  handle: RequestHandler,
): Promise<ListeningServer> {
  const server = createServer({ cert: certificate, key: privateKey });
  server.keepAliveTimeout = keepAliveInMs;
  const actualPort = await listening(server, port);
  const names = [`${host}:${actualPort}`, `localhost:${actualPort}`];
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    // Only our own names are repeated in links, whatever a caller writes into its Host header.
    const name = names.find((known) => known === request.headers.host) ?? names[0];
    void respond(request, response, `https://${name}`, handle);
  });
  let stopped: Promise<void> | undefined;
  return {
    endpoint: `https://${host}:${actualPort}`,
    stop: () => (stopped ??= close(server)),
  };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const advice = "Is it taken? Port 0 means any free one.";
      reject(new Error(`The emulator could not listen on ${host}:${port}. ${advice}`, { cause }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  handle: RequestHandler,
): Promise<void> {
  const { method: verb = "", url: target = "", headers } = request;
  let answer: Answer;
  try {
    answer = await handle({
      verb,
      target,
      authorization: headers.authorization,
      origin,
      readBody: () => readBody(request),
    });
  } catch (error) {
    answer = errorAnswer(error instanceof ArmError ? error : emulatorFailed(error));
  }
  const [path = ""] = target.split("?", 1);
  const limits = answer.status === 401 ? {} : rateLimitHeaders(verb, path);
  write(response, answer, { ...commonHeaders(), ...limits, ...answer.headers });
}

function errorAnswer({ source, status, code, message, headers }: ArmError): Answer {
  const cause = source === "gateway" && { "x-ms-failure-cause": "gateway" };
  return { status, body: { error: { code, message } }, headers: { ...cause, ...headers } };
}

function write(response: ServerResponse, { status, body }: Answer, headers: object): void {
  if (body !== undefined) {
    const bytes = Buffer.from(JSON.stringify(body));
    const type = { "Content-Type": "application/json; charset=utf-8" };
    response.writeHead(status, { ...headers, ...type, "Content-Length": bytes.length }).end(bytes);
  } else if (status === 204) {
    response.writeHead(status, { ...headers }).end();
  } else {
    response.writeHead(status, { ...headers, "Content-Length": 0 }).end();
  }
}

function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > largestBodyInBytes) {
        // What is left is read and thrown away: a client that is still sending would not see the answer.
        request.removeAllListeners("data").resume();
        reject(requestTooLarge(largestBodyInBytes));
      } else {
        chunks.push(chunk);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}
