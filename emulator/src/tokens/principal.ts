// Whom a token is for.

import type { StoredIdentity } from "../store.js";
import { systemAssignedIds } from "../systemAssignedIds.js";

/** Somebody who can have tokens. */
export interface Principal {
  readonly objectId: string;
  readonly clientId: string;
  /** The id of the user-assigned identity, or of the resource that a system-assigned one belongs to. */
  readonly resourceId: string;
  /** Whether it is a person and not an identity. */
  readonly isUser: boolean;
}

/** A user-assigned identity as a principal. */
export function userAssigned({ id, principalId, clientId }: StoredIdentity): Principal {
  return { objectId: principalId, clientId, resourceId: id, isUser: false };
}

/** The system-assigned identity of a resource as a principal: it has the ids that ARM answers for that resource. */
export function systemAssigned(tenantId: string, resourceId: string): Principal {
  const { principalId, clientId } = systemAssignedIds(tenantId, resourceId);
  return { objectId: principalId, clientId, resourceId, isUser: false };
}
