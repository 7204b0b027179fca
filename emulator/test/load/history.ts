// What clients were told of one resource, and which states of it that allows.
//
// Many clients write the same resource at once, so there is no one true order. But a write that had been answered before another one
// was sent came before it. What is read must be the outcome of a write that may have been the last one.

/** A moment: requests and answers of all clients are counted in the order in which this process sees them. */
export type Moment = number;

/** Something that was answered. */
export interface Told {
  readonly sent: Moment;
  readonly answered: Moment;
  /** The state as a text; undefined when the resource is not there. */
  readonly state: string | undefined;
}

/** The writes of one resource and what was read of it. It is not there at first. */
export class History {
  readonly #writes: Told[] = [{ sent: -1, answered: -1, state: undefined }];
  readonly #reads: Told[] = [];

  /** A write that was successful. */
  wrote(told: Told): void {
    this.#writes.push(told);
  }

  /** A state that was answered. */
  read(told: Told): void {
    this.#reads.push(told);
  }

  /** How many reads there were. */
  get reads(): number {
    return this.#reads.length;
  }

  /** The reads that no order of the writes explains. */
  unexplained(): readonly Told[] {
    return this.#reads.filter((read) => !this.#explains(read));
  }

  #explains(read: Told): boolean {
    // Whatever was answered before this moment has surely been replaced when the read was sent.
    const replacedBefore = Math.max(
      ...this.#writes.filter(({ answered }) => answered < read.sent).map(({ sent }) => sent),
    );
    return this.#writes.some(
      ({ sent, answered, state }) =>
        state === read.state && sent < read.answered && answered >= replacedBefore,
    );
  }
}
