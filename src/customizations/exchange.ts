// One HTTP exchange: a request goes out, an answer or an error comes back.

import type { HttpResponse, RequestParameters } from "@azure-rest/core-client";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { RestError, isRestError } from "@azure/core-rest-pipeline";
import type { ManagedServiceIdentityContext } from "./context.js";
import type { FullOperationResponse, OperationOptions } from "./options.js";
import { serviceError, type FailedAnswer } from "./serviceErrors.js";
import { isObject, type WireObject } from "./wire.js";

/** The HTTP methods operations use. */
export type HttpMethod = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/** A request that is ready to go. */
export interface Exchange<Result> {
  /** The operation it belongs to, for errors. */
  readonly operation: string;
  readonly method: HttpMethod;
  /** The whole URL, made by `requestUrl` or `linkUrl`. */
  readonly url: string;
  /** The body as a JSON value. */
  readonly body?: WireObject;
  /** The statuses that are a success. */
  readonly statuses: readonly number[];
  /** Reads the body of a success. Without it the body is not looked at and the result is `undefined`. */
  readonly read?: (body: WireObject) => Result;
}

/** The answer to an {@link Exchange}. */
export interface Answer<Result> {
  readonly response: PipelineResponse;
  /** The body as parsed JSON, or its text if it is not JSON. */
  readonly body: unknown;
  /** What the request's `read` made of the body. */
  readonly result: Result;
}

/** The status of an accepted request that is carried out later. */
export const acceptedStatus = 202;

/**
 * Sends a request and reads its answer.
 *
 * @throws ServiceError if the answer is not a success or cannot be read.
 * @throws RestError if no complete answer arrived; `AbortError` if the caller ended the call.
 */
export async function exchange<Result>(
  context: ManagedServiceIdentityContext,
  request: Exchange<Result>,
  options: OperationOptions,
): Promise<Answer<Result>> {
  const received = await receive(context, request, options);
  const { response, body } = received;
  try {
    const result = readAnswer(request, received);
    options.onResponse?.(asSeenByCaller(received), result);
    return { response, body, result };
  } catch (error) {
    if (isRestError(error)) {
      options.onResponse?.(asSeenByCaller(received), body, error);
    }
    throw error;
  }
}

interface Received {
  readonly response: PipelineResponse;
  readonly body: unknown;
  /** Set if the body says it is JSON and is not. */
  readonly parseError?: unknown;
}

async function receive(
  context: ManagedServiceIdentityContext,
  request: Exchange<unknown>,
  options: OperationOptions,
): Promise<Received> {
  let response: FullOperationResponse | undefined;
  const parameters: RequestParameters = {
    ...requestParameters(options),
    ...(request.body === undefined ? {} : { body: request.body, contentType: "application/json" }),
    onResponse: (raw) => {
      response = raw;
    },
  };
  try {
    const answer = await sendWith(context, request, parameters);
    return withoutToken(response ?? asPipelineResponse(answer), answer.body);
  } catch (error) {
    if (!isRestError(error)) {
      throw error;
    }
    if (response === undefined || error.code !== RestError.PARSE_ERROR) {
      throw toNetworkError(request.operation, error);
    }
    return { ...withoutToken(response, response.bodyAsText ?? undefined), parseError: error };
  }
}

function sendWith(
  { client }: ManagedServiceIdentityContext,
  { method, url }: Exchange<unknown>,
  parameters: RequestParameters,
): PromiseLike<HttpResponse> {
  const resource = client.pathUnchecked(url);
  switch (method) {
    case "GET":
      return resource.get(parameters);
    case "PUT":
      return resource.put(parameters);
    case "PATCH":
      return resource.patch(parameters);
    case "POST":
      return resource.post(parameters);
    case "DELETE":
      return resource.delete(parameters);
  }
}

function requestParameters(options: OperationOptions): RequestParameters {
  const { headers, customHeaders, timeout } = options.requestOptions ?? {};
  return {
    headers: { ...customHeaders, ...headers },
    ...(timeout === undefined ? {} : { timeout }),
    ...(options.abortSignal === undefined ? {} : { abortSignal: options.abortSignal }),
    ...(options.tracingOptions === undefined ? {} : { tracingOptions: options.tracingOptions }),
  };
}

function readAnswer<Result>(request: Exchange<Result>, received: Received): Result {
  const { response, body, parseError } = received;
  const failed = { operation: request.operation, response, body };
  if (!request.statuses.includes(response.status)) {
    throw serviceError(failed);
  }
  if (request.read === undefined || response.status === acceptedStatus) {
    return undefined as Result;
  }
  if (!isObject(body)) {
    throw unreadable({ ...failed, cause: parseError }, "The body should be a JSON object.");
  }
  try {
    return request.read(body);
  } catch (cause) {
    throw unreadable({ ...failed, cause }, cause instanceof Error ? cause.message : String(cause));
  }
}

function unreadable(failed: FailedAnswer, problem: string): Error {
  // The parser's message quotes the body, which may be long or private: the excerpt says enough.
  const { cause, ...rest } = failed;
  return serviceError({ ...rest, problem, ...(isRestError(cause) ? {} : { cause }) });
}

function asSeenByCaller({ response, body }: Received): FullOperationResponse {
  return { ...response, rawHeaders: response.headers.toJSON(), parsedBody: body };
}

function asPipelineResponse(answer: HttpResponse): never {
  throw new Error(
    `The REST client gave an answer with status ${answer.status} without its response.`,
  );
}

/** Removes the access token from the request, and from a body that a proxy made of the request's headers. */
function withoutToken(response: PipelineResponse, body: unknown): Received {
  const token = takeToken(response.request);
  const text = response.bodyAsText ?? "";
  if (token === undefined || !text.includes(token)) {
    return { response, body };
  }
  const clean = text.replaceAll(token, "REDACTED");
  return {
    response: { ...response, bodyAsText: clean },
    body: typeof body === "string" ? clean : JSON.parse(clean),
  };
}

function toNetworkError(operation: string, error: RestError): RestError {
  const { request } = error;
  if (request !== undefined) {
    takeToken(request);
  }
  error.message = `${operation} failed: ${error.message}`;
  return Object.assign(error, { operation });
}

function takeToken(request: PipelineRequest): string | undefined {
  const token = request.headers.get("authorization")?.replace(/^\S+\s+/, "");
  request.headers.delete("authorization");
  // An agent's sockets hold the raw headers of requests that are still under way.
  delete request.agent;
  return token;
}
