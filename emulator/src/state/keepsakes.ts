// What an emulator makes once and its clients hold on to: keys, tokens, its certificate.

import type { KeptKey } from "../tokens/signingKey.js";

/** What is kept. */
export type KeepsakeName =
  "certificate" | "certificateKey" | "accessToken" | "accessTokenKey" | `issuerKey ${string}`;

/** Texts by name. All of them but the certificate are secrets. They outlive the emulator only in a state file. */
export class Keepsakes {
  readonly #texts: Map<string, string>;
  readonly #changed: () => void;

  /** @param changed - Called when something is kept anew. */
  constructor(saved: Readonly<Record<string, string>> = {}, changed: () => void = () => undefined) {
    this.#texts = new Map(Object.entries(saved));
    this.#changed = changed;
  }

  /** Everything, by name. */
  get all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#texts);
  }

  /** What was kept under a name, or undefined. */
  get(name: KeepsakeName): string | undefined {
    return this.#texts.get(name);
  }

  /** What was kept under a name, or what is made now and kept. */
  getOrMake(name: KeepsakeName, make: () => string): string {
    const before = this.get(name);
    if (before !== undefined) {
      return before;
    }
    const made = make();
    this.keep(name, made);
    return made;
  }

  /** A private key under a name. */
  key(name: KeepsakeName): KeptKey {
    return { saved: this.get(name), keep: (privateKey) => this.keep(name, privateKey) };
  }

  /** Keeps a text under a name, in the place of what was there. */
  keep(name: KeepsakeName, text: string): void {
    this.#texts.set(name, text);
    this.#changed();
  }
}
