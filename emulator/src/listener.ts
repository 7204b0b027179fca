// A server on this machine's loopback, over HTTP or HTTPS: listens, reads bodies with a limit, stops at once.

import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificate } from "./certificate.js";

const host = "127.0.0.1";

/** Long enough for a client that waits between polls to find its connection again. */
const keepAliveInMs = 65_000;

/** Answers a request; it never fails. */
export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that listens. */
export interface Listener {
  readonly port: number;
  /** Scheme, host and port, e.g. "https://127.0.0.1:41234". */
  readonly origin: string;
  /** Says who answers. To be called before anybody can know the port. */
  handle(respond: Respond): void;
  /** Closes all connections and resolves when the port is free; more calls do no more. */
  stop(): Promise<void>;
}

/**
 * Starts to listen on 127.0.0.1.
 *
 * @param port - 0 means any free one.
 * @param certificate - Makes it HTTPS.
 * @throws Error when the port cannot be had; its `cause` is Node's error.
 */
export async function startListener(
  port: number,
  certificate?: ServerCertificate,
): Promise<Listener> {
  const server =
    certificate === undefined
      ? createHttpServer()
      : createHttpsServer({ cert: certificate.certificate, key: certificate.privateKey });
  server.keepAliveTimeout = keepAliveInMs;
  const actualPort = await listening(server, port);
  let stopped: Promise<void> | undefined;
  return {
    port: actualPort,
    origin: `${certificate === undefined ? "http" : "https"}://${host}:${actualPort}`,
    handle: (respond) => void server.on("request", respond),
    stop: () => (stopped ??= close(server)),
  };
}

/**
 * Reads a request's body.
 *
 * @param tooLarge - Makes the error for a body over the limit.
 */
export function readBody(
  request: IncomingMessage,
  limitInBytes: number,
  tooLarge: (limitInBytes: number) => Error,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > limitInBytes) {
        // What is left is read and thrown away: a client that is still sending would not see the answer.
        request.removeAllListeners("data").resume();
        reject(tooLarge(limitInBytes));
      } else {
        chunks.push(chunk);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

/** Writes an answer; without a body its length is 0, but for 204, which has none. */
export function writeAnswer(
  response: ServerResponse,
  status: number,
  body: object | undefined,
  headers: Readonly<Record<string, string>>,
): void {
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
