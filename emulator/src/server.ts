// How Azure Resource Manager reads requests and writes answers: a limit for bodies, headers on everything.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./call.js";
import { ArmError, emulatorFailed, requestTooLarge } from "./errors.js";
import type { GatewayRequest } from "./gateway.js";
import { commonHeaders, rateLimitHeaders } from "./headers.js";
import { readBody, writeAnswer, type Respond } from "./listener.js";

const largestBodyInBytes = 4 * 1024 * 1024;

/** Answers a request, or throws an {@link ArmError}. */
export type RequestHandler = (request: GatewayRequest) => Promise<Answer>;

/** The names a caller can reach the server by, the first one for who uses none of them. */
export function ownOrigins(port: number): readonly [string, string] {
  return [`https://127.0.0.1:${port}`, `https://localhost:${port}`];
}

/** Answers as ARM does. */
export function armResponder(port: number, handle: RequestHandler): Respond {
  const origins = ownOrigins(port);
  return (request, response) => {
    // Only our own names are repeated in links, whatever a caller writes into its Host header.
    const asked = `https://${request.headers.host}`;
    const origin = origins.find((known) => known === asked) ?? origins[0];
    void respond(request, response, origin, handle);
  };
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
      readBody: () => readBody(request, largestBodyInBytes, requestTooLarge),
    });
  } catch (error) {
    answer = errorAnswer(error instanceof ArmError ? error : emulatorFailed(error));
  }
  const [path = ""] = target.split("?", 1);
  const limits = answer.status === 401 ? {} : rateLimitHeaders(verb, path);
  writeAnswer(response, answer.status, answer.body, {
    ...commonHeaders(),
    ...limits,
    ...answer.headers,
  });
}

function errorAnswer({ source, status, code, message, headers }: ArmError): Answer {
  const cause: Record<string, string> =
    source === "gateway" ? { "x-ms-failure-cause": "gateway" } : {};
  return { status, body: { error: { code, message } }, headers: { ...cause, ...headers } };
}
