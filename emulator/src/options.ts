// What can be set when an emulator is started.

import { isGuid } from "./resourceIds.js";

/** A host of Azure's that gives its processes tokens; the names are those of the sources of tokens. */
export type Hosting =
  | "imds"
  | "appService"
  | "appService2017"
  | "azureMl"
  | "cloudShell"
  | "azureArc"
  | "serviceFabric"
  | "workloadIdentity";

const hostings: readonly Hosting[] = [
  "imds",
  "appService",
  "appService2017",
  "azureMl",
  "cloudShell",
  "azureArc",
  "serviceFabric",
  "workloadIdentity",
];

/** The managed identities a host has. */
export interface HostIdentities {
  /** Whether it has a system-assigned identity. Default true. */
  readonly systemAssigned?: boolean;
  /**
   * The names or ids of the user-assigned identities that are assigned to it; they need not exist yet.
   * Default: every identity of the subscription.
   */
  readonly userAssigned?: readonly string[];
}

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
  /** The host whose token endpoint is started too. Default: none. */
  readonly hosting?: Hosting;
  /** The managed identities of that host. */
  readonly identities?: HostIdentities;
}

/** The options with every default applied. */
export interface Settings extends Required<Omit<EmulatorOptions, "hosting" | "identities">> {
  readonly hosting: Hosting | undefined;
  readonly identities: {
    readonly systemAssigned: boolean;
    /** Undefined means all. */
    readonly userAssigned: readonly string[] | undefined;
  };
}

/** Hosts where nothing can be said about identities, and hosts where no id can be asked for. */
const fixedIdentity: readonly Hosting[] = ["cloudShell", "workloadIdentity"];
const oneIdentity: readonly Hosting[] = ["serviceFabric"];

/**
 * Applies the defaults.
 *
 * @throws TypeError for an id that is not a GUID, a resource group without a location, a host that is not known or
 * identities it cannot have; RangeError for a number out of its range.
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
    hosting: knownHosting(options.hosting),
    identities: hostIdentities(options),
  };
}

function knownHosting(hosting: Hosting | undefined): Hosting | undefined {
  if (hosting !== undefined && !hostings.includes(hosting)) {
    throw new TypeError(
      `startEmulator: hosting must be one of ${hostings.join(", ")}, not ${JSON.stringify(hosting)}.`,
    );
  }
  return hosting;
}

function hostIdentities({ hosting, identities }: EmulatorOptions): Settings["identities"] {
  const { systemAssigned = true, userAssigned } = identities ?? {};
  if (identities !== undefined) {
    if (hosting === undefined || fixedIdentity.includes(hosting)) {
      throw new TypeError(
        `startEmulator: identities cannot be given ${hosting === undefined ? "without hosting" : `for hosting ${hosting}, which has exactly one`}.`,
      );
    }
    if (userAssigned !== undefined && oneIdentity.includes(hosting)) {
      throw new TypeError(
        `startEmulator: identities.userAssigned cannot be given for hosting ${hosting}, where no id can be asked for.`,
      );
    }
    const isList =
      Array.isArray(userAssigned) &&
      userAssigned.every((name) => typeof name === "string" && name !== "");
    if (userAssigned !== undefined && !isList) {
      throw new TypeError(
        "startEmulator: identities.userAssigned must be an array of names or ids of identities.",
      );
    }
  }
  return { systemAssigned, userAssigned };
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
