// What an endpoint's answer means for the caller, when it is not a token.

import { AuthenticationError, CredentialUnavailableError } from "./errors.js";
import { readEndpointError } from "./errorResponse.js";
import type { TokenSource } from "./sources/source.js";
import type { UnexpectedAnswer } from "./tokenAnswer.js";
import { readRetryAfter } from "./transport/retryAfter.js";

/** What was attempted. */
export interface Attempt {
  readonly source: TokenSource;
  /** The address last asked, if it came to that. */
  readonly url?: string;
  /** What went over the wire and must not be repeated. */
  readonly secrets: Iterable<string>;
}

/** Says what an answer means that is no token. */
export function describeAnswer(
  { answer, fault }: UnexpectedAnswer,
  subject: string,
  { source, secrets }: Attempt,
): Error {
  const { response, isUnassigned } = readEndpointError(answer, secrets);
  const { status } = answer;
  const said = [
    response.error === "unknown_error" ? "" : response.error,
    response.errorDescription,
  ].filter((part) => part !== "");
  const message = [
    `${subject} answered ${status}${fault === undefined ? "" : `, but ${fault}`}`,
    // What claims to be a success may hold a token in any form.
    ...(fault === undefined ? said : []),
  ].join(": ");
  const isExchange = source.takesScopes === true;
  // An authority that refuses an exchange does so for other reasons.
  if (isUnassigned && !isExchange) {
    return new CredentialUnavailableError(
      `${message} There is no identity, or the one asked for is not assigned. ${source.advice}`,
    );
  }
  const errorResponse =
    fault === undefined
      ? response
      : { error: "unexpected_answer", errorDescription: `${capitalize(fault)}.` };
  return new AuthenticationError(`${message} ${advise(answer, isExchange)}`, status, errorResponse);
}

function advise(answer: UnexpectedAnswer["answer"], isExchange: boolean): string {
  const { status } = answer;
  const waitInMs = readRetryAfter(answer);
  if (waitInMs !== undefined && status >= 400) {
    return `Ask again in ${Math.ceil(waitInMs / 1_000)} seconds.`;
  }
  if (status >= 300 && status < 400) {
    return "Redirects are not followed: they would carry secrets elsewhere.";
  }
  if (status === 404 || status === 410 || status === 429 || status >= 500) {
    return "Retries did not help: try later.";
  }
  if (status < 400) {
    return "Something other than the host's token endpoint may be answering: look at the variables that name it.";
  }
  return isExchange
    ? "Look at the client id, the tenant and the identity's federated credentials."
    : "Asking again will not help: look at the scope and at the identity.";
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
