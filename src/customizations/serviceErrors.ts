// How an answer becomes a ServiceError: what is read from it, what is left out of it.

import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { RestError } from "@azure/core-rest-pipeline";
import type { ServiceError, ServiceErrorDetails } from "./errors.js";
import { readRetryAfter } from "./retryAfter.js";
import { isObject } from "./wire.js";

/** The code of a successful answer that cannot be read; the same as core's own. */
export const parseErrorCode = RestError.PARSE_ERROR;

// Enough of a proxy's HTML page or a load balancer's text to recognise it, as DESIGN asks.
const excerptLength = 200;
// A service's own text is short; a longer one is cut so that a log line stays a line.
const messageLength = 2_000;
// What an error keeps of the raw body: any real error answer, not a download.
const keptBodyLength = 16_384;

/** An answer that is an error, as {@link serviceError} needs it. */
export interface FailedAnswer {
  readonly operation: string;
  readonly response: PipelineResponse;
  /** The body as parsed JSON, or its text if it is not JSON. */
  readonly body: unknown;
  /** Set if the status was a success but the body was not what the operation promises. */
  readonly problem?: string;
  readonly cause?: unknown;
}

/** Builds the error of an answer whose status is not a success of the operation, or whose body cannot be read. */
export function serviceError(answer: FailedAnswer): ServiceError {
  const { operation, response, problem } = answer;
  const described = describe(answer);
  const code = problem === undefined ? (described.code ?? String(response.status)) : parseErrorCode;
  const label = described.code === undefined || problem !== undefined ? "" : ` (${described.code})`;
  const error = new RestError(
    `${operation} failed with status ${response.status}${label}: ${described.message}`,
    {
      code,
      statusCode: response.status,
      request: response.request,
      response: withoutLongBody(response),
    },
  );
  if (answer.cause !== undefined) {
    error.cause = answer.cause;
  }
  const requestId = response.headers.get("x-ms-request-id");
  const retryAfterInMs = readRetryAfter(response);
  return Object.assign(error, {
    code,
    statusCode: response.status,
    details: described.details,
    operation,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterInMs === undefined ? {} : { retryAfterInMs }),
  });
}

interface Description {
  readonly code?: string;
  readonly message: string;
  readonly details: ServiceErrorDetails;
}

function describe({ response, body, problem }: FailedAnswer): Description {
  const inner = problem === undefined ? serviceErrorBody(body) : undefined;
  if (inner !== undefined) {
    const code =
      typeof inner["code"] === "string" && inner["code"] !== "" ? inner["code"] : undefined;
    const text = typeof inner["message"] === "string" ? inner["message"] : excerpt(body);
    return {
      ...(code === undefined ? {} : { code }),
      message: cut(text, messageLength),
      // The service's own body, whatever else it holds: a caller may know more of it than we do.
      details: (isObject((body as ServiceErrorDetails).error)
        ? body
        : { error: inner }) as ServiceErrorDetails,
    };
  }
  const message = [problem, emptyOr(body), redirect(response)].filter(Boolean).join(" ");
  return { message, details: { error: { message } } };
}

function serviceErrorBody(body: unknown): Record<string, unknown> | undefined {
  if (!isObject(body)) {
    return undefined;
  }
  // Some gateways leave out the envelope: { code, message }.
  const candidate = isObject(body["error"]) ? body["error"] : body;
  return typeof candidate["code"] === "string" || typeof candidate["message"] === "string"
    ? candidate
    : undefined;
}

function emptyOr(body: unknown): string {
  return body === undefined || body === ""
    ? "The answer has no body."
    : `The answer is: ${excerpt(body)}`;
}

// A browser shows a redirect as status 0 and nothing else.
function redirect({ status, headers }: PipelineResponse): string | undefined {
  if (status !== 0 && (status < 300 || status >= 400)) {
    return undefined;
  }
  const location = headers.get("location");
  const target = location === undefined ? undefined : originOf(location);
  return `The redirect${target === undefined ? "" : ` to ${target}`} was not followed.`;
}

function originOf(location: string): string | undefined {
  try {
    return new URL(location).origin;
  } catch {
    return undefined;
  }
}

function excerpt(body: unknown): string {
  const text =
    typeof body === "string" ? body.slice(0, 10 * excerptLength) : (JSON.stringify(body) ?? "");
  return cut(text.replace(/\s+/g, " ").trim(), excerptLength);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function withoutLongBody({
  request,
  status,
  headers,
  bodyAsText,
}: PipelineResponse): PipelineResponse {
  return {
    request,
    status,
    headers,
    ...(typeof bodyAsText === "string" ? { bodyAsText: bodyAsText.slice(0, keptBodyLength) } : {}),
  };
}
