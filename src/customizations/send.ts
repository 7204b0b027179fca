// How an operation is carried out: one request, one answer, and the wait for its end if it takes longer.

import type { ManagedServiceIdentityContext } from "./context.js";
import { acceptedStatus, exchange } from "./exchange.js";
import type { OperationOptions } from "./options.js";
import { toExchange, type SimpleRequest } from "./request.js";
import { withOperationSpan } from "./tracing.js";

/**
 * Carries out an operation. A write that the service accepts for later (202) is followed to its end.
 *
 * @throws TypeError if a required argument is missing or cannot be part of a URL.
 * @throws ServiceError, RestError or an `AbortError`, as `exchange` says.
 */
export async function send<Body, Result = void>(
  context: ManagedServiceIdentityContext,
  request: SimpleRequest<Body, Result>,
  options: OperationOptions,
): Promise<Result> {
  const ready = toExchange(context, request);
  return withOperationSpan(request.operation, options, async (spanOptions) => {
    const answer = await exchange(context, ready, spanOptions);
    if (answer.response.status !== acceptedStatus) {
      return answer.result;
    }
    // Loaded now: hardly any program ever needs it.
    const { followToEnd } = await import("./longRunning.js");
    return followToEnd(context, ready, answer, spanOptions);
  });
}
