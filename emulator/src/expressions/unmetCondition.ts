// Compares the claims of a token with an expression.

import type { Condition } from "./expression.js";
import { matchesPattern } from "./matchesPattern.js";

/** The first condition that claims do not meet; undefined where they meet all. A claim that is not a text meets none. */
export function unmetCondition(
  conditions: readonly Condition[],
  claims: Readonly<Record<string, unknown>>,
): Condition | undefined {
  return conditions.find(({ claim, operator, comparand }) => {
    const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    if (typeof value !== "string") {
      return true;
    }
    return operator === "eq" ? value !== comparand : !matchesPattern(comparand, value);
  });
}
