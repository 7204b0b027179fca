// How the provider answers, whatever the operation: to a registered subscription, within its rates, with its headers.

import { acceptWrite } from "./asyncWrites.js";
import type { Answer, Call } from "./call.js";
import { ArmError } from "./errors/armError.js";
import { missingSubscriptionRegistration } from "./errors/requestErrors.js";
import type { MaybePromise } from "./generated/handlers.js";
import { operationHeaders } from "./headers.js";

/** The operation that needs no subscription. */
const outsideSubscriptions = "Operations_List";

/**
 * Answers an operation of the provider.
 *
 * @param handle - Carries the operation out.
 * @throws ArmError 409 without a registration, 429 beyond the rates, and what the operation itself throws.
 */
export async function answerAsProvider(
  call: Call,
  operationId: string,
  handle: () => MaybePromise<Answer>,
): Promise<Answer> {
  if (operationId !== outsideSubscriptions && !call.registration.isUsable) {
    throw missingSubscriptionRegistration();
  }
  const headers = operationHeaders(operationId, call.caller);
  try {
    call.providerLimits.count(operationId, call.segments);
    const answer = acceptWrite(call, operationId, await handle());
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    throw error instanceof ArmError && error.source === "provider"
      ? error.withHeaders(headers)
      : error;
  }
}
