// What a claims matching expression is, once it has been read.

/** One condition: `claims['sub'] matches 'repo:contoso/*'`. */
export interface Condition {
  /** The name of the claim. */
  readonly claim: string;
  readonly operator: Operator;
  /** What it is compared with; for `matches`, `*` in it stands for any text and `?` for one character. */
  readonly comparand: string;
  /** The condition as it was written. */
  readonly text: string;
}

/** How a claim is compared: exactly, or with wildcards. */
export type Operator = "eq" | "matches";

/** Thrown where an expression cannot be read: says what is expected, and where. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ExpressionError";
  }
}
