// The public class: which token is asked for, and where it is kept.

import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import { throwIfAborted } from "./abort.js";
import { acquireToken } from "./acquireToken.js";
import { detectSource } from "./detection.js";
import { readIdentity, type Identity, type IdentityOptions } from "./identity.js";
import { log } from "./log.js";
import type {
  ManagedIdentityCredentialClientIdOptions,
  ManagedIdentityCredentialObjectIdOptions,
  ManagedIdentityCredentialResourceIdOptions,
  TokenCredentialOptions,
} from "./options.js";
import { Probes, sharedProbes } from "./probe.js";
import { requireScope, toResource } from "./scope.js";
import { readSettings, type Settings } from "./settings.js";
import type { Ask, TokenSource } from "./sources/source.js";
import { TokenStore, sharedStore, type RequestToken } from "./tokenStore.js";

/**
 * Gets access tokens for the managed identity of the Azure host it runs on: virtual machines and scale sets, App
 * Service, Functions, Container Apps, Azure Machine Learning, Cloud Shell, Azure Arc, Service Fabric, AKS with
 * workload identity or pod identity. It finds out which by the environment, once, when it is made; addresses and
 * secrets are read again for every request, since hosts change them.
 *
 * Tokens are kept in memory and shared by all credentials of a process, unless they were given `httpClient`,
 * `additionalPolicies`, `agent` or `tlsOptions`.
 */
export class ManagedIdentityCredential implements TokenCredential {
  readonly #identity: Identity;
  readonly #settings: Readonly<Settings>;
  readonly #source: TokenSource;
  readonly #store: TokenStore;
  readonly #probes: Probes;
  /** Where tokens come from and whose they are: the first part of the key they are kept by. */
  #place: string | undefined;

  /**
   * For the system-assigned identity, or for a user-assigned one by its client id.
   *
   * @throws CredentialUnavailableError if the host cannot take an id of this kind.
   * @throws TypeError if more than one id is given, or `authorityHost` is not an https address.
   * @throws RangeError if a time or count makes no sense.
   */
  constructor(options?: ManagedIdentityCredentialClientIdOptions);
  /** For a user-assigned identity by its resource id. Throws as the first form does. */
  constructor(options: ManagedIdentityCredentialResourceIdOptions);
  /** For a user-assigned identity by its object id. Throws as the first form does. */
  constructor(options: ManagedIdentityCredentialObjectIdOptions);
  /** For a user-assigned identity by its client id. Throws as the first form does. */
  constructor(clientId: string, options?: TokenCredentialOptions);
  constructor(clientIdOrOptions?: string | IdentityOptions, more?: TokenCredentialOptions) {
    const [clientId, options] =
      typeof clientIdOrOptions === "string"
        ? [clientIdOrOptions, more ?? {}]
        : [undefined, clientIdOrOptions ?? {}];
    this.#identity = readIdentity(clientId, options);
    this.#settings = readSettings(options);
    this.#source = detectSource(this.#identity, this.#settings);
    this.#store = this.#settings.isPrivate ? new TokenStore() : sharedStore;
    this.#probes = this.#settings.isPrivate ? new Probes() : sharedProbes;
  }

  /**
   * An access token for a scope: one at hand, or a new one. Callers who ask for the same at the same time wait for
   * the same request.
   *
   * @param scopes - Exactly one scope, such as `https://management.azure.com/.default`.
   * @param options - `abortSignal` ends this call's wait. `claims` asks for a new token. `requestOptions.timeout`
   * limits each try, in milliseconds, of a request that this call starts.
   * @throws CredentialUnavailableError if there is no managed identity here, it is not assigned, or there is not
   * exactly one scope.
   * @throws AuthenticationError if the token endpoint answered something else than a token.
   */
  async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
    throwIfAborted(options.abortSignal);
    const scope = requireScope(scopes);
    const target = this.#source.takesScopes === true ? scope : toResource(scope);
    const { abortSignal: signal, enableCae, requestOptions } = options;
    const claims = options.claims === "" ? undefined : options.claims;

    const request: RequestToken = (ended, rejectedToken) =>
      this.#request({ target, claims, rejectedToken }, requestOptions?.timeout, ended);
    const read = (): AccessToken | undefined =>
      claims === undefined
        ? this.#store.read(this.#key(target, enableCae), request, this.#logFailure)
        : undefined;

    let token = this.#place === undefined ? undefined : read();
    if (token === undefined) {
      // The host may have moved its endpoint.
      this.#place = await this.#readPlace();
      throwIfAborted(signal);
      token =
        read() ??
        (await this.#store.fetch(this.#key(target, enableCae), request, { signal, claims }));
    }
    // A copy, because callers share it.
    return { ...token };
  }

  #request(ask: Ask, timeout: number | undefined, signal: AbortSignal): Promise<AccessToken> {
    const settings = { ...this.#settings };
    if (timeout !== undefined && timeout > 0) {
      settings.limits = { ...settings.limits, tryTimeoutInMs: timeout };
    }
    return acquireToken(
      { source: this.#source, identity: this.#identity, probes: this.#probes, settings },
      ask,
      signal,
    );
  }

  #key(target: string, enableCae: boolean | undefined): string {
    return `${this.#place}${enableCae === true ? "+" : "-"}${target}`;
  }

  async #readPlace(): Promise<string> {
    try {
      const { endpoint, identity } = this.#source.place(this.#identity);
      return JSON.stringify([this.#source.name, endpoint, identity.kind, identity.id]);
    } catch (error) {
      const { describeFailure } = await import("./describeFailure.js");
      throw describeFailure(error, { source: this.#source, secrets: [] });
    }
  }

  readonly #logFailure = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    log(this.#settings.logging, "warning", `a refresh in the background failed: ${text}`);
  };
}
