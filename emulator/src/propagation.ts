// Whether all of Azure knows of something new yet.

import type { Call } from "./call.js";
import { principalNotFound } from "./errors/credentialErrors.js";
import type { StoredIdentity } from "./store.js";

/** The api-version from which on the provider has an error of its own for an identity that the directory does not know. */
const newErrorSince = "2026-04-30";

/** Whether an identity can be read yet. */
export function isReadable({ clock, settings }: Call, { createdAt }: StoredIdentity): boolean {
  return clock.now() >= createdAt + settings.propagation.identityInMs;
}

/** Whether credentials can be put under an identity yet. */
export function isKnownAsParent({ clock, settings }: Call, { createdAt }: StoredIdentity): boolean {
  return clock.now() >= createdAt + settings.propagation.parentInMs;
}

/**
 * Refuses a credential while the directory does not know its identity.
 *
 * @throws ArmError 404 or 500, by api-version.
 */
export function refuseUnknownPrincipal(
  { clock, settings, apiVersion }: Call,
  { createdAt, principalId }: StoredIdentity,
): void {
  if (clock.now() < createdAt + settings.propagation.principalInMs) {
    throw principalNotFound(principalId, apiVersion >= newErrorSince);
  }
}
