// One request, as every handler sees it, and the answer it gives.

import type { Associations } from "./associatedResources.js";
import type { Clock } from "./clock.js";
import type { CredentialWrites } from "./credentialWrites.js";
import type { ResponseHeaders } from "./generated/handlers.js";
import type { Settings } from "./options/resolveOptions.js";
import type { Store } from "./store.js";
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
}

/** A request that has been let in. */
export interface Call extends Emulation {
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
