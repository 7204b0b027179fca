// Whether a page in a browser may call: only from the origins that the options list.

import type { IncomingHttpHeaders } from "node:http";
import type { ServerAnswer } from "./message.js";

const methods = "GET, PUT, PATCH, POST, DELETE";

/** How long a browser may remember what it was allowed: ten minutes. */
const maxAgeInSeconds = 600;

/** The answer to a browser that asks before it calls; undefined where a request is no such question or is not allowed. */
export function preflightAnswer(
  method: string,
  headers: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): ServerAnswer | undefined {
  const isQuestion = method === "OPTIONS" && "access-control-request-method" in headers;
  if (!isQuestion || !isAllowed(headers.origin, allowedOrigins)) {
    return undefined;
  }
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": methods,
      "Access-Control-Allow-Headers": String(headers["access-control-request-headers"] ?? ""),
      "Access-Control-Max-Age": String(maxAgeInSeconds),
    },
  };
}

/**
 * The headers by which a browser gives an answer to the page. Nothing where no origin is listed.
 *
 * @param names - The headers of the answer, which the page may read too.
 */
export function corsHeaders(
  origin: string | undefined,
  allowedOrigins: readonly string[],
  names: readonly string[],
): Readonly<Record<string, string>> {
  if (allowedOrigins.length === 0) {
    return {};
  }
  if (origin === undefined || !isAllowed(origin, allowedOrigins)) {
    return { Vary: "Origin" };
  }
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": names.join(", "),
  };
}

function isAllowed(origin: string | undefined, allowedOrigins: readonly string[]): boolean {
  return origin !== undefined && allowedOrigins.includes(origin);
}
