// Which federated identity credentials trust the subject of an assertion, exactly or by an expression.

import { ExpressionError } from "../expressions/expression.js";
import { parseExpression } from "../expressions/parseExpression.js";
import { unmetCondition } from "../expressions/unmetCondition.js";
import type { StoredCredential } from "../store.js";
import type { Claims } from "../tokens/signingKey.js";
import { subjectOfOtherCase, subjectUnknown } from "./entraErrors.js";

/**
 * The credentials that trust an assertion.
 *
 * @param credentials - Those with its issuer and audience.
 * @returns At least one.
 * @throws Refusal if there is none. It says which conditions are not met, never a claim but the subject.
 */
export function findTrusting(
  claims: Claims,
  credentials: readonly StoredCredential[],
): readonly StoredCredential[] {
  const subject = String(claims["sub"]);
  const objections = credentials.map((credential) => objectionOf(credential, claims));
  const trusting = credentials.filter((_, index) => objections[index] === undefined);
  if (trusting.length > 0) {
    return trusting;
  }
  const lower = subject.toLowerCase();
  throw credentials.some((credential) => credential.subject?.toLowerCase() === lower)
    ? subjectOfOtherCase(subject)
    : subjectUnknown(
        subject,
        objections.filter((text) => text !== undefined && text !== "").join(" "),
      );
}

/** Why a credential does not trust an assertion, "" where only the subject is another; undefined where it does. */
function objectionOf(
  { name, subject, claimsMatchingExpression: expression }: StoredCredential,
  claims: Claims,
): string | undefined {
  if (expression === undefined) {
    return subject === claims["sub"] ? undefined : "";
  }
  try {
    const unmet = unmetCondition(parseExpression(expression.value), claims);
    return unmet && `The assertion does not meet ${unmet.text} of the credential '${name}'.`;
  } catch (error) {
    if (error instanceof ExpressionError) {
      return `The expression of the credential '${name}' cannot be understood: ${error.message}.`;
    }
    throw error;
  }
}
