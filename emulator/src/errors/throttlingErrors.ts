// Errors about how much is asked: 429.

import type { ResponseHeaders } from "../generated/handlers.js";
import { type ArmError, gateway, provider } from "./armError.js";

/** 429: a caller, or all of them, has asked too much of a subscription. */
export function subscriptionRequestsThrottled(
  kind: string,
  subscriptionId: string,
  objectId: string,
  retryAfterInSeconds: number,
): ArmError {
  const text = `Number of '${kind}' requests for subscription '${subscriptionId}' actor '${objectId}' exceeded. Please try again after '${retryAfterInSeconds}' seconds.`;
  return gateway(429, "SubscriptionRequestsThrottled", text, retryAfter(retryAfterInSeconds));
}

/** 429: the same of a tenant. */
export function tenantRequestsThrottled(
  tenantId: string,
  objectId: string,
  retryAfterInSeconds: number,
): ArmError {
  const text = `Number of 'read' requests for tenant '${tenantId}' actor '${objectId}' exceeded. Please try again after '${retryAfterInSeconds}' seconds.`;
  return gateway(429, "TenantRequestsThrottled", text, retryAfter(retryAfterInSeconds));
}

/** 429: the provider has been asked too often for one resource, or for too much in all. */
export function requestThrottled(
  id: string,
  retryAfterInSeconds: number,
  isToldWhen: boolean,
): ArmError {
  const text = `Request is temporarily throttled because resource ${id} has issued too many requests. Retry after ${retryAfterInSeconds} seconds.`;
  return provider(429, "429", text, isToldWhen ? retryAfter(retryAfterInSeconds) : {});
}

function retryAfter(seconds: number): ResponseHeaders {
  return { "Retry-After": String(seconds) };
}
