// The transport that needs nothing but Node.

import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { HttpRequest, HttpResponse, Send, SendOptions } from "./message.js";

// Own agents, so that neither settings nor proxies of the process's global agents apply. Connections are not kept:
// tokens are asked for hours apart, and one that has gone stale in between would cost a retry.
const agents = { "http:": new http.Agent(), "https:": new https.Agent() };

/** What a pipeline may have decided about the connection. */
export interface ConnectionOptions {
  readonly agent?: http.Agent | undefined;
  readonly tls?: https.AgentOptions | undefined;
}

/** Sends a request with `node:http` or `node:https`. */
export const nodeSend: Send = (request, options) => nodeSendWith(request, options, {});

/** Sends a request over the agent and with the certificates given. */
export async function nodeSendWith(
  request: HttpRequest,
  options: SendOptions,
  { agent, tls }: ConnectionOptions,
): Promise<HttpResponse> {
  const url = new URL(request.url);
  if (request.thumbprint !== undefined) {
    // Needed in one of Azure's hosts only.
    const { connectPinned } = await import("./pinnedConnection.js");
    const socket = await connectPinned(url, request.thumbprint, options.signal);
    return converse(url, request, options, { createConnection: () => socket });
  }
  return converse(url, request, options, {
    ...tls,
    agent: agent ?? agents[url.protocol === "https:" ? "https:" : "http:"],
  });
}

function converse(
  url: URL,
  request: HttpRequest,
  { signal, onConnected }: SendOptions,
  connection: https.RequestOptions,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { request: start } = url.protocol === "https:" ? https : http;
    const outgoing = start(url, {
      ...connection,
      method: request.method,
      headers: request.headers,
      signal,
    });
    outgoing.on("socket", (socket: Socket) => {
      if (socket.connecting) {
        socket.once(url.protocol === "https:" ? "secureConnect" : "connect", onConnected);
      } else {
        onConnected();
      }
    });
    outgoing.on("response", (incoming) => {
      resolve({
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString() ?? ""]),
        ),
        body: incoming,
      });
    });
    outgoing.on("error", reject);
    outgoing.end(request.body);
  });
}
