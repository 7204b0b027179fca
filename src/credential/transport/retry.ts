// When a try is repeated, and how long after.

import { delay } from "../abort.js";
import type { HttpAnswer } from "./message.js";
import { readRetryAfter } from "./retryAfter.js";
import { TransportError, isConnectionReset } from "./transportError.js";

/** How tries are repeated. */
export interface RetrySettings {
  /** `undefined`: 5, and as many as it takes while the endpoint says that it is being updated. */
  readonly maxRetries: number | undefined;
  readonly retryDelayInMs: number | undefined;
  readonly maxRetryDelayInMs: number;
}

const defaultRetries = 5;
const defaultDelayInMs = 800;
// An endpoint that answers 410 is being updated: "available within 70 seconds", says its documentation.
const goneDelayInMs = 3_000;
const goneBudgetInMs = 70_000;
// Beyond the usual retries, no more often than this, whatever the endpoint or the options say; and no more tries than
// fit, with some room, so that they end even if the clock stands still.
const leastGoneDelayInMs = 1_000;
const mostGoneRetries = defaultRetries + 75;

/**
 * Tries until there is an answer that another try would not change. Repeated are 404 (the endpoint is being
 * updated), 410, 429 and 5xx, and connections that were cut off.
 *
 * @param onRetry - Told before each wait.
 * @returns The last answer, whatever its status.
 */
export async function withRetries(
  tryOnce: () => Promise<HttpAnswer>,
  settings: RetrySettings,
  signal: AbortSignal,
  onRetry: (reason: string, delayInMs: number) => void,
): Promise<HttpAnswer> {
  const { maxRetries = defaultRetries } = settings;
  let goneSince: number | undefined;
  for (let retries = 0; ; retries++) {
    const outcome = await outcomeOf(tryOnce);
    const gone = !(outcome instanceof TransportError) && outcome.status === 410;
    // The time of the tries counts, too, and setting the computer's clock does not.
    const now = performance.now();
    goneSince ??= gone ? now : undefined;
    const extra = retries >= maxRetries;
    const allowed =
      !extra ||
      (gone &&
        settings.maxRetries === undefined &&
        retries < mostGoneRetries &&
        now - (goneSince ?? now) < goneBudgetInMs);
    const planned = allowed ? delayBefore(outcome, retries, settings) : undefined;
    if (planned === undefined) {
      if (outcome instanceof TransportError) {
        throw outcome;
      }
      return outcome;
    }
    const delayInMs = extra ? Math.max(planned, leastGoneDelayInMs) : planned;
    onRetry(
      outcome instanceof TransportError ? outcome.code : `status ${outcome.status}`,
      delayInMs,
    );
    await delay(delayInMs, signal);
  }
}

async function outcomeOf(tryOnce: () => Promise<HttpAnswer>): Promise<HttpAnswer | TransportError> {
  try {
    return await tryOnce();
  } catch (error) {
    if (error instanceof TransportError) {
      return error;
    }
    throw error;
  }
}

/** `undefined`: no other try. An endpoint that asks for more time than we may wait gets none of it. */
function delayBefore(
  outcome: HttpAnswer | TransportError,
  retries: number,
  { retryDelayInMs, maxRetryDelayInMs }: RetrySettings,
): number | undefined {
  if (outcome instanceof TransportError) {
    return isConnectionReset(outcome)
      ? backOff(retryDelayInMs ?? defaultDelayInMs, retries, maxRetryDelayInMs)
      : undefined;
  }
  const { status } = outcome;
  if (status !== 404 && status !== 410 && status !== 429 && status < 500) {
    return undefined;
  }
  const asked = readRetryAfter(outcome);
  if (asked !== undefined) {
    return asked <= maxRetryDelayInMs ? asked : undefined;
  }
  const first = retryDelayInMs ?? (status === 410 ? goneDelayInMs : defaultDelayInMs);
  return backOff(first, retries, maxRetryDelayInMs);
}

function backOff(first: number, retries: number, most: number): number {
  const whole = Math.min(most, first * 2 ** retries);
  return whole / 2 + (Math.random() * whole) / 2;
}
