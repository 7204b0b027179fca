// Node alone, or the Azure pipeline: whichever a request needs.

import type { TokenCredentialOptions } from "../options.js";
import type { Send } from "./message.js";
import { nodeSend } from "./nodeTransport.js";

/** Whether options send every request through the pipeline, and through something of the caller's. */
export function hasOwnTransport({
  httpClient,
  additionalPolicies,
  agent,
  tlsOptions,
}: TokenCredentialOptions): boolean {
  return (
    httpClient !== undefined ||
    (additionalPolicies !== undefined && additionalPolicies.length > 0) ||
    agent !== undefined ||
    tlsOptions !== undefined
  );
}

/** Makes the transport of one credential. The pipeline is loaded at the first request that needs it. */
export function createSend(options: TokenCredentialOptions): Send {
  const always = hasOwnTransport(options);
  let pipelineSend: Promise<Send> | undefined;
  return async (request, sendOptions) => {
    const proxied =
      request.remote === true &&
      // Metadata endpoints need none of it.
      (await import("./proxies.js")).proxyFor(request.url, options.proxyOptions) !== undefined;
    if (!always && !proxied) {
      return nodeSend(request, sendOptions);
    }
    pipelineSend ??= import("./pipelineTransport.js").then(({ createPipelineSend }) =>
      createPipelineSend(options),
    );
    return (await pipelineSend)(request, sendOptions);
  };
}
