// One request that many callers wait for.

import { throwIfAborted, unlessAborted, type CallerSignal } from "./abort.js";

/** A request on its way, and those who wait for it. */
export class Flight<T> {
  readonly #controller = new AbortController();
  readonly #onAbandoned: () => void;
  readonly #result: Promise<T>;
  #waiting = 0;

  /**
   * @param start - Starts the request. Its signal fires when nobody waits any more.
   * @param onAbandoned - Told when nobody waits any more.
   */
  constructor(start: (signal: AbortSignal) => Promise<T>, onAbandoned: () => void) {
    this.#onAbandoned = onAbandoned;
    this.#result = start(this.#controller.signal);
    // Callers who have left must not leave a rejection that nobody handles.
    this.#result.catch(() => undefined);
  }

  /** Waits for the request. The signal ends this wait at once, and the request if it was the last one. */
  async join(signal?: CallerSignal): Promise<T> {
    throwIfAborted(signal);
    this.#waiting++;
    return unlessAborted(this.#result, signal, () => this.#leave());
  }

  #leave(): void {
    this.#waiting--;
    if (this.#waiting === 0) {
      this.#controller.abort();
      this.#onAbandoned();
    }
  }
}
