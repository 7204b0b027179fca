// The issuers outside Azure that the emulator plays.

import type { Clock } from "../clock.js";
import { createSigningKey, type KeptKey, type SigningKey } from "../tokens/signingKey.js";
import { anyIssuer, type AnyIssuerOptions, type AnyTokenRequest } from "./anyIssuer.js";
import { requireText, type ExternalIssuer } from "./externalIssuer.js";
import { githubCom, githubIssuer, type GitHubTokenRequest } from "./github.js";
import { readRepository, type GitHubOptions } from "./githubRepository.js";
import {
  emulatedCluster,
  kubernetesIssuer,
  type KubernetesOptions,
  type KubernetesTokenRequest,
} from "./kubernetes.js";
import { TokenSigner } from "./signature.js";

/**
 * Plays issuers of tokens outside Azure. The authority of the emulator knows the keys of those that were named here. An issuer has
 * one key, however often and under whichever kind it is named.
 */
export interface ExternalIssuers {
  /**
   * GitHub Actions, for the jobs of one repository.
   *
   * @throws TypeError for a name or number that is empty.
   */
  github(options: GitHubOptions): ExternalIssuer<GitHubTokenRequest>;
  /**
   * A Kubernetes cluster, for its service accounts.
   *
   * @throws TypeError for an empty address.
   */
  kubernetes(options?: KubernetesOptions): ExternalIssuer<KubernetesTokenRequest>;
  /**
   * Any other issuer.
   *
   * @throws TypeError for an empty name.
   */
  any(options: AnyIssuerOptions): ExternalIssuer<AnyTokenRequest>;
}

interface KnownIssuer {
  readonly key: SigningKey;
  readonly signer: TokenSigner;
}

/** Where the keys of issuers are kept, by their names. */
export interface KeptKeys {
  key(name: `issuerKey ${string}`): KeptKey;
}

/** The issuers of one emulator, and their keys. */
export class Issuers implements ExternalIssuers {
  readonly #clock: Clock;
  readonly #known = new Map<string, KnownIssuer>();

  readonly #kept: KeptKeys | undefined;

  /** @param kept - Where the keys are kept; without it, they are there as long as the emulator runs. */
  constructor(clock: Clock, kept?: KeptKeys) {
    this.#clock = clock;
    this.#kept = kept;
  }

  github(options: GitHubOptions): ExternalIssuer<GitHubTokenRequest> {
    const issuer = requireText("url", options.url ?? githubCom);
    return githubIssuer(issuer, readRepository(options), this.#parts(issuer));
  }

  kubernetes(options: KubernetesOptions = {}): ExternalIssuer<KubernetesTokenRequest> {
    const issuer = requireText("url", options.url ?? emulatedCluster);
    return kubernetesIssuer(issuer, this.#parts(issuer));
  }

  any(options: AnyIssuerOptions): ExternalIssuer<AnyTokenRequest> {
    const issuer = requireText("issuer", options.issuer);
    return anyIssuer(issuer, this.#parts(issuer));
  }

  /** The key of an issuer; undefined of one that was never named. */
  keyOf(issuer: string): SigningKey | undefined {
    return this.#known.get(issuer)?.key;
  }

  #parts(issuer: string): { readonly clock: Clock; readonly signer: TokenSigner } {
    let known = this.#known.get(issuer);
    if (known === undefined) {
      const key = createSigningKey(this.#kept?.key(`issuerKey ${issuer}`));
      known = { key, signer: new TokenSigner(key) };
      this.#known.set(issuer, known);
    }
    return { clock: this.#clock, signer: known.signer };
  }
}
