// The edge between the pipeline and the network: one error for each way a try can end badly.

import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { RestError, createDefaultHttpClient, isRestError } from "@azure/core-rest-pipeline";
import { abortError, onceAborted } from "./abort.js";
import { requireOrigin } from "./policies/originGuardPolicy.js";

/** The code of the `RestError` a call rejects with when one try took longer than its time-out. */
export const requestTimeoutCode = "REQUEST_TIMEOUT";

// A timer set for longer fires at once; 24 days are as good as no limit.
const longestTimer = 2 ** 31 - 1;

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
  if (abortSignal?.aborted === true) {
    throw abortError();
  }
  const controller = new AbortController();
  const cleanUps: (() => void)[] = [];
  const ended = new Promise<never>((_resolve, reject) => {
    const end = (error: Error): void => {
      reject(error);
      controller.abort();
    };
    if (abortSignal !== undefined) {
      cleanUps.push(onceAborted(abortSignal, () => end(abortError())));
    }
    if (timeout > 0 && timeout <= longestTimer) {
      const timer = setTimeout(() => end(timeoutError(request, timeout)), timeout);
      cleanUps.push(() => clearTimeout(timer));
    }
  });
  // Rejected after the race is decided, it would be reported as unhandled.
  ended.catch(() => undefined);

  // Core's own time-out stops at the headers and cannot be told from an abort: ours replaces it.
  request.abortSignal = controller.signal;
  request.timeout = 0;
  try {
    return await Promise.race([inner.sendRequest(request), ended]);
  } catch (error) {
    throw toTransportError(error, request);
  } finally {
    cleanUps.forEach((cleanUp) => cleanUp());
    request.timeout = timeout;
    if (abortSignal === undefined) {
      delete request.abortSignal;
    } else {
      request.abortSignal = abortSignal;
    }
  }
}

function timeoutError(request: PipelineRequest, timeout: number): RestError {
  return new RestError(
    `No complete answer within ${timeout} ms (requestOptions.timeout). The service may have carried out the request all the same.`,
    { code: requestTimeoutCode, request },
  );
}

// Every error of the network names its request, so that it can be told from those of policies and credentials.
function toTransportError(error: unknown, request: PipelineRequest): unknown {
  if (error instanceof Error && error.name === "AbortError") {
    return error;
  }
  if (isRestError(error) && error.request === request) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = isRestError(error) ? error.code : undefined;
  const wrapped = new RestError(message, { code: code ?? RestError.REQUEST_SEND_ERROR, request });
  wrapped.cause = error;
  return wrapped;
}
