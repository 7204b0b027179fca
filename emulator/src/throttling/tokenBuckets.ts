// Token buckets: how many requests may come at once, and how fast they may go on.

import type { Clock } from "../clock.js";

/** How large a bucket is and how fast it refills. */
export interface BucketRule {
  /** How many requests may come at once. */
  readonly size: number;
  readonly refillPerSecond: number;
}

/** When what a bucket holds was last reckoned. */
interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** From how many buckets on it is worth looking for those that are full again. */
const fewBuckets = 1_000;

/**
 * Buckets of one rule, one for each key, on the emulator's clock. A bucket that nobody has taken from for long enough is
 * full, as an absent one is, and is dropped: there are never many more buckets than can be refilling at a time.
 */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();
  #sweepAt = fewBuckets;

  constructor(
    readonly clock: Clock,
    readonly rule: BucketRule,
  ) {}

  /** How many buckets are kept. */
  get length(): number {
    return this.#buckets.size;
  }

  /** How many tokens a bucket holds, in whole ones. */
  left(key: string): number {
    return Math.floor(this.#tokens(key));
  }

  /** How long it takes until a bucket has a token, in milliseconds; 0 when it has one. */
  waitInMs(key: string): number {
    return (Math.max(0, 1 - this.#tokens(key)) / this.rule.refillPerSecond) * 1_000;
  }

  /** Takes a token, or what is left of one. */
  take(key: string): void {
    this.#buckets.set(key, {
      tokens: Math.max(0, this.#tokens(key) - 1),
      at: this.clock.now(),
    });
    if (this.#buckets.size >= this.#sweepAt) {
      this.#dropFull();
    }
  }

  #tokens(key: string): number {
    const { size, refillPerSecond } = this.rule;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      return size;
    }
    // The machine's clock can be set back.
    const elapsedInMs = Math.max(0, this.clock.now() - bucket.at);
    return Math.min(size, bucket.tokens + (elapsedInMs / 1_000) * refillPerSecond);
  }

  #dropFull(): void {
    for (const key of this.#buckets.keys()) {
      if (this.#tokens(key) === this.rule.size) {
        this.#buckets.delete(key);
      }
    }
    this.#sweepAt = Math.max(fewBuckets, 2 * this.#buckets.size);
  }
}
