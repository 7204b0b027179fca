// The one boundary where failures become the errors a caller sees.

import { AbortError } from "./abort.js";
import { AuthenticationError, CredentialUnavailableError } from "./errors.js";
import { readEndpointError } from "./errorResponse.js";
import { SourceFailure } from "./failure.js";
import { redact } from "./redaction.js";
import type { TokenSource } from "./sources/source.js";
import { UnexpectedAnswer } from "./tokenAnswer.js";
import { readRetryAfter } from "./transport/retryAfter.js";
import { TransportError } from "./transport/transportError.js";

/** What was attempted. */
export interface Attempt {
  readonly source: TokenSource;
  /** The address last asked, if it came to that. */
  readonly url?: string;
  /** What went over the wire and must not be repeated. */
  readonly secrets: Iterable<string>;
}

/** Says what failed, where, and what to do. */
export function describeFailure(error: unknown, attempt: Attempt): Error {
  if (error instanceof AbortError) {
    return error;
  }
  if (error instanceof UnexpectedAnswer) {
    return describeAnswer(error, attempt);
  }
  const cause = error instanceof Error ? withoutSecrets(error, attempt.secrets) : undefined;
  const text = (cause?.message ?? String(error)).replace(/\.?$/, ".");
  const subject = subjectOf(attempt);
  if (error instanceof SourceFailure) {
    const { kind, code, status } = error;
    return kind === "unavailable"
      ? new CredentialUnavailableError(`${subject}: ${text} ${attempt.source.advice}`, { cause })
      : unexpected(`${subject}: ${text}`, status, code, text, cause);
  }
  if (error instanceof TransportError && (error.status > 0 || error.code === mismatch)) {
    return unexpected(`${subject}: ${text}`, error.status, error.code, text, cause);
  }
  return new CredentialUnavailableError(
    `${subject} could not be reached: ${text} ${attempt.source.advice}`,
    { cause },
  );
}

const mismatch = "CERTIFICATE_MISMATCH";

function describeAnswer({ answer, fault }: UnexpectedAnswer, attempt: Attempt): Error {
  const { response, isUnassigned } = readEndpointError(answer, attempt.secrets);
  const { status } = answer;
  const said = [
    response.error === "unknown_error" ? "" : response.error,
    response.errorDescription,
  ].filter((part) => part !== "");
  const message = [
    `${subjectOf(attempt)} answered ${status}${fault === undefined ? "" : `, but ${fault}`}`,
    // What claims to be a success may hold a token in any form.
    ...(fault === undefined ? said : []),
  ].join(": ");
  // An authority that refuses an exchange does so for other reasons.
  if (isUnassigned && attempt.source.takesScopes !== true) {
    return new CredentialUnavailableError(
      `${message} There is no identity, or the one asked for is not assigned. ${attempt.source.advice}`,
    );
  }
  const errorResponse =
    fault === undefined
      ? response
      : { error: "unexpected_answer", errorDescription: `${capitalize(fault)}.` };
  return new AuthenticationError(`${message} ${advise(answer)}`.trim(), status, errorResponse);
}

function advise(answer: UnexpectedAnswer["answer"]): string {
  const { status } = answer;
  const waitInMs = readRetryAfter(answer);
  if (waitInMs !== undefined && status >= 400) {
    return `Ask again in ${Math.ceil(waitInMs / 1_000)} seconds.`;
  }
  if (status >= 300 && status < 400) {
    return "Redirects are not followed: they would carry secrets elsewhere.";
  }
  return status === 404 || status === 410 || status === 429 || status >= 500
    ? "Retries did not help: try later."
    : "";
}

function subjectOf({ source, url }: Attempt): string {
  const at = url === undefined ? "" : ` at ${withoutQuery(url)}`;
  return `ManagedIdentityCredential: ${source.name}${at}`;
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function unexpected(
  message: string,
  status: number,
  error: string,
  errorDescription: string,
  cause: unknown,
): AuthenticationError {
  return new AuthenticationError(message, status, { error, errorDescription }, { cause });
}

/** Changes the error itself, because its stack is worth keeping and nobody else has it. */
function withoutSecrets(error: Error, secrets: Iterable<string>): Error {
  const all = [...secrets];
  error.message = redact(error.message, all);
  error.stack = redact(error.stack ?? "", all);
  return error;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
