// How long it takes until all of Azure knows of something new.

import { anObject, wholeNumber } from "./checks.js";

/** Durations in milliseconds by the emulator's clock, each 0 by default. */
export interface PropagationOptions {
  /** How long reading a new identity (GET) answers 404 `ResourceNotFound`, and lists do not have it. */
  readonly identityInMs?: number;
  /** How long writing a credential of a new identity answers 404 `ParentResourceNotFound`. */
  readonly parentInMs?: number;
  /**
   * How long the directory does not know a new identity: writing a credential answers 404
   * `MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation` from api-version 2026-04-30 on, and 500 before.
   */
  readonly principalInMs?: number;
  /** How long the authority does not accept a credential that was created or changed (AADSTS70021). */
  readonly credentialInMs?: number;
}

const longestInMs = 86_400_000;

/**
 * Applies the defaults.
 *
 * @throws RangeError for a duration that is not a whole number up to a day; TypeError for a member that does not exist.
 */
export function readPropagation(options: PropagationOptions = {}): Required<PropagationOptions> {
  const { identityInMs, parentInMs, principalInMs, credentialInMs, ...unknown } = anObject(
    "propagation",
    options,
  );
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) {
    throw new TypeError(`startEmulator: propagation has no member ${stranger}.`);
  }
  const duration = (name: string, value = 0) =>
    wholeNumber(`propagation.${name}`, value, 0, longestInMs);
  return {
    identityInMs: duration("identityInMs", identityInMs),
    parentInMs: duration("parentInMs", parentInMs),
    principalInMs: duration("principalInMs", principalInMs),
    credentialInMs: duration("credentialInMs", credentialInMs),
  };
}
