// How many requests are too many.

import { flag, members, number, wholeNumber } from "./checks.js";

/** Requests per second, above 0 up to 1,000,000. What is not given is the documented one. */
export interface OperationRate {
  /** Of all identities of the tenant. */
  readonly perTenant?: number;
  /** Of all identities of the subscription. */
  readonly perSubscription?: number;
  /** Of one identity, and of one group or subscription that is listed. Whatever is under an identity counts as that identity. */
  readonly perResource?: number;
}

/** The rates of operations; defaults are those documented for identities, of tenant, subscription and resource. */
export interface ThrottlingRates {
  /** PUT, PATCH and `revokeTokens`. Default 10, 2 and 0.25. */
  readonly createOrUpdate?: OperationRate;
  /** GET and `listAssociatedResources`. Default 30, 10 and 0.5. */
  readonly get?: OperationRate;
  /** Default 15, 5 and 0.25. */
  readonly list?: OperationRate;
  /** Default 10, 2 and 0.25. */
  readonly delete?: OperationRate;
}

/** How many identities can be created in one region. */
export interface CreationLimits {
  /** Default 400, the documented limit. */
  readonly perTenant?: number;
  /** Default 80, the documented limit. */
  readonly perSubscription?: number;
  /** The time in which, in milliseconds. Default 20,000. */
  readonly windowInMs?: number;
}

/** What of throttling can be set. `{}` is the documented rates. */
export interface ThrottlingOptions {
  /** The rates of identities. */
  readonly identities?: ThrottlingRates;
  /** The rates of federated credentials, which share nothing with those of identities. Default: none at all. */
  readonly credentials?: ThrottlingRates;
  /** How many identities can be created in one region. */
  readonly creations?: CreationLimits;
  /** How many requests of each rate may come at once. Default: those of one second, and at least 1. */
  readonly burst?: number;
  /** Whether a 429 of the provider has a `Retry-After`. Default true. */
  readonly retryAfter?: boolean;
}

/** The rates with every default applied. */
export type ResolvedRates = Readonly<Record<keyof ThrottlingRates, Required<OperationRate>>>;

/** The options with every default applied. */
export interface ThrottlingSettings {
  readonly identities: ResolvedRates;
  readonly credentials: ResolvedRates | undefined;
  readonly creations: Required<CreationLimits>;
  readonly burst: number | undefined;
  readonly retryAfter: boolean;
}

const documented: ResolvedRates = {
  createOrUpdate: { perTenant: 10, perSubscription: 2, perResource: 0.25 },
  get: { perTenant: 30, perSubscription: 10, perResource: 0.5 },
  list: { perTenant: 15, perSubscription: 5, perResource: 0.25 },
  delete: { perTenant: 10, perSubscription: 2, perResource: 0.25 },
};

const most = 1_000_000;
const longestWindowInMs = 86_400_000;

/**
 * Applies the defaults.
 *
 * @returns undefined when throttling is off.
 * @throws TypeError for a member that does not exist or has the wrong type; RangeError for a number out of its range.
 */
export function readThrottling(
  options: boolean | ThrottlingOptions = false,
): ThrottlingSettings | undefined {
  if (options === false) {
    return undefined;
  }
  const { identities, credentials, creations, burst, retryAfter } = members(
    "throttling",
    options === true ? {} : options,
    ["identities", "credentials", "creations", "burst", "retryAfter"],
  );
  return {
    identities: readRates("throttling.identities", identities ?? {}),
    credentials:
      credentials === undefined ? undefined : readRates("throttling.credentials", credentials),
    creations: readCreations(creations ?? {}),
    burst: burst === undefined ? undefined : wholeNumber("throttling.burst", burst, 1, most),
    retryAfter: flag("throttling.retryAfter", retryAfter ?? true),
  };
}

function readRates(name: string, rates: ThrottlingRates): ResolvedRates {
  const given = members(name, rates, ["createOrUpdate", "get", "list", "delete"]);
  const read = (kind: keyof ThrottlingRates): Required<OperationRate> => {
    const label = `${name}.${kind}`;
    const { perTenant, perSubscription, perResource } = members(label, given[kind] ?? {}, [
      "perTenant",
      "perSubscription",
      "perResource",
    ]);
    const rate = documented[kind];
    return {
      perTenant: number(`${label}.perTenant`, perTenant ?? rate.perTenant, most),
      perSubscription: number(
        `${label}.perSubscription`,
        perSubscription ?? rate.perSubscription,
        most,
      ),
      perResource: number(`${label}.perResource`, perResource ?? rate.perResource, most),
    };
  };
  return {
    createOrUpdate: read("createOrUpdate"),
    get: read("get"),
    list: read("list"),
    delete: read("delete"),
  };
}

function readCreations(creations: CreationLimits): Required<CreationLimits> {
  const { perTenant, perSubscription, windowInMs } = members("throttling.creations", creations, [
    "perTenant",
    "perSubscription",
    "windowInMs",
  ]);
  const count = (name: string, value: number) =>
    wholeNumber(`throttling.creations.${name}`, value, 1, most);
  return {
    perTenant: count("perTenant", perTenant ?? 400),
    perSubscription: count("perSubscription", perSubscription ?? 80),
    windowInMs: wholeNumber(
      "throttling.creations.windowInMs",
      windowInMs ?? 20_000,
      1,
      longestWindowInMs,
    ),
  };
}
