/** Collects what a document asks for and the emitter cannot give, so that one run reports all of it. */

/** A list of problems, each naming the place in the document. */
export class Problems {
  readonly #messages = new Set<string>();

  /** The messages in the order they were found, each once. */
  get messages(): readonly string[] {
    return [...this.#messages];
  }

  /**
   * Records a problem.
   * @param place - The operation, definition or member, as the document names it.
   * @param reason - What is wrong with it, as the rest of a sentence.
   */
  add(place: string, reason: string): void {
    this.#messages.add(`${place}: ${reason}`);
  }
}
