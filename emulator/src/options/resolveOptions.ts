// Applies the defaults of the options, and refuses what cannot be.

import { isLoopback } from "../http/hostNames.js";
import { readAsyncWrites, type AsyncWriteOptions } from "./asyncWrites.js";
import { anObject, duration, flag, guid, texts, wholeNumber } from "./checks.js";
import type { EmulatorOptions, HostIdentities, Hosting } from "./emulatorOptions.js";
import { readPropagation, type PropagationOptions } from "./propagation.js";
import { readRegions, type RegionOptions } from "./regions.js";
import { readRegistration, type RegistrationOptions } from "./registration.js";
import { readThrottling, type ThrottlingSettings } from "./throttling.js";

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

/** The options with every default applied. */
export interface Settings extends Required<
  Omit<
    EmulatorOptions,
    | "allowRemote"
    | "asyncWrites"
    | "hosting"
    | "identities"
    | "propagation"
    | "regions"
    | "registration"
    | "stateFile"
    | "throttling"
  >
> {
  readonly propagation: Required<PropagationOptions>;
  /** Undefined when nothing is throttled. */
  readonly throttling: ThrottlingSettings | undefined;
  readonly registration: Required<RegistrationOptions>;
  readonly regions: Required<RegionOptions>;
  /** Undefined when writes are done at once. */
  readonly asyncWrites: Required<AsyncWriteOptions> | undefined;
  readonly hosting: Hosting | undefined;
  readonly stateFile: string | undefined;
  readonly identities: {
    readonly systemAssigned: boolean;
    /** Undefined means all. */
    readonly userAssigned: readonly string[] | undefined;
  };
}

/** Hosts where nothing can be said about identities, and hosts where no id can be asked for. */
const fixedIdentity: readonly Hosting[] = ["cloudShell", "workloadIdentity"];
const oneIdentity: readonly Hosting[] = ["serviceFabric"];

/** An hour: who waits for longer has made a mistake. */
const longestWaitInMs = 3_600_000;

/**
 * Applies the defaults.
 *
 * @throws TypeError for an id that is not a GUID, a resource group without a location, a host that is not known or
 * identities or a port it cannot have, an address that others reach; RangeError for a number out of its range.
 */
export function resolveOptions(options: EmulatorOptions): Settings {
  const settings: Settings = {
    host: ownHost(options),
    port: wholeNumber("port", options.port ?? 0, 0, 65_535),
    allowedOrigins: origins(options.allowedOrigins ?? []),
    subscriptionId: guid(
      "subscriptionId",
      options.subscriptionId ?? "00000000-0000-4000-8000-000000000001",
    ),
    tenantId: guid("tenantId", options.tenantId ?? "00000000-0000-4000-8000-000000000002"),
    stateFile: fileName("stateFile", options.stateFile),
    seed: anObject("seed", options.seed ?? {}),
    resourceGroups: locations("resourceGroups", options.resourceGroups ?? {}),
    associatedResources: anObject("associatedResources", options.associatedResources ?? {}),
    pageSize: wholeNumber("pageSize", options.pageSize ?? 1000, 1, 100_000),
    retryAfterInSeconds: wholeNumber(
      "retryAfterInSeconds",
      options.retryAfterInSeconds ?? 15,
      0,
      86_400,
    ),
    latencyInMs: duration("latencyInMs", options.latencyInMs ?? 0, longestWaitInMs),
    writeDurationInMs: wholeNumber(
      "writeDurationInMs",
      options.writeDurationInMs ?? 10,
      0,
      longestWaitInMs,
    ),
    propagation: readPropagation(options.propagation),
    throttling: readThrottling(options.throttling),
    registration: readRegistration(options.registration),
    regions: readRegions(options.regions),
    asyncWrites: readAsyncWrites(options.asyncWrites),
    compression: flag("compression", options.compression ?? false),
    recordedRequests: wholeNumber(
      "recordedRequests",
      options.recordedRequests ?? 10_000,
      0,
      10_000_000,
    ),
    hosting: knownHosting(options.hosting),
    hostingPort: hostPort(options),
    identities: hostIdentities(options),
  };
  const known = [...Object.keys(settings), "allowRemote"];
  const stranger = Object.keys(options).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new TypeError(`startEmulator: there is no option ${stranger}.`);
  }
  return settings;
}

function knownHosting(hosting: Hosting | undefined): Hosting | undefined {
  if (hosting !== undefined && !hostings.includes(hosting)) {
    throw new TypeError(
      `startEmulator: hosting must be one of ${hostings.join(", ")}, not ${JSON.stringify(hosting)}.`,
    );
  }
  return hosting;
}

function hostPort({ hosting, hostingPort = 0 }: EmulatorOptions): number {
  const port = wholeNumber("hostingPort", hostingPort, 0, 65_535);
  if (port !== 0 && (hosting === undefined || hosting === "workloadIdentity")) {
    throw new TypeError(
      `startEmulator: hostingPort cannot be given ${hosting === undefined ? "without hosting" : `for hosting ${hosting}, whose token endpoint is on the emulator's own port`}.`,
    );
  }
  return port;
}

function hostIdentities({ hosting, identities }: EmulatorOptions): Settings["identities"] {
  const given: HostIdentities = anObject("identities", identities ?? {});
  const { systemAssigned = true, userAssigned, ...unknown } = given;
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) {
    throw new TypeError(`startEmulator: identities has no member ${stranger}.`);
  }
  flag("identities.systemAssigned", systemAssigned);
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
    if (userAssigned !== undefined) {
      texts("identities.userAssigned", userAssigned);
    }
  }
  return { systemAssigned, userAssigned };
}

function locations(
  name: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(anObject(name, values))) {
    if (key === "" || typeof value !== "string" || value === "") {
      throw new TypeError(
        `startEmulator: ${name} must hold a location for each name, not ${JSON.stringify(value)} for ${JSON.stringify(key)}.`,
      );
    }
  }
  return values;
}

function fileName(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && (typeof value !== "string" || value === "")) {
    throw new TypeError(`startEmulator: ${name} must be the name of a file.`);
  }
  return value;
}

function ownHost({ host = "127.0.0.1", allowRemote = false }: EmulatorOptions): string {
  if (typeof host !== "string" || host === "") {
    throw new TypeError("startEmulator: host must be an address of this machine, or a name of it.");
  }
  if (!flag("allowRemote", allowRemote) && !isLoopback(host)) {
    throw new TypeError(
      `startEmulator: host ${host} can be reached from other machines, and whoever has the emulator's token may do everything. If that is meant, set allowRemote.`,
    );
  }
  return host;
}

function origins(values: readonly string[]): readonly string[] {
  for (const value of texts("allowedOrigins", values)) {
    if (!URL.canParse(value) || new URL(value).origin !== value) {
      throw new TypeError(
        `startEmulator: allowedOrigins must hold origins as browsers write them, like "http://localhost:3000", not ${JSON.stringify(value)}.`,
      );
    }
  }
  return values;
}
