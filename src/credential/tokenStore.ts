// The tokens at hand, and the requests on their way.

import type { AccessToken } from "@azure/core-auth";
import type { CallerSignal } from "./abort.js";
import { Flight } from "./flight.js";

/** Closer to its end than this, a token is not given out any more. The Azure SDK uses the same five minutes. */
const mustRefreshInMs = 5 * 60_000;
/** After a refresh in the background that failed, the next one has to wait this long. */
const refreshPauseInMs = 30_000;
/** From so many tokens on, ended ones are looked for when one is added. */
const sweepSize = 64;

interface Entry {
  readonly token: AccessToken;
  /** No refresh in the background before this time; none at all while there is one. */
  pauseUntil: number;
}

/** Asks for a token. The token the caller found useless is told to sources that want to know. */
export type RequestToken = (signal: AbortSignal, rejectedToken?: string) => Promise<AccessToken>;

/** How a token is asked for. */
export interface FetchOptions {
  /** Ends this caller's wait. */
  readonly signal: CallerSignal | undefined;
  /** Makes it a request of its own, whose token replaces the one at hand. */
  readonly claims: string | undefined;
  /** How tries are limited and repeated. Callers share a request only if they agree; they share tokens anyway. */
  readonly manner: string;
}

/**
 * Access tokens and requests for them.
 *
 * Owner: this module for {@link sharedStore}, which lives as long as the process; a credential with a transport of
 * its own owns another. Key: source, endpoint (or authority and tenant), the identity's kind and id, whether CAE was
 * asked for, and the resource or scope as sent. Lifetime: until five minutes before the token ends. Invalidation: a
 * newer token for the same key, which a call with claims always asks for.
 */
export class TokenStore {
  readonly #entries = new Map<string, Entry>();
  readonly #flights = new Map<string, Flight<AccessToken>>();

  /**
   * A token that can still be given out.
   *
   * @param refresh - Called if it is time for the next one. Nobody waits for it, and it must not reject.
   */
  read(key: string, refresh: () => Promise<void>): AccessToken | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      return undefined;
    }
    const { token, pauseUntil } = entry;
    const now = Date.now();
    if (token.expiresOnTimestamp - now < mustRefreshInMs) {
      return undefined;
    }
    const { refreshAfterTimestamp } = token;
    if (refreshAfterTimestamp !== undefined && now >= refreshAfterTimestamp && now >= pauseUntil) {
      // One at a time. It makes a new entry, or has failed.
      entry.pauseUntil = Number.POSITIVE_INFINITY;
      void refresh().then(() => {
        entry.pauseUntil = Date.now() + refreshPauseInMs;
      });
    }
    return token;
  }

  /**
   * Asks for a token, or waits for the one that has been asked for in the same manner.
   *
   * @param request - Must bring a token that belongs to the key.
   */
  fetch(
    key: string,
    request: RequestToken,
    { signal, claims, manner }: FetchOptions,
  ): Promise<AccessToken> {
    const flightKey = JSON.stringify([key, manner, claims]);
    const present = this.#flights.get(flightKey);
    if (present !== undefined) {
      return present.join(signal);
    }
    const atHand = this.#entries.get(key);
    const forget = (): void => {
      if (this.#flights.get(flightKey) === flight) {
        this.#flights.delete(flightKey);
      }
    };
    const flight = new Flight<AccessToken>(async (ended) => {
      try {
        const token = await request(ended, atHand?.token.token);
        // Claims may have brought a newer token in the meantime.
        if (claims !== undefined || this.#entries.get(key) === atHand) {
          this.#keep(key, token);
        }
        return token;
      } finally {
        forget();
      }
    }, forget);
    this.#flights.set(flightKey, flight);
    return flight.join(signal);
  }

  #keep(key: string, token: AccessToken): void {
    if (this.#entries.size >= sweepSize) {
      const now = Date.now();
      for (const [other, entry] of this.#entries) {
        if (entry.token.expiresOnTimestamp <= now) {
          this.#entries.delete(other);
        }
      }
    }
    this.#entries.set(key, { token, pauseUntil: 0 });
  }
}

/** The tokens of all credentials that use the transport of this package. */
export const sharedStore = new TokenStore();
