// What can be set when an emulator is started.

import { isGuid } from "./resourceIds.js";

/** Options of `startEmulator`; each has a default. */
export interface EmulatorOptions {
  /** The port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** The one subscription that exists. Default "00000000-0000-4000-8000-000000000001". */
  readonly subscriptionId?: string;
  /** The tenant of the subscription and of its identities. Default "00000000-0000-4000-8000-000000000002". */
  readonly tenantId?: string;
  /** Resource groups that exist from the start: their locations by their names. Default: none. */
  readonly resourceGroups?: Readonly<Record<string, string>>;
  /**
   * The resources that `listAssociatedResources` answers: ids of resources by the name of an identity,
   * whichever its group, or by its id. The identities need not exist yet. Default: none.
   */
  readonly associatedResources?: Readonly<Record<string, readonly string[]>>;
  /** The largest number of items in a page of any list. Default 1000. */
  readonly pageSize?: number;
  /** The `Retry-After` of a resource group's deletion, in seconds. Default 15; a test wants 0. */
  readonly retryAfterInSeconds?: number;
}

/** The options with every default applied. */
export type Settings = Required<EmulatorOptions>;

/**
 * Applies the defaults.
 *
 * @throws TypeError for an id that is not a GUID, or a resource group without a location; RangeError for a number out of its range.
 */
export function resolveOptions(options: EmulatorOptions): Settings {
  return {
    port: wholeNumber("port", options.port ?? 0, 0, 65_535),
    subscriptionId: guid(
      "subscriptionId",
      options.subscriptionId ?? "00000000-0000-4000-8000-000000000001",
    ),
    tenantId: guid("tenantId", options.tenantId ?? "00000000-0000-4000-8000-000000000002"),
    resourceGroups: texts("resourceGroups", options.resourceGroups ?? {}),
    associatedResources: options.associatedResources ?? {},
    pageSize: wholeNumber("pageSize", options.pageSize ?? 1000, 1, 100_000),
    retryAfterInSeconds: wholeNumber(
      "retryAfterInSeconds",
      options.retryAfterInSeconds ?? 15,
      0,
      86_400,
    ),
  };
}

function texts(
  name: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(values)) {
    if (key === "" || typeof value !== "string" || value === "") {
      throw new TypeError(
        `startEmulator: ${name} must hold a location for each name, not ${JSON.stringify(value)} for ${JSON.stringify(key)}.`,
      );
    }
  }
  return values;
}

function guid(name: string, value: string): string {
  if (!isGuid(value)) {
    throw new TypeError(`startEmulator: ${name} must be a GUID, not ${JSON.stringify(value)}.`);
  }
  return value;
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `startEmulator: ${name} must be a whole number from ${least} to ${most}, not ${value}.`,
    );
  }
  return value;
}
