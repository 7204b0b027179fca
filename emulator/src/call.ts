// One request, as every handler sees it, and the answer it gives.

import type { Associations } from "./associatedResources.js";
import type { Caller } from "./authorization.js";
import type { Clock } from "./clock.js";
import type { CredentialWrites } from "./credentialWrites.js";
import type { ResponseHeaders } from "./generated/handlers.js";
import type { Settings } from "./options/resolveOptions.js";
import type { Registration } from "./registration.js";
import type { Store } from "./store.js";
import type { ArmLimits } from "./throttling/armLimits.js";
import type { ProviderLimits } from "./throttling/providerLimits.js";
import type { Revocations } from "./tokens/revocations.js";
import type { KnownMembers } from "./versionedMembers.js";

/** What one emulator is made of. */
export interface Emulation {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly store: Store;
  /** The resources that have an identity. */
  readonly associations: Associations;
  /** Deletions of resource groups that are still being polled: by id, how often to answer 202 yet. */
  readonly deletions: Map<string, number>;
  /** The writes of credentials that are under way. */
  readonly writes: CredentialWrites;
  /** The access tokens that are not good any more. */
  readonly revocations: Revocations;
  readonly armLimits: ArmLimits;
  readonly providerLimits: ProviderLimits;
  /** Whether the subscription may use the provider. */
  readonly registration: Registration;
  /** The writes that were answered 202 and can be followed, by the ids in their links. */
  readonly acceptedWrites: Map<string, AcceptedWrite>;
}

/** A request that has been let in. */
export interface Call extends Emulation {
  readonly caller: Caller;
  /** The API version that was asked for. */
  readonly apiVersion: string;
  /** What that version has. */
  readonly knows: KnownMembers;
  /** Scheme, host and port the caller used; links in answers begin with it. */
  readonly origin: string;
  /** The path as asked, still percent-encoded. */
  readonly path: string;
  /** The path's segments, decoded. */
  readonly segments: readonly string[];
  /** The query as asked, without the question mark. */
  readonly query: string;
}

/** What goes back. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: ResponseHeaders;
}

/** A write that was answered 202. */
export interface AcceptedWrite {
  /** What it would have been answered at once. */
  readonly answer: Answer;
  /** By the emulator's clock, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly endsAt: number;
}
