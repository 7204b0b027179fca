// The public class: which token is asked for, and where it is kept.

import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import { throwIfAborted } from "./abort.js";
import { CredentialTokens } from "./credentialTokens.js";
import { detectSource } from "./detection.js";
import { readIdentity, type IdentityOptions } from "./identity.js";
import type {
  ManagedIdentityCredentialClientIdOptions,
  ManagedIdentityCredentialObjectIdOptions,
  ManagedIdentityCredentialResourceIdOptions,
  TokenCredentialOptions,
} from "./options.js";
import { requireScope, toResource } from "./scope.js";
import { readSettings } from "./settings.js";
import type { TokenSource } from "./sources/source.js";
import { TokenStore, sharedStore } from "./tokenStore.js";

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
  readonly #source: TokenSource;
  readonly #tokens: CredentialTokens;

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
    const identity = readIdentity(clientId, options);
    const settings = readSettings(options);
    const source = detectSource(identity, settings);
    const store = settings.isPrivate ? new TokenStore() : sharedStore;
    this.#source = source;
    this.#tokens = new CredentialTokens({ source, identity, settings }, store);
  }

  /**
   * An access token for a scope: one at hand, or a new one. Callers who ask for the same at the same time wait for
   * the same request.
   *
   * @param scopes - Exactly one scope, such as `https://management.azure.com/.default`.
   * @param options - `abortSignal` ends this call's wait. `claims` asks for a new token. `requestOptions.timeout`
   * limits each try that this call waits for, in milliseconds; refreshes in the background go without it.
   * `enableCae` is not sent: it only keeps the token apart from those of calls without it. `tenantId` is ignored:
   * the host decides which tenant its identity belongs to.
   * @throws CredentialUnavailableError if there is no managed identity here, it is not assigned, or there is not
   * exactly one scope.
   * @throws AuthenticationError if the token endpoint answered something else than a token.
   */
  async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
    throwIfAborted(options.abortSignal);
    const scope = requireScope(scopes);
    const target = this.#source.takesScopes === true ? scope : toResource(scope);
    const claims = options.claims === "" ? undefined : options.claims;
    const token = await this.#tokens.get(
      { target, claims, enableCae: options.enableCae === true },
      { signal: options.abortSignal, timeout: options.requestOptions?.timeout },
    );
    // A copy, because callers share it.
    return { ...token };
  }
}
