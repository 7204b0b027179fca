// Where a token comes from and whose it is, from the time it is asked for to the time it is kept.

import { SourceFailure } from "./failure.js";
import type { Identity } from "./identity.js";
import type { Place, TokenSource } from "./sources/source.js";

/** The environment leads somewhere else than when a token was asked for: it has to be asked for anew, from there. */
export class PlaceChanged extends SourceFailure {
  constructor() {
    super(
      "unavailable",
      "environment_changed",
      "The environment changed while a token was asked for.",
    );
  }
}

/** The first part of the key of a place's tokens. */
export function placeKey({ name }: TokenSource, { endpoint, identity }: Place): string {
  return JSON.stringify([name, endpoint, identity.kind, identity.id]);
}

/**
 * Makes sure that a request would still go to a place. What has changed since would send another identity's token,
 * or new secrets to an old endpoint.
 *
 * @throws PlaceChanged
 */
export function requirePlace(source: TokenSource, identity: Identity, place: Place): void {
  if (placeKey(source, source.place(identity)) !== placeKey(source, place)) {
    throw new PlaceChanged();
  }
}
