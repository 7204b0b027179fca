// The transport through the Azure pipeline, for what only it can do. Loaded when first needed: it takes longer to
// load than the whole rest.

import type {
  HttpClient,
  Pipeline,
  PipelineRequest,
  PipelineResponse,
} from "@azure/core-rest-pipeline";
import type { TokenCredentialOptions } from "../options.js";
import type { HttpRequest, HttpResponse, Send, SendOptions } from "./message.js";
import { nodeSendWith, type ConnectionOptions } from "./nodeTransport.js";
import { proxyFor } from "./proxies.js";
import { readBody } from "./readBody.js";
import { TransportError } from "./transportError.js";

type Core = typeof import("@azure/core-rest-pipeline");

/** Loads the pipeline and makes a transport of it. */
export async function createPipelineSend(options: TokenCredentialOptions): Promise<Send> {
  const core = await import("@azure/core-rest-pipeline");
  const pipeline = createPipeline(core, options);
  return async (request, sendOptions) => {
    const pipelineRequest = core.createPipelineRequest({
      url: request.url,
      method: request.method,
      headers: core.createHttpHeaders(request.headers),
      // Metadata endpoints speak http.
      allowInsecureConnection: request.remote !== true,
      abortSignal: sendOptions.signal,
    });
    if (request.body !== undefined) {
      pipelineRequest.body = request.body;
    }
    if (request.remote === true) {
      takeProxy(pipelineRequest, options);
    }
    const client = limitBody(options.httpClient ?? nodeClient(core, request, sendOptions));
    if (options.httpClient !== undefined) {
      // It does not say when its connection stands; the time-out of the whole try holds all the same.
      sendOptions.onConnected();
    }
    const { status, headers, bodyAsText } = await pipeline.sendRequest(client, pipelineRequest);
    return { status, header: (name) => headers.get(name), body: [bodyAsText ?? ""] };
  };
}

/** Only requests that leave the machine go through proxies, and only they need an agent of the caller's. */
function takeProxy(
  request: PipelineRequest,
  { agent, proxyOptions }: Pick<TokenCredentialOptions, "agent" | "proxyOptions">,
): void {
  const proxySettings = proxyFor(request.url, proxyOptions);
  if (agent !== undefined) {
    request.agent = agent;
  } else if (proxySettings !== undefined) {
    request.proxySettings = proxySettings;
  }
}

function createPipeline(core: Core, options: TokenCredentialOptions): Pipeline {
  const { tlsOptions, loggingOptions, additionalPolicies = [] } = options;
  const pipeline = core.createPipelineFromOptions({
    ...(tlsOptions === undefined ? {} : { tlsOptions }),
    ...(loggingOptions === undefined ? {} : { loggingOptions }),
  });
  // Retries live above; a redirect would carry secrets elsewhere; our transport asks for no compression; our own
  // user agent and request id are in the request.
  for (const name of [
    "defaultRetryPolicy",
    core.redirectPolicyName,
    core.decompressResponsePolicyName,
    core.userAgentPolicyName,
    core.setClientRequestIdPolicyName,
    core.proxyPolicyName,
  ]) {
    pipeline.removePolicy({ name });
  }
  pipeline.addPolicy(requestProxyPolicy(core));
  for (const { policy, position } of additionalPolicies) {
    pipeline.addPolicy(policy, position === "perRetry" ? { afterPhase: "Sign" } : {});
  }
  return pipeline;
}

/** Core's proxy policy takes a proxy from the environment for any request: here only those that carry one get it. */
function requestProxyPolicy(core: Core): ReturnType<Core["proxyPolicy"]> {
  const inner = core.proxyPolicy();
  return {
    name: inner.name,
    sendRequest: (request, next) =>
      request.proxySettings === undefined ? next(request) : inner.sendRequest(request, next),
  };
}

/** Our own transport as the end of a pipeline. */
function nodeClient(core: Core, request: HttpRequest, sendOptions: SendOptions): HttpClient {
  return {
    sendRequest: async (passed: PipelineRequest): Promise<PipelineResponse> => {
      const { url, method, headers, body, agent, tlsSettings } = passed;
      const answer: HttpResponse = await nodeSendWith(
        {
          ...request,
          url,
          method: method === "POST" ? "POST" : "GET",
          headers: headers.toJSON({ preserveCase: true }),
          ...(typeof body === "string" ? { body } : {}),
        },
        sendOptions,
        { agent: agent as ConnectionOptions["agent"], tls: tlsSettings },
      );
      const kept = core.createHttpHeaders();
      for (const name of [
        "www-authenticate",
        "retry-after",
        "retry-after-ms",
        "x-ms-retry-after-ms",
        "content-type",
      ]) {
        const value = answer.header(name);
        if (value !== undefined) {
          kept.set(name, value);
        }
      }
      return {
        request: passed,
        status: answer.status,
        headers: kept,
        bodyAsText: await readBody(answer.body, answer.status),
      };
    },
  };
}

/** Reads the body here, so that policies see it and no client reads more than the limit. */
function limitBody(client: HttpClient): HttpClient {
  return {
    sendRequest: async (request) => {
      request.streamResponseStatusCodes = new Set([Number.POSITIVE_INFINITY]);
      const response = await client.sendRequest(request);
      const { readableStreamBody: stream, status } = response;
      if (stream !== undefined) {
        if (!(Symbol.asyncIterator in stream)) {
          throw new TransportError("BODY_UNREADABLE", "The answer's body cannot be read.", status);
        }
        response.bodyAsText = await readBody(stream as AsyncIterable<Uint8Array>, status);
        delete response.readableStreamBody;
      }
      return response;
    },
  };
}
