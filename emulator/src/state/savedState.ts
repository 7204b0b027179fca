// The state of an emulator as it stands in a file.

import type { Emulation } from "../call.js";
import type { ClaimsMatchingExpression } from "../generated/wireTypes.js";
import type { RegistrationState } from "../registration.js";
import type { StoredCredential, StoredGroup, StoredIdentity, Tags } from "../store.js";
import type { SavedRevocations } from "../tokens/revocations.js";
import type { Keepsakes } from "./keepsakes.js";

/** Says what the file is. */
export const stateFormat = "arm-managed-identity-emulator";

/** The version of the format. A file of another one is not read. */
export const stateVersion = 1;

/** A credential in the file. Its id follows from its name. */
export type SavedCredential = Omit<
  StoredCredential,
  "id" | "subject" | "claimsMatchingExpression"
> & {
  readonly subject?: string | undefined;
  readonly claimsMatchingExpression?: ClaimsMatchingExpression | undefined;
};

/** An identity in the file. */
export type SavedIdentity = Omit<StoredIdentity, "credentials"> & {
  readonly credentials: readonly SavedCredential[];
};

/** A resource group in the file. */
export interface SavedGroup extends Pick<StoredGroup, "name" | "location"> {
  readonly tags?: Tags | undefined;
  readonly identities: readonly SavedIdentity[];
}

/** Everything in the file, but for its format. */
export interface SavedState {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly keepsakes: Readonly<Record<string, string>>;
  /** Deletions of resource groups that are still being polled. */
  readonly deletions: readonly (readonly [id: string, polls: number])[];
  readonly revocations: SavedRevocations;
  /** How far the registration of the provider is. */
  readonly registration: RegistrationState;
  /** The highest number that a resource has ever had: none is given twice. */
  readonly sequence: number;
  /** In the order in which lists go through them. */
  readonly locations: readonly string[];
  readonly resourceGroups: readonly SavedGroup[];
}

/** What there is to be saved. */
export interface LiveState extends Pick<
  Emulation,
  "settings" | "store" | "deletions" | "revocations" | "registration"
> {
  readonly keepsakes: Keepsakes;
}

/** So many identities are written at a time: requests wait for about two milliseconds. */
const identitiesPerChunk = 500;

/**
 * Writes the state as JSON, one identity to a line, in pieces. Which resources there are is what it is at the start; each
 * identity is written as it is when its turn comes.
 */
export function* writeState({
  settings,
  store,
  deletions,
  revocations,
  registration,
  keepsakes,
}: LiveState): Iterable<string> {
  const header = {
    format: stateFormat,
    version: stateVersion,
    subscriptionId: settings.subscriptionId,
    tenantId: settings.tenantId,
    keepsakes: keepsakes.all,
    deletions: [...deletions],
    revocations: revocations.saved,
    registration: registration.state,
    locations: [...store.identitiesByLocation.keys()],
  } satisfies Omit<SavedState, "resourceGroups" | "sequence"> & Record<string, unknown>;
  const groups = [...store.groups].map((group) => ({
    group,
    identities: [...group.identities.values()],
  }));
  yield `${JSON.stringify(header, undefined, 2).slice(0, -2)},\n  "resourceGroups": [`;
  let separator = "\n";
  for (const { group, identities } of groups) {
    const { name, location, tags } = group;
    yield `${separator}    ${JSON.stringify({ name, location, tags }).slice(0, -1)},"identities":[`;
    for (let start = 0; start < identities.length; start += identitiesPerChunk) {
      const lines = identities
        .slice(start, start + identitiesPerChunk)
        .map((identity) => `\n      ${JSON.stringify(saveIdentity(identity))}`);
      yield `${start === 0 ? "" : ","}${lines.join(",")}`;
    }
    yield "]}";
    separator = ",\n";
  }
  // At the end: credentials may have been created since the beginning, and none may have a higher number.
  yield `\n  ],\n  "sequence": ${store.sequence}\n}\n`;
}

// Member by member, so that a new one is not forgotten: without it, this does not compile.
function saveIdentity(identity: StoredIdentity): SavedIdentity {
  return {
    sequence: identity.sequence,
    id: identity.id,
    name: identity.name,
    location: identity.location,
    principalId: identity.principalId,
    clientId: identity.clientId,
    createdAt: identity.createdAt,
    tags: identity.tags,
    isolationScope: identity.isolationScope,
    assignmentProviders: identity.assignmentProviders,
    credentials: identity.credentials.filter(() => true).map(saveCredential),
  };
}

function saveCredential(credential: StoredCredential): SavedCredential {
  return {
    sequence: credential.sequence,
    name: credential.name,
    issuer: credential.issuer,
    subject: credential.subject,
    audiences: credential.audiences,
    claimsMatchingExpression: credential.claimsMatchingExpression,
    changedAt: credential.changedAt,
  };
}
