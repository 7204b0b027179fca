// A redirect within the client's own origin keeps the access token.

import type { PipelinePolicy, PipelineRequest } from "@azure/core-rest-pipeline";

/** The name of the policy in a pipeline. */
export const redirectTokenPolicyName = "redirectTokenPolicy";

/**
 * Gives the access token back to a request that core's redirect policy, which stands before it, took it from:
 * without it the second request would end as a misleading 401. A redirect to another origin does not come this
 * far with a token that could leave: the transport refuses it.
 */
export function redirectTokenPolicy(): PipelinePolicy {
  // Owner: this policy. Key: a request, by identity. Lifetime: the request's.
  const tokens = new WeakMap<PipelineRequest, string>();
  return {
    name: redirectTokenPolicyName,
    async sendRequest(request, next) {
      const given = request.headers.get("authorization");
      const kept = tokens.get(request);
      if (given !== undefined) {
        tokens.set(request, given);
      } else if (kept !== undefined) {
        request.headers.set("authorization", kept);
      }
      return next(request);
    },
  };
}
