// ARM's own limits: what callers and subscriptions may ask in all, and what is left of it.

import type { Caller } from "../authorization.js";
import type { Clock } from "../clock.js";
import { type ArmError } from "../errors/armError.js";
import {
  subscriptionRequestsThrottled,
  tenantRequestsThrottled,
} from "../errors/throttlingErrors.js";
import type { ResponseHeaders } from "../generated/handlers.js";
import { TokenBuckets } from "./tokenBuckets.js";

/** What ARM counts on its own. */
type Kind = "reads" | "writes" | "deletes";

/** What a request leaves, and the error it gets when nothing was left for it. */
export interface Counted {
  readonly headers: ResponseHeaders;
  readonly refusal: ArmError | undefined;
}

/** The actions that change nothing, though they are sent as POST. */
const readActions = /\/listAssociatedResources\/?$/i;

/** The limits of one subscription and its tenant. They count down whether or not they are enforced. */
export class ArmLimits {
  readonly #ofCaller: Readonly<Record<Kind, TokenBuckets>>;
  readonly #ofAll: Readonly<Record<Kind, TokenBuckets>>;
  readonly #ofTenant: TokenBuckets;

  /**
   * The sizes are those that the first answers of today's ARM show; the rates are the documented ones, and those of a
   * whole subscription fifteen times a caller's.
   */
  constructor(clock: Clock) {
    const buckets = (size: number, refillPerSecond: number) =>
      new TokenBuckets(clock, { size, refillPerSecond });
    this.#ofCaller = {
      reads: buckets(1_100, 25),
      writes: buckets(800, 10),
      deletes: buckets(800, 10),
    };
    this.#ofAll = {
      reads: buckets(16_500, 375),
      writes: buckets(12_000, 150),
      deletes: buckets(12_000, 150),
    };
    this.#ofTenant = buckets(2_200, 25);
  }

  /**
   * Counts a request. One outside any subscription counts as a read of the tenant.
   *
   * @param path - The path as asked.
   */
  count(method: string, path: string, { objectId, tenantId }: Caller): Counted {
    const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1];
    if (subscriptionId === undefined) {
      const { left, waitInMs } = takeFrom(this.#ofTenant, objectId);
      return {
        headers: { "x-ms-ratelimit-remaining-tenant-reads": left },
        refusal: refusalAfter(waitInMs, (seconds) =>
          tenantRequestsThrottled(tenantId, objectId, seconds),
        ),
      };
    }
    const kind = kindOf(method, path);
    const own = takeFrom(this.#ofCaller[kind], objectId);
    const all = takeFrom(this.#ofAll[kind], "");
    const waitInMs = Math.max(own.waitInMs, all.waitInMs);
    return {
      headers: {
        [`x-ms-ratelimit-remaining-subscription-${kind}`]: own.left,
        [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: all.left,
      },
      refusal: refusalAfter(waitInMs, (seconds) =>
        subscriptionRequestsThrottled(kind.slice(0, -1), subscriptionId, objectId, seconds),
      ),
    };
  }
}

/** The seconds after which to ask again: a whole number, and never none. */
export function wholeSeconds(waitInMs: number): number {
  return Math.max(1, Math.ceil(waitInMs / 1_000));
}

/** An error is made only where it is needed: each takes the time of a stack trace. */
function refusalAfter(
  waitInMs: number,
  refuse: (seconds: number) => ArmError,
): ArmError | undefined {
  return waitInMs > 0 ? refuse(wholeSeconds(waitInMs)) : undefined;
}

function takeFrom(buckets: TokenBuckets, key: string): { left: string; waitInMs: number } {
  const waitInMs = buckets.waitInMs(key);
  if (waitInMs === 0) {
    buckets.take(key);
  }
  return { left: String(buckets.left(key)), waitInMs };
}

function kindOf(method: string, path: string): Kind {
  if (method === "DELETE") {
    return "deletes";
  }
  const isRead = method === "GET" || (method === "POST" && readActions.test(path));
  return isRead ? "reads" : "writes";
}
