// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import { liftProperties, toDate, toEnvelope, type WireObject } from "../customizations/wire.js";
import type {
  FederatedIdentityCredential,
  Identity,
  IdentityUpdate,
  SystemAssignedIdentity,
  SystemData,
} from "./models.js";

/** Reads a {@link FederatedIdentityCredential} from the body of an answer. */
export function federatedIdentityCredentialFromWire(wire: WireObject): FederatedIdentityCredential {
  const federatedIdentityCredential: WireObject = liftProperties(wire);
  if (federatedIdentityCredential.systemData) {
    federatedIdentityCredential.systemData = systemDataFromWire(
      federatedIdentityCredential.systemData as WireObject,
    );
  }
  return federatedIdentityCredential;
}

/**
 * Writes a {@link FederatedIdentityCredential} as the body of a request, without the members only
 * the service sets.
 */
export function federatedIdentityCredentialToWire(
  federatedIdentityCredential: FederatedIdentityCredential,
): WireObject {
  const {
    id,
    name,
    type,
    systemData,
    issuer,
    subject,
    audiences,
    claimsMatchingExpression,
    ...unknown
  } = federatedIdentityCredential;
  return toEnvelope({}, { issuer, subject, audiences, claimsMatchingExpression }, unknown);
}

/** Reads an {@link Identity} from the body of an answer. */
export function identityFromWire(wire: WireObject): Identity {
  const identity: WireObject = liftProperties(wire);
  if (identity.systemData) {
    identity.systemData = systemDataFromWire(identity.systemData as WireObject);
  }
  return identity as unknown as Identity;
}

/**
 * Writes an {@link Identity} as the body of a request, without the members only the service sets.
 */
export function identityToWire(identity: Identity): WireObject {
  const {
    id,
    name,
    type,
    systemData,
    tags,
    location,
    tenantId,
    principalId,
    clientId,
    isolationScope,
    assignmentRestrictions,
    ...unknown
  } = identity;
  return toEnvelope({ tags, location }, { isolationScope, assignmentRestrictions }, unknown);
}

/**
 * Writes an {@link IdentityUpdate} as the body of a request, without the members only the service
 * sets.
 */
export function identityUpdateToWire(identityUpdate: IdentityUpdate): WireObject {
  const {
    id,
    name,
    type,
    systemData,
    location,
    tags,
    tenantId,
    principalId,
    clientId,
    isolationScope,
    assignmentRestrictions,
    ...unknown
  } = identityUpdate;
  return toEnvelope({ location, tags }, { isolationScope, assignmentRestrictions }, unknown);
}

/** Reads a {@link SystemAssignedIdentity} from the body of an answer. */
export function systemAssignedIdentityFromWire(wire: WireObject): SystemAssignedIdentity {
  const systemAssignedIdentity: WireObject = liftProperties(wire);
  if (systemAssignedIdentity.systemData) {
    systemAssignedIdentity.systemData = systemDataFromWire(
      systemAssignedIdentity.systemData as WireObject,
    );
  }
  return systemAssignedIdentity as unknown as SystemAssignedIdentity;
}

/** Reads a {@link SystemData} from the body of an answer. */
export function systemDataFromWire(wire: WireObject): SystemData {
  const systemData: WireObject = { ...wire };
  if (systemData.createdAt) {
    systemData.createdAt = toDate(systemData.createdAt);
  }
  if (systemData.lastModifiedAt) {
    systemData.lastModifiedAt = toDate(systemData.lastModifiedAt);
  }
  return systemData;
}
