// The headers ARM puts on its answers.

import { randomUUID } from "node:crypto";
import type { ResponseHeaders } from "./generated/handlers.js";

/** What ARM has in place of a region in its routing ids. */
const routingRegion = "EMULATOR";

/** The actions that change nothing, though they are sent as POST. */
const readActions = /\/listAssociatedResources\/?$/i;

/** The headers of every answer, with a request id of its own. */
export function commonHeaders(now: Date): ResponseHeaders {
  const id = randomUUID();
  return {
    "Cache-Control": "no-cache",
    Pragma: "no-cache",
    Expires: "-1",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "x-ms-request-id": id,
    "x-ms-correlation-request-id": id,
    "x-ms-routing-request-id": `${routingRegion}:${compactTime(now)}:${id}`,
  };
}

/**
 * The remaining-requests headers of ARM's newer limits. They do not count down.
 *
 * @param path - The path as asked: one outside any subscription has limits of its own, and there is
 * an action that counts as a read.
 */
export function rateLimitHeaders(verb: string, path: string): ResponseHeaders {
  if (!/^\/subscriptions\//i.test(path)) {
    return { "x-ms-ratelimit-remaining-tenant-reads": "2199" };
  }
  switch (verb === "POST" && readActions.test(path) ? "GET" : verb) {
    case "GET":
      return subscriptionLimits("reads", "1099", "16499");
    case "DELETE":
      return subscriptionLimits("deletes", "799", "11999");
    default:
      return subscriptionLimits("writes", "799", "11999");
  }
}

function subscriptionLimits(kind: string, remaining: string, global: string): ResponseHeaders {
  return {
    [`x-ms-ratelimit-remaining-subscription-${kind}`]: remaining,
    [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: global,
  };
}

/** `yyyyMMddTHHmmssZ`, as in ARM's routing ids. */
function compactTime(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, "");
}
