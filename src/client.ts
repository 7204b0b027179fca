// The client: a credential, a subscription, and the groups of operations.

import type { Pipeline } from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/core-auth";
import { createContext, type ManagedServiceIdentityContext } from "./customizations/context.js";
import type { ManagedServiceIdentityClientOptionalParams } from "./customizations/options.js";
import {
  bindFederatedIdentityCredentials,
  type FederatedIdentityCredentials,
} from "./generated/operations/federatedIdentityCredentials.js";
import { bindOperations, type Operations } from "./generated/operations/operations.js";
import {
  bindSystemAssignedIdentities,
  type SystemAssignedIdentities,
} from "./generated/operations/systemAssignedIdentities.js";
import {
  bindUserAssignedIdentities,
  type UserAssignedIdentities,
} from "./generated/operations/userAssignedIdentities.js";
import { KnownVersions, defaultApiVersion } from "./generated/versions.js";

/**
 * A client of the Azure Resource Manager provider Microsoft.ManagedIdentity.
 *
 * Make one for each subscription and keep it: it caches its access token and its connections. It is safe to
 * use from any number of calls at once.
 */
export class ManagedServiceIdentityClient {
  readonly #context: ManagedServiceIdentityContext;

  /** Federated identity credentials: which tokens of other issuers are accepted for an identity. */
  readonly federatedIdentityCredentials: FederatedIdentityCredentials;
  /** The operations the provider offers to role definitions. */
  readonly operations: Operations;
  /** System-assigned identities: those that live and die with another Azure resource. */
  readonly systemAssignedIdentities: SystemAssignedIdentities;
  /** User-assigned identities. */
  readonly userAssignedIdentities: UserAssignedIdentities;

  /**
   * @param credential - Where access tokens come from: any `TokenCredential`.
   * @param subscriptionId - The id of the subscription to work in.
   * @param options - The options of the client.
   * @throws TypeError if the credential is not a `TokenCredential`, or an option cannot be used.
   */
  constructor(
    credential: TokenCredential,
    subscriptionId?: string,
    options?: ManagedServiceIdentityClientOptionalParams,
  );
  /**
   * Makes a client without a subscription, for `operations` and `systemAssignedIdentities`. Any other call
   * rejects with a `TypeError`.
   *
   * @param credential - Where access tokens come from: any `TokenCredential`.
   * @param options - The options of the client.
   * @throws TypeError if the credential is not a `TokenCredential`, or an option cannot be used.
   */
  constructor(credential: TokenCredential, options?: ManagedServiceIdentityClientOptionalParams);
  constructor(
    credential: TokenCredential,
    subscriptionIdOrOptions?: string | ManagedServiceIdentityClientOptionalParams,
    options?: ManagedServiceIdentityClientOptionalParams,
  ) {
    const context = createContext(credential, subscriptionIdOrOptions, options, {
      default: defaultApiVersion,
      known: Object.values(KnownVersions),
    });
    this.#context = context;
    this.federatedIdentityCredentials = bindFederatedIdentityCredentials(context);
    this.operations = bindOperations(context);
    this.systemAssignedIdentities = bindSystemAssignedIdentities(context);
    this.userAssignedIdentities = bindUserAssignedIdentities(context);
  }

  /**
   * The API version of the client's requests. An operation that the default version lacks is sent with the
   * newest one that has it, unless the options chose a version.
   */
  get apiVersion(): string {
    return this.#context.apiVersion.value;
  }

  /** The pipeline that every request goes through. Policies can be added to it and removed from it. */
  get pipeline(): Pipeline {
    return this.#context.pipeline;
  }

  /** The subscription that operations work in, if one was given. */
  get subscriptionId(): string | undefined {
    return this.#context.subscriptionId;
  }
}
