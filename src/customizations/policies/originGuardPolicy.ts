// No request of a client leaves for another host, whatever URL it was given.

import type { PipelinePolicy, PipelineRequest } from "@azure/core-rest-pipeline";
import { RestError } from "@azure/core-rest-pipeline";

/** The name of the policy in a pipeline. */
export const originGuardPolicyName = "originGuardPolicy";

/** Options of {@link originGuardPolicy}. */
export interface OriginGuardPolicyOptions {
  /** The origin (scheme, host and port) that requests may go to. */
  readonly origin: string;
}

/** The code of the error a request to another origin is refused with. */
export const foreignOriginCode = "FOREIGN_ORIGIN";

/**
 * Refuses a request to any other origin than the client's own. It stands before the policy that adds the
 * access token, so that the token of a refused request is never even asked for.
 */
export function originGuardPolicy({ origin }: OriginGuardPolicyOptions): PipelinePolicy {
  return {
    name: originGuardPolicyName,
    async sendRequest(request, next) {
      requireOrigin(request, origin);
      return next(request);
    },
  };
}

/**
 * Checks where a request goes.
 *
 * @throws RestError with code `FOREIGN_ORIGIN` if it goes to another origin.
 */
export function requireOrigin(request: PipelineRequest, origin: string): void {
  const target = new URL(request.url).origin;
  if (target !== origin) {
    throw new RestError(
      `The request was not sent: it goes to ${target}, but this client talks to ${origin} only.`,
      { code: foreignOriginCode, request },
    );
  }
}
