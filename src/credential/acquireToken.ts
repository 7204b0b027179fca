// One token from one source: tries, retries, and the errors they end in.

import type { AccessToken } from "@azure/core-auth";
import type { Attempt } from "./describeAnswer.js";
import type { Identity } from "./identity.js";
import { log } from "./log.js";
import { PlaceChanged, requirePlace } from "./place.js";
import type { Settings } from "./settings.js";
import type { Ask, Place, TokenSource } from "./sources/source.js";
import { readToken } from "./tokenAnswer.js";
import { exchange } from "./transport/exchange.js";
import type { HttpAnswer, HttpRequest } from "./transport/message.js";
import { withRetries } from "./transport/retry.js";

/** Who asks whom, and how. */
export interface Acquisition {
  readonly source: TokenSource;
  readonly identity: Identity;
  readonly settings: Readonly<Settings>;
}

/** Turns a failure into the error a caller sees. What does so is loaded late: most processes never need it. */
export async function describe(error: unknown, attempt: Attempt): Promise<Error> {
  const { describeFailure } = await import("./describeFailure.js");
  return describeFailure(error, attempt);
}

/**
 * Asks whether there is a metadata endpoint at all.
 *
 * @throws CredentialUnavailableError
 */
export async function probeFirst({ source, settings }: Acquisition): Promise<void> {
  try {
    // Most processes never need it, either.
    const { probesOf } = await import("./probe.js");
    await probesOf(settings).require(settings.send, commonHeaders(settings));
  } catch (error) {
    const failure = await describe(error, { source, secrets: [] });
    log(settings.logging, "info", `got no token: ${failure.message}`);
    throw failure;
  }
}

/**
 * Asks a source for a token.
 *
 * @param place - Where it is asked, and for whom. Each try makes sure that it still holds.
 * @throws PlaceChanged, and CredentialUnavailableError, AuthenticationError, AbortError
 */
export async function acquireToken(
  { source, identity, settings }: Acquisition,
  place: Place,
  ask: Ask,
  signal: AbortSignal,
): Promise<AccessToken> {
  const { send, limits, logging } = settings;
  const attempt: { source: TokenSource; url?: string; secrets: Set<string> } = {
    source,
    secrets: new Set(),
  };
  const common = commonHeaders(settings);

  const sendOnce = (request: HttpRequest): Promise<HttpAnswer> => {
    attempt.url = request.url;
    request.secrets.forEach((secret) => attempt.secrets.add(secret));
    const headers = { ...common, ...request.headers };
    return exchange(send, { ...request, headers }, limits, signal);
  };
  const tryOnce = async (): Promise<HttpAnswer> => {
    requirePlace(source, identity, place);
    const request = await source.request(place, ask);
    const answer = await sendOnce(request);
    return answer.status === 401 && source.answerChallenge !== undefined
      ? sendOnce(await source.answerChallenge(request, answer))
      : answer;
  };

  try {
    log(logging, "info", `asks ${source.name} for a token for ${ask.target}.`);
    const answer = await withRetries(tryOnce, settings.retry, signal, (reason, delayInMs) =>
      log(logging, "info", `${source.name}: ${reason}; next try in ${Math.round(delayInMs)} ms.`),
    );
    const token = await readToken(answer, (body) => {
      if (identity.kind !== "system") {
        source.confirm?.(identity, body, answer.status);
      }
    });
    const ends = new Date(token.expiresOnTimestamp).toISOString();
    log(logging, "info", `has a token for ${ask.target} until ${ends}.`);
    if (logging.allowLoggingAccountIdentifiers === true) {
      const { describeAccount } = await import("./account.js");
      log(logging, "info", describeAccount(token.token));
    }
    return token;
  } catch (error) {
    const failure = error instanceof PlaceChanged ? error : await describe(error, attempt);
    log(logging, "info", `got no token: ${failure.message}`);
    throw failure;
  }
}

function commonHeaders({ userAgent }: Readonly<Settings>): Record<string, string> {
  return {
    Accept: "application/json",
    "User-Agent": userAgent,
    "x-ms-client-request-id": crypto.randomUUID(),
  };
}
