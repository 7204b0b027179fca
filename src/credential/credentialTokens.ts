// The tokens of one credential: where they are from at present, and when the next is asked for.

import type { AccessToken } from "@azure/core-auth";
import { throwIfAborted, unlessAborted, type CallerSignal } from "./abort.js";
import { acquireToken, describe, probeFirst, type Acquisition } from "./acquireToken.js";
import { SourceFailure } from "./failure.js";
import { log } from "./log.js";
import { PlaceChanged, placeKey } from "./place.js";
import { withTryTimeout } from "./settings.js";
import type { Place } from "./sources/source.js";
import type { TokenStore } from "./tokenStore.js";

/** A call starts again so many times because the environment has changed. */
const mostChanges = 3;

/** Which token a call is for. */
export interface Wish {
  /** What goes over the wire. */
  readonly target: string;
  readonly enableCae: boolean;
  readonly claims: string | undefined;
}

/** How long a call waits. */
export interface Patience {
  readonly signal?: CallerSignal | undefined;
  /** Limits each try, in milliseconds. */
  readonly timeout?: number | undefined;
}

/** Gives out the tokens at hand, and asks for others. */
export class CredentialTokens {
  readonly #who: Acquisition;
  readonly #store: TokenStore;
  #place: Place | undefined;
  /** The key of the place, which is worth keeping: most calls need nothing else. */
  #placeKey = "";

  constructor(who: Acquisition, store: TokenStore) {
    this.#who = who;
    this.#store = store;
  }

  /** @throws CredentialUnavailableError, AuthenticationError, AbortError */
  async get(wish: Wish, patience: Patience): Promise<AccessToken> {
    const atHand = this.#place === undefined ? undefined : this.#read(wish);
    if (atHand !== undefined) {
      return atHand;
    }
    for (let changes = 0; ; changes++) {
      try {
        // The host may have moved its endpoint.
        const place = this.#look();
        this.#moveTo(place);
        return this.#read(wish) ?? (await this.#ask(place, wish, patience));
      } catch (error) {
        if (!(error instanceof PlaceChanged) || changes === mostChanges) {
          throw error instanceof SourceFailure
            ? await describe(error, { source: this.#who.source, secrets: [] })
            : error;
        }
      }
    }
  }

  #look(): Place {
    return this.#who.source.place(this.#who.identity);
  }

  #moveTo(place: Place): void {
    this.#place = place;
    this.#placeKey = placeKey(this.#who.source, place);
  }

  #read(wish: Wish): AccessToken | undefined {
    return wish.claims === undefined
      ? this.#store.read(tokenKey(this.#placeKey, wish), () => this.#refresh(wish))
      : undefined;
  }

  /** Asks for the next token in the background, wherever it is to be had by now. It never rejects. */
  async #refresh(wish: Wish): Promise<void> {
    const before = this.#place;
    try {
      const place = this.#look();
      await this.#ask(place, wish, {});
      // A call may have found another place in the meantime.
      if (this.#place === before) {
        this.#moveTo(place);
      }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const { logging } = this.#who.settings;
      log(logging, "warning", `a refresh in the background failed: ${text}`);
    }
  }

  async #ask(place: Place, wish: Wish, { signal, timeout }: Patience): Promise<AccessToken> {
    const { source, settings } = this.#who;
    if (settings.probe && source.assumed === true) {
      await unlessAborted(probeFirst(this.#who), signal);
    }
    // Else a request that nobody waits for would go on.
    throwIfAborted(signal);
    const who = { ...this.#who, settings: withTryTimeout(settings, timeout) };
    const { retry, limits, proxy } = who.settings;
    return this.#store.fetch(
      tokenKey(placeKey(source, place), wish),
      (ended, rejectedToken) =>
        acquireToken(
          who,
          place,
          { target: wish.target, claims: wish.claims, rejectedToken },
          ended,
        ),
      { signal, claims: wish.claims, manner: JSON.stringify([retry, limits, proxy]) },
    );
  }
}

function tokenKey(place: string, { enableCae, target }: Wish): string {
  return `${place}${enableCae ? "+" : "-"}${target}`;
}
