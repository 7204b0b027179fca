// One HTTP exchange: a request goes out, an answer or an error comes back.

import {
  createHttpHeaders,
  createPipelineRequest,
  isRestError,
  RestError,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
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
  /** Says that an answer is a failure in spite of its status, and why if its body does not say so itself. */
  readonly fails?: (body: unknown) => { readonly problem?: string } | undefined;
}

/** The answer to an {@link Exchange}. */
export interface Answer<Result> {
  readonly response: PipelineResponse;
  /** The body as parsed JSON, or its text if it is not JSON. */
  readonly body: unknown;
  /** What the request's `read` made of the body. */
  readonly result: Result;
  /** Makes the error that says what is wrong with the answer after all. */
  readonly fail: (problem: string) => Error;
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
  const { response, token } = await receive(context, request, options);
  const body = parse(response.bodyAsText);
  const outcome = readAnswer(request, response, body);
  if ("failed" in outcome) {
    const failed = redact(outcome.failed, token);
    const error = serviceError(failed);
    options.onResponse?.(asSeenByCaller(failed.response, failed.body), failed.body, error);
    throw error;
  }
  options.onResponse?.(asSeenByCaller(response, outcome.result ?? body), outcome.result);
  const fail = (problem: string): Error =>
    serviceError(redact({ operation: request.operation, response, body, problem }, token));
  return { response, body, result: outcome.result, fail };
}

interface Received {
  readonly response: PipelineResponse;
  /** The access token the request was sent with. */
  readonly token: string | undefined;
}

async function receive(
  { pipeline, httpClient }: ManagedServiceIdentityContext,
  request: Exchange<unknown>,
  options: OperationOptions,
): Promise<Received> {
  const pipelineRequest = toPipelineRequest(request, options);
  try {
    const response = await pipeline.sendRequest(httpClient, pipelineRequest);
    // A policy may have sent a copy of the request.
    const token = takeToken(response.request);
    return { response, token: takeToken(pipelineRequest) ?? token };
  } catch (error) {
    takeToken(pipelineRequest);
    if (!isRestError(error)) {
      throw error;
    }
    for (const sent of [error.request, error.response?.request]) {
      if (sent !== undefined) {
        takeToken(sent);
      }
    }
    // An error of a policy or a credential is theirs, and may be shared with other calls.
    throw error.request === pipelineRequest ? asErrorOf(request.operation, error) : error;
  }
}

function toPipelineRequest(
  { method, url, body }: Exchange<unknown>,
  { abortSignal, requestOptions = {}, tracingOptions }: OperationOptions,
): PipelineRequest {
  const { headers, customHeaders, timeout } = requestOptions;
  const request = createPipelineRequest({
    method,
    url,
    headers: createHttpHeaders({
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...customHeaders,
      ...headers,
    }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(abortSignal === undefined ? {} : { abortSignal }),
    ...(timeout === undefined ? {} : { timeout }),
    // In a browser `fetch` would follow a redirect to any origin, with the body and without our knowing.
    requestOverrides: { redirect: "manual" },
  });
  // The factory has an option of this name and drops it.
  if (tracingOptions !== undefined) {
    request.tracingOptions = tracingOptions;
  }
  return request;
}

/** The body as JSON whatever its content type says; its text if it is not; `undefined` if there is none. */
function parse(text: string | null | undefined): unknown {
  if (text === undefined || text === null || text === "") {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
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
  const failure = request.fails?.(body);
  if (failure !== undefined) {
    return { failed: { ...answer, ...failure } };
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

function asErrorOf(operation: string, error: RestError): RestError {
  const { code, statusCode, request, response } = error;
  const named = new RestError(`${operation} failed: ${error.message}`, {
    ...(code === undefined ? {} : { code }),
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(request === undefined ? {} : { request }),
    ...(response === undefined ? {} : { response }),
  });
  named.cause = error.cause ?? error;
  return Object.assign(named, { operation });
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
  if (token === undefined || token.length < shortestToken) {
    return failed;
  }
  const { response } = failed;
  const headers = createHttpHeaders();
  for (const [name, value] of response.headers) {
    headers.set(name, value.replaceAll(token, redacted));
  }
  const text = response.bodyAsText ?? "";
  if (!text.includes(token)) {
    return { ...failed, response: { ...response, headers } };
  }
  const bodyAsText = text.replaceAll(token, redacted);
  return {
    ...failed,
    response: { ...response, headers, bodyAsText },
    body: parse(bodyAsText),
  };
}

const redacted = "REDACTED";
