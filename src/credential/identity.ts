// Which identity a credential is for.

import type {
  ManagedIdentityCredentialClientIdOptions,
  ManagedIdentityCredentialObjectIdOptions,
  ManagedIdentityCredentialResourceIdOptions,
  TokenCredentialOptions,
} from "./options.js";

/** The ways to name a user-assigned identity. */
export type IdKind = "clientId" | "resourceId" | "objectId";

/** The system-assigned identity, or a user-assigned one by an id. */
export interface Identity {
  readonly kind: IdKind | "system";
  /** The id; empty for the system-assigned identity. */
  readonly id: string;
}

/** What the constructors take in place of a client id. */
export type IdentityOptions =
  | ManagedIdentityCredentialClientIdOptions
  | ManagedIdentityCredentialResourceIdOptions
  | ManagedIdentityCredentialObjectIdOptions;

const kinds: readonly IdKind[] = ["clientId", "resourceId", "objectId"];

/**
 * Reads the identity from a constructor's arguments. An empty id counts as not given.
 *
 * @throws TypeError if more than one id is given, or one that is no string.
 */
export function readIdentity(
  clientId: string | undefined,
  options: IdentityOptions | TokenCredentialOptions,
): Identity {
  const ids = { ...(options as Partial<Record<IdKind, unknown>>) };
  if (clientId !== undefined) {
    ids.clientId = clientId;
  }
  const given = kinds.filter(
    (kind) => ids[kind] !== undefined && ids[kind] !== null && ids[kind] !== "",
  );
  const [kind, ...others] = given;
  if (kind === undefined) {
    return { kind: "system", id: "" };
  }
  const id = ids[kind];
  if (others.length > 0) {
    throw new TypeError(
      `ManagedIdentityCredential: only one of clientId, resourceId and objectId can be given, not ${given.join(" and ")}.`,
    );
  }
  if (typeof id !== "string") {
    throw new TypeError(`ManagedIdentityCredential: ${kind} is not a string.`);
  }
  return { kind, id };
}
