// What can be set when an emulator is started.

import type { Duration } from "../waiting.js";
import type { AsyncWriteOptions } from "./asyncWrites.js";
import type { PropagationOptions } from "./propagation.js";
import type { RegionOptions } from "./regions.js";
import type { RegistrationOptions } from "./registration.js";
import type { Seed } from "./seed.js";
import type { ThrottlingOptions } from "./throttling.js";

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
  /**
   * The address it listens on, or a name of it. Default "127.0.0.1". One that other machines can reach needs
   * {@link EmulatorOptions.allowRemote}; the certificate is for it too.
   */
  readonly host?: string;
  /** The port. Default 0: any free one. */
  readonly port?: number;
  /** Whether `host` may be an address that other machines can reach. Default false. */
  readonly allowRemote?: boolean;
  /**
   * The origins of pages in browsers that may call, e.g. "http://localhost:3000" (CORS). Default: none. The token
   * endpoint of a host never answers to pages.
   */
  readonly allowedOrigins?: readonly string[];
  /** The one subscription that exists. Default "00000000-0000-4000-8000-000000000001". */
  readonly subscriptionId?: string;
  /** The tenant of the subscription and of its identities. Default "00000000-0000-4000-8000-000000000002". */
  readonly tenantId?: string;
  /**
   * The file in which everything is kept between two runs: resources, keys, the token and the certificate, as JSON that only its
   * owner can read. It is written a fifth of a second after a change (after a longer rest when writing takes longer), and by `stop`.
   * Default: none, everything is forgotten.
   */
  readonly stateFile?: string;
  /** What there is from the start. What the state file has stays as it is. Default: nothing. */
  readonly seed?: Seed;
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
  /** How long every answer takes, in milliseconds: always the same, or from the first to the second. Default 0. */
  readonly latencyInMs?: Duration;
  /**
   * How long a write of an identity or a credential takes, in milliseconds. Two writes of credentials of one identity
   * that overlap are a conflict (409); 0 means that none ever do. Default 10.
   */
  readonly writeDurationInMs?: number;
  /** How long it takes until all of Azure knows of something new. Default: no time at all. */
  readonly propagation?: PropagationOptions;
  /**
   * Whether who asks too much is answered 429: true with the documented rates, or with rates of your own. The headers of
   * what remains count down in any case. Default false.
   */
  readonly throttling?: boolean | ThrottlingOptions;
  /** Whether the subscription may use the provider yet. Default: it may. */
  readonly registration?: RegistrationOptions;
  /** Where identities can be created, and where they can have federated credentials. Default: as in Azure. */
  readonly regions?: RegionOptions;
  /** Makes writes of identities and credentials answer 202, to be followed. Default: they are done when they are answered. */
  readonly asyncWrites?: AsyncWriteOptions;
  /** Whether bodies are compressed for who accepts it (gzip). Default false. */
  readonly compression?: boolean;
  /** How many requests `requests` holds, the newest ones. Default 10,000. */
  readonly recordedRequests?: number;
  /** The host whose token endpoint is started too. Default: none. */
  readonly hosting?: Hosting;
  /** The port of that token endpoint. Default 0: any free one. Nothing for "workloadIdentity", where it is `port`. */
  readonly hostingPort?: number;
  /** The managed identities of that host. */
  readonly identities?: HostIdentities;
}
