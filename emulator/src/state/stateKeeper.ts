// Keeps a file up to date: writes it some time after a change, never twice at once.

import { setTimeout as sleep } from "node:timers/promises";

/** How long changes are gathered before they are written. */
const gatheringInMs = 200;

/** Writes after changes, and at the end. */
export class StateKeeper {
  #isChanged = false;
  #writing: Promise<void> | undefined;
  #closed: Promise<void> | undefined;
  readonly #end = new AbortController();

  /**
   * @param write - Writes everything.
   * @param report - Told of each write that failed; the next change tries again.
   */
  constructor(
    private readonly write: () => Promise<void>,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * Has the file written: {@link gatheringInMs} from now, or, if it takes longer than that to write it, after as long a rest. Changes
   * that come while it is written are written after it.
   */
  changed(): void {
    this.#isChanged = true;
    if (this.#closed === undefined) {
      this.#writing ??= this.#writeChanges().finally(() => (this.#writing = undefined));
    }
  }

  /**
   * Writes once more, and no more after that.
   *
   * @throws what the writing throws.
   */
  close(): Promise<void> {
    return (this.#closed ??= this.#writeLast());
  }

  async #writeChanges(): Promise<void> {
    let rest = gatheringInMs;
    while (this.#isChanged && this.#closed === undefined) {
      await sleep(rest, undefined, { signal: this.#end.signal }).catch(() => undefined);
      if (this.#closed !== undefined) {
        return;
      }
      this.#isChanged = false;
      const start = performance.now();
      try {
        await this.write();
      } catch (error) {
        this.report(error);
      }
      rest = Math.max(gatheringInMs, performance.now() - start);
    }
  }

  async #writeLast(): Promise<void> {
    // After this turn: `#closed` is set then, which ends the loop above.
    await Promise.resolve();
    this.#end.abort();
    await this.#writing;
    await this.write();
  }
}
