// Operations that the service accepts now and carries out later. Loaded only when there is one.

import {
  createHttpPoller,
  type CreateHttpPollerOptions,
  type OperationResponse,
  type OperationState,
  type PollerLike,
} from "@azure/core-lro";
import { delay } from "@azure/core-util";
import type { ManagedServiceIdentityContext } from "./context.js";
import { exchange, type Answer, type Exchange } from "./exchange.js";
import { pollUrl } from "./links.js";
import type { OperationOptions } from "./options.js";
import { toExchange, type SimpleRequest } from "./request.js";
import { readRetryAfter } from "./retryAfter.js";
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

// Core's own default, for a service that does not say how often to ask.
const defaultIntervalInMs = 2_000;
// `Retry-After: 0` is an invitation to ask as fast as the network allows.
const shortestIntervalInMs = 100;
// A timer set for longer fires at once.
const longestIntervalInMs = 2 ** 31 - 1;

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
  const { finalStateVia } = request;
  const start = (): Promise<Answer<unknown>> =>
    withOperationSpan(request.operation, options, (spanOptions) =>
      exchange(context, ready, spanOptions),
    );
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
  const intervalInMs = intervalOf(accepted) ?? defaultIntervalInMs;
  const start = (): Promise<Answer<unknown>> => Promise.resolve(accepted);
  const running = follow(context, request, start, options, { intervalInMs });
  const { abortSignal } = options;
  const withSignal = abortSignal === undefined ? {} : { abortSignal };
  await running.submitted();
  if (!running.isDone) {
    // Core asks for the first time at once, whatever the service said.
    await delay(intervalInMs, withSignal);
  }
  return running.pollUntilDone(withSignal);
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
  let statusLink: string | undefined;
  const keep = (answer: Answer<unknown>): OperationResponse<Result> => {
    last = answer;
    statusLink = answer.response.headers.get("azure-asyncoperation") ?? statusLink;
    return toOperationResponse(request, answer) as OperationResponse<Result>;
  };
  return createHttpPoller<Result, OperationState<Result>>(
    {
      sendInitialRequest: async () => keep(await start()),
      sendPollRequest: async (link, pollOptions) => {
        const signal = pollOptions?.abortSignal ?? options.abortSignal;
        const withSignal = { ...options, ...(signal === undefined ? {} : { abortSignal: signal }) };
        await delay(shortestIntervalInMs, signal === undefined ? {} : { abortSignal: signal });
        return keep(await poll(context, request, link, link === statusLink, withSignal));
      },
    },
    { ...settings, processResult: () => Promise.resolve(readResult(request, last)) },
  );
}

async function poll(
  context: ManagedServiceIdentityContext,
  { operation, url }: Exchange<unknown>,
  link: string,
  isStatus: boolean,
  options: OperationOptions,
): Promise<Answer<unknown>> {
  const answer = await exchange(
    context,
    {
      operation,
      method: "GET",
      url: pollUrl(context, operation, url, link),
      statuses: [200, 201, 202, 204],
      fails: (body) => (hasFailed(body) ? {} : undefined),
    },
    options,
  );
  if (isStatus && !(isObject(answer.body) && typeof answer.body["status"] === "string")) {
    // Taken for a success, it would say that something is done of which nobody knows.
    throw answer.fail("The status of the operation should be a JSON object with a 'status'.");
  }
  return answer;
}

// The terminal states that are not a success, of the operation or of the resource it works on.
const failedStates = new Set(["failed", "canceled", "cancelled"]);

function hasFailed(body: unknown): boolean {
  if (!isObject(body)) {
    return false;
  }
  const properties = isObject(body["properties"]) ? body["properties"] : {};
  const states = [body["status"], properties["provisioningState"]];
  return states.some((state) => typeof state === "string" && failedStates.has(state.toLowerCase()));
}

function readResult<Result>(request: Exchange<Result>, last: Answer<unknown>): Result {
  if (request.read === undefined) {
    return undefined as Result;
  }
  if (!isObject(last.body)) {
    throw last.fail("The body at the operation's end should be a JSON object.");
  }
  return request.read(last.body);
}

function toOperationResponse(
  { method, url }: Exchange<unknown>,
  answer: Answer<unknown>,
): OperationResponse {
  const { response, body } = answer;
  const headers = response.headers.toJSON();
  const intervalInMs = intervalOf(answer);
  const isLinked = "location" in headers || "azure-asyncoperation" in headers;
  return {
    flatResponse: body,
    rawResponse: {
      statusCode: response.status,
      headers:
        intervalInMs === undefined
          ? headers
          : { ...headers, "retry-after": String(Math.floor(intervalInMs / 1_000)) },
      body: body,
      // A PATCH accepted without a link is followed like a PUT: by the resource itself.
      request: { method: method === "PATCH" && !isLinked ? "PUT" : method, url },
    },
  };
}

function intervalOf({ response }: Answer<unknown>): number | undefined {
  const asked = readRetryAfter(response);
  return asked === undefined ? undefined : Math.min(asked, longestIntervalInMs);
}
