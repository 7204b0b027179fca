// The time the emulator goes by.

/** The end of the year 9999: later times have another form in headers and tokens, or none at all. */
const endOfTime = 253_402_300_799_999;

/**
 * The emulator's time. Tokens expire, new resources become visible and limits refill by it, so a test can let a day pass in
 * a moment. Waiting (latency, writes, delays) takes real time. It begins as the machine's time.
 */
export class Clock {
  #aheadInMs = 0;
  #frozenAt: number | undefined;

  /** The time, in milliseconds since 1970. */
  now(): number {
    return (this.#frozenAt ?? Date.now()) + this.#aheadInMs;
  }

  /**
   * Lets time pass.
   *
   * @throws RangeError for a duration that is not a number, or below zero: tokens would become valid again; and for one that
   * leads beyond the year 9999.
   */
  advance(durationInMs: number): void {
    if (!Number.isFinite(durationInMs) || durationInMs < 0) {
      throw new RangeError(
        `clock.advance: the duration must be a number of milliseconds from 0, not ${durationInMs}.`,
      );
    }
    if (this.now() + durationInMs > endOfTime) {
      throw new RangeError(
        `clock.advance: ${durationInMs} milliseconds from now is beyond the year 9999.`,
      );
    }
    this.#aheadInMs += durationInMs;
  }

  /** Stops time: from now on only {@link Clock.advance} moves it. */
  freeze(): void {
    this.#frozenAt ??= Date.now();
  }

  /** Lets time go on from where it stands. */
  unfreeze(): void {
    if (this.#frozenAt !== undefined) {
      this.#aheadInMs += this.#frozenAt - Date.now();
      this.#frozenAt = undefined;
    }
  }
}
