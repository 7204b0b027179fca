// The transport through the Azure pipeline, for what only it can do. Loaded when first needed: it takes longer to
// load than the whole rest.

import type { Pipeline, PipelineRequest } from "@azure/core-rest-pipeline";
import type { TokenCredentialOptions } from "../options.js";
import type { Send } from "./message.js";
import { limitBody, nodeClient, type Core } from "./pipelineClient.js";
import { proxyFor } from "./proxies.js";

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
    hideConnection(pipelineRequest, options.tlsOptions);
    if (request.remote === true) {
      takeProxy(pipelineRequest, options);
    }
    const client = limitBody(options.httpClient ?? nodeClient(core, request, sendOptions));
    if (options.httpClient !== undefined) {
      // It does not say when its connection stands; the time-out of the whole try holds all the same.
      sendOptions.onConnected();
    }
    const { status, headers, bodyAsText } = await pipeline.sendRequest(client, pipelineRequest);
    return { status, headers: headers.toJSON(), body: [bodyAsText ?? ""] };
  };
}

/**
 * Core's log policy writes all that can be enumerated of a request. Proxies' passwords, private keys and agents are
 * kept from it, and found by those who read them by name. They stay so when policies set them.
 */
function hideConnection(
  request: PipelineRequest,
  tlsSettings: TokenCredentialOptions["tlsOptions"],
): void {
  const hidden = { agent: undefined, proxySettings: undefined, tlsSettings };
  for (const [name, value] of Object.entries(hidden)) {
    const rights = { enumerable: false, writable: true, configurable: true };
    Object.defineProperty(request, name, { value, ...rights });
  }
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
  const { loggingOptions, additionalPolicies = [] } = options;
  const pipeline = core.createPipelineFromOptions(
    loggingOptions === undefined ? {} : { loggingOptions },
  );
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
