// The provider's limits: how often one resource, its subscription and its tenant may be asked.

import type { Clock } from "../clock.js";
import { requestThrottled } from "../errors/throttlingErrors.js";
import type {
  CreationLimits,
  OperationRate,
  ThrottlingRates,
  ThrottlingSettings,
} from "../options/throttling.js";
import { nameKey } from "../resourceIds.js";
import { wholeSeconds } from "./armLimits.js";
import { TokenBuckets } from "./tokenBuckets.js";

/** What an operation counts as. An operation that is not here has no rate. */
const counted: Readonly<
  Record<string, readonly ["identities" | "credentials", keyof ThrottlingRates]>
> = {
  UserAssignedIdentities_ListBySubscription: ["identities", "list"],
  UserAssignedIdentities_ListByResourceGroup: ["identities", "list"],
  UserAssignedIdentities_Get: ["identities", "get"],
  UserAssignedIdentities_ListAssociatedResources: ["identities", "get"],
  UserAssignedIdentities_CreateOrUpdate: ["identities", "createOrUpdate"],
  UserAssignedIdentities_Update: ["identities", "createOrUpdate"],
  UserAssignedIdentities_RevokeTokens: ["identities", "createOrUpdate"],
  UserAssignedIdentities_Delete: ["identities", "delete"],
  FederatedIdentityCredentials_List: ["credentials", "list"],
  FederatedIdentityCredentials_Get: ["credentials", "get"],
  FederatedIdentityCredentials_CreateOrUpdate: ["credentials", "createOrUpdate"],
  FederatedIdentityCredentials_Delete: ["credentials", "delete"],
};

/** How many segments of a path name an identity: whatever is under it counts as that identity. */
const identitySegments = 8;

/** The buckets of one kind of operation. */
type RateBuckets = Readonly<Record<keyof OperationRate, TokenBuckets>>;

/** The limits of the provider; none at all when throttling is off. */
export class ProviderLimits {
  readonly #rates = new Map<string, RateBuckets>();
  readonly #creations: readonly TokenBuckets[];
  readonly #isToldWhen: boolean;

  constructor(clock: Clock, settings: ThrottlingSettings | undefined) {
    this.#isToldWhen = settings?.retryAfter ?? true;
    for (const [operationId, [group, kind]] of Object.entries(counted)) {
      const rate = settings?.[group]?.[kind];
      const shared = [...this.#rates].find(
        ([other]) => counted[other]?.join() === `${group},${kind}`,
      );
      if (settings !== undefined && rate !== undefined) {
        this.#rates.set(operationId, shared?.[1] ?? rateBuckets(clock, rate, settings.burst));
      }
    }
    this.#creations = settings === undefined ? [] : creationBuckets(clock, settings.creations);
  }

  /**
   * Counts a request.
   *
   * @param segments - The path's segments.
   * @throws ArmError 429 when one of the three rates is used up; the request then counts for none.
   */
  count(operationId: string, segments: readonly string[]): void {
    const buckets = this.#rates.get(operationId);
    if (buckets !== undefined) {
      const id = `/${segments.slice(0, identitySegments).join("/")}`;
      const { perTenant, perSubscription, perResource } = buckets;
      this.#takeAll(id, [
        [perTenant, ""],
        [perSubscription, ""],
        [perResource, nameKey(id)],
      ]);
    }
  }

  /**
   * Counts a new identity in a region.
   *
   * @throws ArmError 429 when too many have been created there in the last seconds.
   */
  countCreation(id: string, location: string): void {
    this.#takeAll(
      id,
      this.#creations.map((buckets) => [buckets, location]),
    );
  }

  #takeAll(id: string, takings: readonly (readonly [TokenBuckets, string])[]): void {
    const waitInMs = Math.max(0, ...takings.map(([buckets, key]) => buckets.waitInMs(key)));
    if (waitInMs > 0) {
      throw requestThrottled(id, wholeSeconds(waitInMs), this.#isToldWhen);
    }
    for (const [buckets, key] of takings) {
      buckets.take(key);
    }
  }
}

function rateBuckets(clock: Clock, rate: Required<OperationRate>, burst?: number): RateBuckets {
  const buckets = (refillPerSecond: number) =>
    new TokenBuckets(clock, { size: burst ?? Math.max(1, refillPerSecond), refillPerSecond });
  return {
    perTenant: buckets(rate.perTenant),
    perSubscription: buckets(rate.perSubscription),
    perResource: buckets(rate.perResource),
  };
}

function creationBuckets(
  clock: Clock,
  { perTenant, perSubscription, windowInMs }: Required<CreationLimits>,
): readonly TokenBuckets[] {
  return [perTenant, perSubscription].map(
    (size) => new TokenBuckets(clock, { size, refillPerSecond: (size / windowInMs) * 1_000 }),
  );
}
