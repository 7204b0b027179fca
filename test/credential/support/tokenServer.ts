// A real server of this machine in the place of a host's token endpoint, over http or https.

import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { readRequest, type Reply, type SeenRequest } from "../../support/testServer.js";

export interface TokenServer {
  /** The address without a path. */
  readonly origin: string;
  readonly requests: SeenRequest[];
  /** How many connections were opened. */
  readonly connections: () => number;
  /** Decides the answer to each request. */
  reply: (request: SeenRequest, index: number) => Reply | Promise<Reply>;
  /** Fires with the path of a request whose client went away before the answer. */
  onGone: (target: string) => void;
  stop(): Promise<void>;
}

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a certificate that nobody signed, for `localhost` and 127.0.0.1. */
export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
        ],
      },
    ],
  });
  return { certificate: made.cert, key: made.private };
}

/** Starts a server on a free port. */
export async function startTokenServer(
  reply: TokenServer["reply"] = () => token(),
  certificate?: Certificate,
): Promise<TokenServer> {
  const server =
    certificate === undefined
      ? http.createServer()
      : https.createServer({ cert: certificate.certificate, key: certificate.key });
  let connections = 0;
  server.on("connection", () => connections++);
  // Node's own limits would end what a test means to hang.
  server.requestTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const tokenServer: TokenServer = {
    origin: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    requests: [],
    connections: () => connections,
    reply,
    onGone: () => undefined,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    void answer(tokenServer, request, response);
  });
  return tokenServer;
}

async function answer(
  server: TokenServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const seen = await readRequest(request);
  response.on("close", () => {
    if (!response.writableFinished) {
      server.onGone(seen.target);
    }
  });
  const reply = await server.reply(seen, server.requests.push(seen) - 1);
  if (typeof reply === "function") {
    reply(response, request);
    return;
  }
  response.writeHead(reply.status, {
    ...(reply.json === undefined ? {} : { "content-type": "application/json" }),
    ...reply.headers,
  });
  response.end(reply.json === undefined ? reply.text : JSON.stringify(reply.json));
}

/** An answer with a token of one hour, or with other members. */
export function token(members: Readonly<Record<string, unknown>> = {}): Reply {
  return {
    status: 200,
    json: {
      access_token: "token-1",
      expires_on: String(Math.floor(Date.now() / 1_000) + 3_600),
      resource: "https://management.azure.com",
      token_type: "Bearer",
      ...members,
    },
  };
}
