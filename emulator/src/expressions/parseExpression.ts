// Reads a claims matching expression (language version 1): conditions joined by `and`. A condition is a claim, an
// operator and a text, one blank between them. A single quote in a text is written twice.

import { ExpressionError, type Condition, type Operator } from "./expression.js";

/**
 * Reads an expression.
 *
 * @returns Its conditions, at least one; all of them have to be met.
 * @throws ExpressionError that names the character, counted from 1, where something else is expected.
 */
export function parseExpression(text: string): readonly Condition[] {
  const reader = new Reader(text);
  const conditions = [readCondition(reader)];
  while (!reader.isAtEnd) {
    reader.expect(" and ");
    conditions.push(readCondition(reader));
  }
  return conditions;
}

function readCondition(reader: Reader): Condition {
  const start = reader.position;
  reader.expect("claims[");
  const claim = reader.quoted("the name of a claim in single quotes");
  reader.expect("] ");
  const operator = reader.oneOf<Operator>(["eq", "matches"]);
  reader.expect(" ");
  const comparand = reader.quoted("a text in single quotes");
  return { claim, operator, comparand, text: reader.since(start) };
}

/** Goes through a text from its beginning to its end. */
class Reader {
  position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.position === this.#text.length;
  }

  since(start: number): string {
    return this.#text.slice(start, this.position);
  }

  expect(wanted: string): void {
    if (!this.#text.startsWith(wanted, this.position)) {
      throw this.#wrong(`"${wanted}"`);
    }
    this.position += wanted.length;
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const [written = ""] = /^\w*/.exec(this.#text.slice(this.position)) ?? [];
    const found = words.find((word) => word === written);
    if (found === undefined) {
      throw this.#wrong(words.map((word) => `"${word}"`).join(" or "));
    }
    this.position += found.length;
    return found;
  }

  quoted(what: string): string {
    if (this.#text[this.position] !== "'") {
      throw this.#wrong(what);
    }
    const start = this.position;
    let value = "";
    for (let from = start + 1; ; from = this.position + 1) {
      const end = this.#text.indexOf("'", from);
      if (end === -1) {
        throw new ExpressionError(
          `the text that begins at character ${start + 1} has no single quote at its end`,
        );
      }
      value += this.#text.slice(from, end);
      this.position = end + 1;
      if (this.#text[this.position] !== "'") {
        break;
      }
      value += "'";
    }
    if (value === "") {
      this.position = start;
      throw this.#wrong(`${what}, not an empty one,`);
    }
    return value;
  }

  #wrong(wanted: string): ExpressionError {
    const rest = this.#text.slice(this.position);
    const found = rest === "" ? "the end" : `"${rest.slice(0, shown)}${rest[shown] ? "…" : ""}"`;
    return new ExpressionError(
      `${wanted} is expected at character ${this.position + 1}, where ${found} stands`,
    );
  }
}

/** How much of an expression an error shows, in characters. */
const shown = 20;
