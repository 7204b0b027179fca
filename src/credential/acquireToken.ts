// One token from one source: tries, retries, and the errors they end in.

import type { AccessToken } from "@azure/core-auth";
import type { Identity } from "./identity.js";
import { log, logAccount } from "./log.js";
import type { Probes } from "./probe.js";
import type { Settings } from "./settings.js";
import type { Ask, TokenSource } from "./sources/source.js";
import { readToken } from "./tokenAnswer.js";
import { exchange } from "./transport/exchange.js";
import type { HttpAnswer, HttpRequest } from "./transport/message.js";
import { withRetries } from "./transport/retry.js";

/** Who asks whom, and how. */
export interface Acquisition {
  readonly source: TokenSource;
  readonly identity: Identity;
  readonly settings: Readonly<Settings>;
  readonly probes: Probes;
}

/**
 * Asks a source for a token.
 *
 * @throws CredentialUnavailableError, AuthenticationError, AbortError
 */
export async function acquireToken(
  { source, identity, settings, probes }: Acquisition,
  ask: Ask,
  signal: AbortSignal,
): Promise<AccessToken> {
  const { send, limits, logging } = settings;
  const attempt: { source: TokenSource; url?: string; secrets: Set<string> } = {
    source,
    secrets: new Set(),
  };
  const common = {
    Accept: "application/json",
    "User-Agent": settings.userAgent,
    "x-ms-client-request-id": crypto.randomUUID(),
  };

  const sendOnce = (request: HttpRequest): Promise<HttpAnswer> => {
    attempt.url = request.url;
    request.secrets.forEach((secret) => attempt.secrets.add(secret));
    const headers = { ...common, ...request.headers };
    return exchange(send, { ...request, headers }, limits, signal);
  };
  const tryOnce = async (): Promise<HttpAnswer> => {
    const request = await source.request(identity, ask);
    const answer = await sendOnce(request);
    return answer.status === 401 && source.answerChallenge !== undefined
      ? sendOnce(await source.answerChallenge(request, answer))
      : answer;
  };

  try {
    if (settings.probe && source.assumed === true) {
      await probes.require(send, common);
    }
    log(logging, "info", `asks ${source.name} for a token for ${ask.target}.`);
    const answer = await withRetries(tryOnce, settings.retry, signal, (reason, delayInMs) =>
      log(logging, "info", `${source.name}: ${reason}; next try in ${Math.round(delayInMs)} ms.`),
    );
    const token = readToken(answer, (body) => {
      if (identity.kind !== "system") {
        source.confirm?.(identity, body, answer.status);
      }
    });
    const ends = new Date(token.expiresOnTimestamp).toISOString();
    log(logging, "info", `has a token for ${ask.target} until ${ends}.`);
    logAccount(logging, token.token);
    return token;
  } catch (error) {
    // Most processes never need it.
    const { describeFailure } = await import("./describeFailure.js");
    const failure = describeFailure(error, attempt);
    log(logging, "info", `got no token: ${failure.message}`);
    throw failure;
  }
}
