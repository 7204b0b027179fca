// One HTTP exchange: a request goes out, an answer or an error comes back.

import type { HttpResponse, RequestParameters } from "@azure-rest/core-client";
import type { PipelineRequest, PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import { isRestError } from "@azure/core-rest-pipeline";
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
  /** The whole URL, made by `requestUrl` or taken from a link that was checked. */
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
  const { response, body, token } = await receive(context, request, options);
  const outcome = readAnswer(request, response, body);
  if ("failed" in outcome) {
    const failed = redact(outcome.failed, token);
    const error = serviceError(failed);
    options.onResponse?.(asSeenByCaller(failed.response, failed.body), failed.body, error);
    throw error;
  }
  options.onResponse?.(asSeenByCaller(response, body), outcome.result);
  return { response, body, result: outcome.result };
}

interface Received {
  readonly response: PipelineResponse;
  readonly body: unknown;
  /** The access token the request was sent with. */
  readonly token: string | undefined;
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
  let body: unknown;
  try {
    ({ body } = await sendWith(context, request, parameters));
  } catch (error) {
    if (!isRestError(error)) {
      throw error;
    }
    if (response === undefined) {
      throw toNetworkError(request.operation, error);
    }
    // The body says it is JSON and is not. Core's error quotes all of it, so it goes no further.
    body = response.bodyAsText ?? undefined;
  }
  if (response === undefined) {
    throw new Error("The REST client gave an answer without its response.");
  }
  return { response, body, token: takeToken(response.request) };
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

function readAnswer<Result>(
  request: Exchange<Result>,
  response: PipelineResponse,
  body: unknown,
): { readonly result: Result } | { readonly failed: FailedAnswer } {
  const answer = { operation: request.operation, response, body };
  if (!request.statuses.includes(response.status)) {
    return { failed: answer };
  }
  if (request.read === undefined || response.status === acceptedStatus) {
    return { result: undefined as Result };
  }
  if (!isObject(body)) {
    return { failed: { ...answer, problem: "The body should be a JSON object." } };
  }
  try {
    return { result: request.read(body) };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return { failed: { ...answer, problem, cause } };
  }
}

function asSeenByCaller(response: PipelineResponse, body: unknown): FullOperationResponse {
  return { ...response, rawHeaders: response.headers.toJSON(), parsedBody: body };
}

function toNetworkError(operation: string, error: RestError): RestError {
  if (error.request !== undefined) {
    takeToken(error.request);
  }
  error.message = `${operation} failed: ${error.message}`;
  return Object.assign(error, { operation });
}

/** Removes the access token from a request that is over, and gives it. */
function takeToken(request: PipelineRequest): string | undefined {
  const token = request.headers.get("authorization")?.replace(/^\S+\s+/, "");
  request.headers.delete("authorization");
  // An agent's sockets hold the raw headers of requests that are still under way.
  delete request.agent;
  return token;
}

// Shorter than any real token: a test's "token" should not punch holes into the text around it.
const shortestToken = 20;

/** Removes the access token from an error answer: some proxies make one of the request's headers. */
function redact(failed: FailedAnswer, token: string | undefined): FailedAnswer {
  const { response, body } = failed;
  const text = response.bodyAsText ?? "";
  if (token === undefined || token.length < shortestToken || !text.includes(token)) {
    return failed;
  }
  const bodyAsText = text.replaceAll(token, "REDACTED");
  return {
    ...failed,
    response: { ...response, bodyAsText },
    body: typeof body === "string" ? bodyAsText : JSON.parse(bodyAsText),
  };
}
