// Writes of credentials that are under way: an identity can have only one at a time.

import { concurrentCredentialWrites } from "./errors/credentialErrors.js";
import type { StoredIdentity } from "./store.js";
import { wait } from "./waiting.js";

/** The writes of credentials that are under way. Writes under different identities do not disturb each other. */
export class CredentialWrites {
  readonly #writing = new Set<StoredIdentity>();

  /**
   * Carries out a write that takes a time, of which the effect comes at the end.
   *
   * @throws ArmError 409 when another write under the same identity is under way; that one goes on undisturbed.
   */
  async carryOut<T>(identity: StoredIdentity, durationInMs: number, write: () => T): Promise<T> {
    if (this.#writing.has(identity)) {
      throw concurrentCredentialWrites(identity.id);
    }
    this.#writing.add(identity);
    try {
      await wait(durationInMs);
      return write();
    } finally {
      this.#writing.delete(identity);
    }
  }
}
