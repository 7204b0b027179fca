// The edge between the pipeline and the network: one error for each way a try can end badly.

import { AbortError } from "@azure/abort-controller";
import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { RestError, createDefaultHttpClient, isRestError } from "@azure/core-rest-pipeline";
import { requireOrigin } from "./policies/originGuardPolicy.js";

/** The code of the `RestError` a call rejects with when one try took longer than its time-out. */
export const requestTimeoutCode = "REQUEST_TIMEOUT";

// Owner: this module. Key: none, there is one. Lifetime: the process. It holds the keep-alive
// connections, so that clients made one after another share them. Nothing in it depends on a client.
let defaultHttpClient: HttpClient | undefined;

/**
 * Wraps an HTTP client so that a try ends in one of three ways: a complete response; `AbortError` if the
 * caller's signal fired; `RestError` otherwise, with code `REQUEST_TIMEOUT` if the time-out passed,
 * reading the body included. This holds for clients that ignore signals and time-outs, too.
 *
 * A request that a policy inside the pipeline turned to another origin is not sent: it holds names and tags
 * even without its token.
 *
 * @param origin - The client's own origin.
 * @param inner - The caller's HTTP client. Default: the one of `@azure/core-rest-pipeline`.
 */
export function guardedHttpClient(
  origin: string,
  inner: HttpClient = (defaultHttpClient ??= createDefaultHttpClient()),
): HttpClient {
  return {
    sendRequest: async (request) => {
      requireOrigin(request, origin);
      return sendOnce(inner, request);
    },
  };
}

async function sendOnce(inner: HttpClient, request: PipelineRequest): Promise<PipelineResponse> {
  const { abortSignal, timeout } = request;
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: (() => void) | undefined;

  const ended = new Promise<never>((_resolve, reject) => {
    const end = (error: Error): void => {
      reject(error);
      controller.abort();
    };
    onAbort = () => end(new AbortError("The operation was aborted."));
    if (abortSignal?.aborted === true) {
      onAbort();
    }
    abortSignal?.addEventListener("abort", onAbort);
    if (timeout > 0) {
      timer = setTimeout(() => end(timeoutError(request, timeout)), timeout);
    }
  });
  // Rejected after the race is decided, it would be reported as unhandled.
  ended.catch(() => undefined);

  // Core's own time-out stops at the headers and cannot be told from an abort: ours replaces it.
  request.abortSignal = controller.signal;
  request.timeout = 0;
  try {
    if (abortSignal?.aborted === true) {
      return await ended;
    }
    return await Promise.race([inner.sendRequest(request), ended]);
  } catch (error) {
    throw toTransportError(error, request);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) {
      abortSignal?.removeEventListener("abort", onAbort);
    }
    if (abortSignal === undefined) {
      delete request.abortSignal;
    } else {
      request.abortSignal = abortSignal;
    }
    request.timeout = timeout;
  }
}

function timeoutError(request: PipelineRequest, timeout: number): RestError {
  return new RestError(
    `No complete answer within ${timeout} ms (requestOptions.timeout). The service may have carried out the request all the same.`,
    { code: requestTimeoutCode, request },
  );
}

function toTransportError(error: unknown, request: PipelineRequest): unknown {
  if (isRestError(error) || (error instanceof Error && error.name === "AbortError")) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  const wrapped = new RestError(message, { code: RestError.REQUEST_SEND_ERROR, request });
  wrapped.cause = error;
  return wrapped;
}
