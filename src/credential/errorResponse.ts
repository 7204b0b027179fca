// What an endpoint says of a failure, in the dialects of Azure's endpoints.

import type { ErrorResponse } from "./errors.js";
import { assignsToken, mentionsToken, redact, secretsIn, shorten } from "./redaction.js";
import { readJsonObject, type JsonObject } from "./tokenAnswer.js";
import type { HttpAnswer } from "./transport/message.js";

/** How much of an endpoint's own text is repeated, in characters. */
const descriptionLength = 1_000;
/** How much of a body that is not JSON is repeated, in characters. */
const unreadableLength = 200;
/** What takes the place of a text that may hold a token. */
const withheld = "The text of the answer is not repeated, because it may contain a token.";

/** An endpoint's error, and whether it means that the identity is not assigned here. */
export interface EndpointError {
  readonly response: ErrorResponse;
  readonly isUnassigned: boolean;
}

/** Reads the error in an answer. */
export function readEndpointError(answer: HttpAnswer, secrets: Iterable<string>): EndpointError {
  const parsed = readJsonObject(answer.text);
  const found = secretsIn(parsed);
  const body = found === undefined ? undefined : parsed;
  const known = [...secrets, ...(found ?? [])];
  const clean = (value: unknown): string | undefined => {
    if (typeof value !== "string" || value === "") {
      return undefined;
    }
    return assignsToken(value) ? withheld : shorten(redact(value, known), descriptionLength);
  };
  const nested: JsonObject = readNested(body?.["error"]);
  const error = clean(body?.["error"]) ?? clean(nested["code"]);
  const description =
    clean(body?.["message"]) ??
    // App Service before 2019 writes its members with a capital letter.
    clean(body?.["Message"]) ??
    clean(body?.["error_description"]) ??
    clean(nested["message"]);
  const correlationId =
    clean(body?.["correlation_id"]) ??
    clean(body?.["correlationId"]) ??
    clean(body?.["CorrelationId"]) ??
    clean(nested["correlationId"]);
  const timestamp = clean(body?.["timestamp"]);
  const traceId = clean(body?.["trace_id"]);
  const codes = body?.["error_codes"];
  const unreadable =
    found === undefined || mentionsToken(answer.text)
      ? withheld
      : shorten(redact(answer.text, known), unreadableLength);
  return {
    response: {
      error: error ?? "unknown_error",
      errorDescription: description ?? (body === undefined ? unreadable : ""),
      ...(Array.isArray(codes)
        ? { errorCodes: codes.filter((code) => typeof code === "number") }
        : {}),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(timestamp === undefined ? {} : { timestamp }),
      ...(traceId === undefined ? {} : { traceId }),
    },
    isUnassigned: isUnassigned(answer, error, description),
  };
}

/**
 * Endpoints of machines answer 400 `invalid_request`, App Service 400 with a text and no code, Service Fabric
 * `ManagedIdentityNotFound`. Docker Desktop answers 403 for networks that it cannot reach.
 */
function isUnassigned(
  { status, text }: HttpAnswer,
  error: string | undefined,
  description: string | undefined,
): boolean {
  return (
    (status === 400 &&
      (error === "invalid_request" || (error === undefined && description !== undefined))) ||
    error === "ManagedIdentityNotFound" ||
    (status === 403 && text.includes("unreachable"))
  );
}

function readNested(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}
