// Puts a saved state back.

import { credentialId } from "../resourceIds.js";
import { Series } from "../series.js";
import type { Store, StoredCredential, StoredGroup, StoredIdentity } from "../store.js";
import type { SavedIdentity, SavedState } from "./savedState.js";

/**
 * Puts the saved resources into a store that is empty yet.
 *
 * @param now - By the emulator's clock. What was made later than that, by a clock that had been moved, counts as made now: else it
 * could not be seen for as long as the clock had been ahead.
 */
export function restore(
  store: Store,
  { locations, sequence, resourceGroups }: SavedState,
  now: number,
): void {
  const held = resourceGroups.map(({ name, location, tags, identities }) => {
    const listing = new Series<StoredIdentity>();
    const group: StoredGroup = { name, location, tags, identities: new Map(), listing };
    return [group, identities.map((identity) => restoreIdentity(identity, now))] as const;
  });
  store.restore(locations, sequence, held);
}

function restoreIdentity(saved: SavedIdentity, now: number): StoredIdentity {
  const credentials = new Series<StoredCredential>();
  const ordered = [...saved.credentials].sort((one, other) => one.sequence - other.sequence);
  for (const credential of ordered) {
    credentials.append({
      ...credential,
      id: credentialId(saved.id, credential.name),
      subject: credential.subject,
      claimsMatchingExpression: credential.claimsMatchingExpression,
      changedAt: Math.min(credential.changedAt, now),
    });
  }
  return { ...saved, createdAt: Math.min(saved.createdAt, now), credentials };
}
