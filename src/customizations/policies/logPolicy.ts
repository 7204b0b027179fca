// What a request and its response look like in the log: an allow-list of headers and query parameters.

import type { HttpHeaders, LogPolicyOptions, PipelinePolicy } from "@azure/core-rest-pipeline";
import { logPolicy as coreLogPolicy } from "@azure/core-rest-pipeline";
import { logger } from "../logger.js";

// Headers of Azure Resource Manager that hold no secret and that support asks for; core's list has the
// common ones.
const allowedHeaderNames = [
  "x-ms-failure-cause",
  "x-ms-operation-identifier",
  "x-ms-routing-request-id",
  ...["reads", "writes", "deletes"].flatMap((kind) => [
    `x-ms-ratelimit-remaining-subscription-${kind}`,
    `x-ms-ratelimit-remaining-subscription-global-${kind}`,
    `x-ms-ratelimit-remaining-tenant-${kind}`,
  ]),
];

const allowedQueryParameters = ["$top"];

/**
 * Logs every try at the level `info` of {@link logger}. A header or query parameter that neither core's
 * list, ours nor the caller's has shows as `REDACTED`; bodies are never logged.
 *
 * It is core's own policy, to which the headers of the response are shown in the form it redacts: given as
 * they are, it redacts those of the request only.
 *
 * @param options - What the caller adds to the lists, and a logger in place of this package's.
 */
export function logPolicy(options: LogPolicyOptions = {}): PipelinePolicy {
  const core = coreLogPolicy({
    ...options,
    logger: options.logger ?? logger.info,
    additionalAllowedHeaderNames: [
      ...allowedHeaderNames,
      ...(options.additionalAllowedHeaderNames ?? []),
    ],
    additionalAllowedQueryParameters: [
      ...allowedQueryParameters,
      ...(options.additionalAllowedQueryParameters ?? []),
    ],
  });
  return {
    name: core.name,
    async sendRequest(request, next) {
      let response: Awaited<ReturnType<typeof next>> | undefined;
      const shown = await core.sendRequest(request, async (sent) => {
        response = await next(sent);
        return { ...response, headers: nested(response.headers) };
      });
      return response ?? shown;
    },
  };
}

// Core redacts what it finds under the name `headers`.
function nested(headers: HttpHeaders): HttpHeaders {
  return { toJSON: () => ({ headers: headers.toJSON() }) } as unknown as HttpHeaders;
}
