// Operations that the service accepts now and carries out later. Loaded only when there is one.

import {
  createHttpPoller,
  type CreateHttpPollerOptions,
  type OperationResponse,
  type OperationState,
  type PollerLike,
} from "@azure/core-lro";
import type { ManagedServiceIdentityContext } from "./context.js";
import { exchange, type Answer, type Exchange } from "./exchange.js";
import { pollUrl } from "./links.js";
import type { OperationOptions } from "./options.js";
import { toExchange, type SimpleRequest } from "./request.js";
import { readRetryAfter } from "./retryAfter.js";
import { serviceError } from "./serviceErrors.js";
import { withOperationSpan } from "./tracing.js";
import { isObject } from "./wire.js";

export type { OperationState, PollerLike };

/** An operation that is marked as long-running in its document. */
export interface LongRunningRequest<Body, Result> extends SimpleRequest<Body, Result> {
  /** Where the result is found once the operation is done. Default: Resource Manager's rule for the method. */
  readonly finalStateVia?: FinalStateVia;
}

/** The places a result can be found at, as `x-ms-long-running-operation-options` names them. */
export type FinalStateVia = "azure-async-operation" | "location" | "original-uri";

/**
 * Starts a long-running operation.
 *
 * @returns A poller: await it for the result, or follow the operation with it step by step. A failed or
 * cancelled operation rejects with a `ServiceError`.
 */
export function poller<Body, Result = void>(
  context: ManagedServiceIdentityContext,
  request: LongRunningRequest<Body, Result>,
  options: OperationOptions,
): PollerLike<OperationState<Result>, Result> {
  const ready = toExchange(context, request);
  const start = (): Promise<Answer<unknown>> =>
    withOperationSpan(request.operation, options, (spanOptions) =>
      exchange(context, ready, spanOptions),
    );
  const { finalStateVia } = request;
  return follow(context, ready, start, options, {
    ...(finalStateVia === undefined ? {} : { resourceLocationConfig: finalStateVia }),
  });
}

/**
 * Waits for the end of a write that was accepted for later. The service's `Retry-After` says how often to
 * ask; without it, every two seconds.
 *
 * @param request - The write.
 * @param accepted - The answer with status 202.
 */
export async function followToEnd<Result>(
  context: ManagedServiceIdentityContext,
  request: Exchange<Result>,
  accepted: Answer<Result>,
  options: OperationOptions,
): Promise<Result> {
  const intervalInMs = readRetryAfter(accepted.response);
  const running = follow(context, request, () => Promise.resolve(accepted), options, {
    ...(intervalInMs === undefined ? {} : { intervalInMs }),
  });
  const { abortSignal } = options;
  return running.pollUntilDone(abortSignal === undefined ? {} : { abortSignal });
}

function follow<Result>(
  context: ManagedServiceIdentityContext,
  request: Exchange<Result>,
  start: () => Promise<Answer<unknown>>,
  options: OperationOptions,
  settings: Pick<
    CreateHttpPollerOptions<Result, OperationState<Result>>,
    "intervalInMs" | "resourceLocationConfig"
  >,
): PollerLike<OperationState<Result>, Result> {
  let last: Answer<unknown>;
  const keep = (answer: Answer<unknown>): OperationResponse => {
    last = answer;
    return toOperationResponse(request, answer);
  };
  return createHttpPoller<Result, OperationState<Result>>(
    {
      sendInitialRequest: async () => keep(await start()),
      sendPollRequest: async (link, pollOptions) => {
        const url = pollUrl(context, request.operation, request.url, link);
        const signal = pollOptions?.abortSignal ?? options.abortSignal;
        return keep(
          await poll(context, request.operation, url, {
            ...options,
            ...(signal === undefined ? {} : { abortSignal: signal }),
          }),
        );
      },
    },
    {
      ...settings,
      processResult: () => Promise.resolve(readResult(request, last)),
    },
  );
}

async function poll(
  context: ManagedServiceIdentityContext,
  operation: string,
  url: string,
  options: OperationOptions,
): Promise<Answer<unknown>> {
  const answer = await exchange(
    context,
    { operation, method: "GET", url, statuses: [200, 201, 202, 204] },
    options,
  );
  if (hasFailed(answer.body)) {
    throw serviceError({ operation, response: answer.response, body: answer.body });
  }
  return answer;
}

// The status of an operation's own resource, or the provisioning state of the resource it works on.
function hasFailed(body: unknown): boolean {
  if (!isObject(body)) {
    return false;
  }
  const properties = isObject(body["properties"]) ? body["properties"] : {};
  const states = [body["status"], properties["provisioningState"]];
  return states.some((state) => typeof state === "string" && /fail|cancel/i.test(state));
}

function readResult<Result>(
  request: Exchange<Result>,
  { response, body }: Answer<unknown>,
): Result {
  if (request.read === undefined) {
    return undefined as Result;
  }
  if (!isObject(body)) {
    throw serviceError({
      operation: request.operation,
      response,
      body,
      problem: "The body at the operation's end should be a JSON object.",
    });
  }
  return request.read(body);
}

function toOperationResponse(
  { method, url }: Exchange<unknown>,
  { response, body }: Answer<unknown>,
): OperationResponse {
  return {
    flatResponse: body,
    rawResponse: {
      statusCode: response.status,
      headers: response.headers.toJSON(),
      body: body,
      request: { method, url },
    },
  };
}
