// The one boundary where failures become the errors a caller sees.

import { AbortError } from "./abort.js";
import { describeAnswer, type Attempt } from "./describeAnswer.js";
import { AuthenticationError, CredentialUnavailableError } from "./errors.js";
import { SourceFailure } from "./failure.js";
import { redact } from "./redaction.js";
import { UnexpectedAnswer } from "./tokenAnswer.js";
import { TransportError } from "./transport/transportError.js";

/** Says what failed, where, and what to do. */
export function describeFailure(error: unknown, attempt: Attempt): Error {
  if (error instanceof AbortError) {
    return error;
  }
  if (error instanceof UnexpectedAnswer) {
    return describeAnswer(error, subjectOf(attempt), attempt);
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

function subjectOf({ source, url }: Attempt): string {
  const at = url === undefined || !URL.canParse(url) ? "" : ` at ${withoutQuery(new URL(url))}`;
  return `ManagedIdentityCredential: ${source.name}${at}`;
}

function withoutQuery({ origin, pathname }: URL): string {
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
