// A server over HTTP or HTTPS: listens, reads bodies with a limit, stops at once.

import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { ServerCertificate } from "../certificate.js";
import { codeOf } from "../files/unusableFile.js";
import { reachableName } from "./hostNames.js";
import { largestBodyInBytes } from "./message.js";

/** Long enough for a client that waits between polls to find its connection again. */
const keepAliveInMs = 65_000;

/** Answers a request; it never fails. */
export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

/** Where a server listens. */
export interface ListenerOptions {
  /** An address of this machine, or a name of one. */
  readonly host: string;
  /** 0 means any free one. */
  readonly port: number;
  /** Makes it HTTPS. */
  readonly certificate?: ServerCertificate | undefined;
}

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

/** The TCP connections under those of TLS, which cannot be reset themselves. */
const underTls = new WeakMap<Socket, Socket>();

/**
 * Starts to listen.
 *
 * @throws Error when the address cannot be had; its `cause` is Node's error.
 */
export async function startListener({
  host,
  port,
  certificate,
}: ListenerOptions): Promise<Listener> {
  const server =
    certificate === undefined
      ? createHttpServer()
      : createHttpsServer({ cert: certificate.certificate, key: certificate.privateKey });
  server.keepAliveTimeout = keepAliveInMs;
  rememberConnections(server);
  const actualPort = await listening(server, host, port);
  const scheme = certificate === undefined ? "http" : "https";
  let stopped: Promise<void> | undefined;
  return {
    port: actualPort,
    origin: `${scheme}://${reachableName(host)}:${actualPort}`,
    handle: (respond) => void server.on("request", respond),
    stop: () => (stopped ??= close(server)),
  };
}

/**
 * Reads a request's body to its end.
 *
 * @returns undefined when it is larger than the limit.
 * @throws Error when the caller gives up.
 */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // What is too much is read all the same: a client that is still sending would not see the answer.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= largestBodyInBytes) {
      chunks.push(chunk);
    }
  }
  return length > largestBodyInBytes ? undefined : Buffer.concat(chunks);
}

/** Ends a request's connection as a broken network does (RST), in place of an answer. */
export function resetConnection({ socket }: IncomingMessage): void {
  (underTls.get(socket) ?? socket).resetAndDestroy();
}

function rememberConnections(server: Server): void {
  const byPeer = new Map<string, Socket>();
  const peer = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
  server.on("connection", (socket: Socket) => {
    const name = peer(socket);
    byPeer.set(name, socket);
    socket.once("close", () => byPeer.delete(name));
  });
  server.on("secureConnection", (socket: Socket) => {
    const under = byPeer.get(peer(socket));
    if (under !== undefined) {
      underTls.set(socket, under);
    }
  });
}

const noSuchAddress = "this machine has no such address.";

/** What is wrong and what to do, by the code of Node's error. */
const advices: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken. Choose another one; 0 means any free one.",
  EACCES: "this user may not. Choose a port from 1024, or 0, which means any free one.",
  EADDRNOTAVAIL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
};

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const advice = advices[codeOf(cause)] ?? `${cause.message}.`;
      reject(new Error(`The emulator could not listen on ${host}:${port}: ${advice}`, { cause }));
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
