// Which access tokens have been revoked.

import type { Clock } from "../clock.js";

/** How long a token lives: one of a managed identity a day. */
export const tokenLifetimeInSeconds = 24 * 60 * 60;

/** What outlives an emulator: its tokens may, too. */
export interface SavedRevocations {
  /** At least the number of the last token. */
  readonly lastNumber: number;
  /** The oldest first. */
  readonly revoked: readonly {
    readonly objectId: string;
    readonly upTo: number;
    readonly forgetAt: number;
  }[];
}

/** More than the tokens that can have been made after the state was written for the last time. */
const unsavedNumbers = 1_000_000;

/**
 * The number of every access token of an emulator, and up to which number those of a principal are void. Numbers and not
 * times: a token made in the same millisecond, but after the revocation, is good. A revocation is forgotten when the
 * tokens it concerns are over, so there is one for each principal revoked lately.
 */
export class Revocations {
  readonly #clock: Clock;
  /** By object id, the oldest first. */
  readonly #revoked = new Map<string, { readonly upTo: number; readonly forgetAt: number }>();
  #last = 0;

  readonly #changed: () => void;

  /**
   * @param saved - Those of an earlier run.
   * @param changed - Called after a revocation.
   */
  constructor(clock: Clock, saved?: SavedRevocations, changed: () => void = () => undefined) {
    this.#clock = clock;
    this.#changed = changed;
    if (saved !== undefined) {
      this.#last = saved.lastNumber + unsavedNumbers;
      for (const { objectId, ...revocation } of saved.revoked) {
        this.#revoked.set(objectId, revocation);
      }
    }
  }

  /** What a later run has to know. */
  get saved(): SavedRevocations {
    const revoked = [...this.#revoked].map(([objectId, one]) => ({ objectId, ...one }));
    return { lastNumber: this.#last, revoked };
  }

  /** The number of a token that is being made. */
  nextNumber(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Revokes what a principal has been given so far. */
  revoke(objectId: string): void {
    const now = this.#clock.now();
    for (const [id, { forgetAt }] of this.#revoked) {
      if (forgetAt > now) {
        break;
      }
      this.#revoked.delete(id);
    }
    this.#revoked.delete(objectId);
    const forgetAt = now + tokenLifetimeInSeconds * 1_000;
    this.#revoked.set(objectId, { upTo: this.#last, forgetAt });
    this.#changed();
  }

  /** How many revocations are remembered. */
  get size(): number {
    return this.#revoked.size;
  }

  /** Whether a token has been revoked. */
  isRevoked(objectId: string, number: number): boolean {
    const { upTo = 0 } = this.#revoked.get(objectId) ?? {};
    return number <= upTo;
  }
}
