// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type {
  AssociatedResourcesListResult,
  FederatedIdentityCredential,
  FederatedIdentityCredentialsListResult,
  Identity,
  IdentityUpdate,
  OperationListResult,
  SystemAssignedIdentity,
  Untrusted,
  UserAssignedIdentitiesListResult,
} from "./wireTypes.js";

/** Headers of an answer besides those every answer has. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/** A value now or later. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Every operation of the service: a new one in the document is a compile error until it is handled.
 */
export interface Handlers {
  readonly systemAssignedIdentities: SystemAssignedIdentitiesHandlers;
  readonly operations: OperationsHandlers;
  readonly userAssignedIdentities: UserAssignedIdentitiesHandlers;
  readonly federatedIdentityCredentials: FederatedIdentityCredentialsHandlers;
}

/** Handles the operations on system assigned identities. */
export interface SystemAssignedIdentitiesHandlers {
  /**
   * Reads the identity that Azure manages for one resource (its system-assigned identity), found by
   * the id of that resource.
   */
  getByScope(
    request: SystemAssignedIdentitiesGetByScopeRequest,
  ): MaybePromise<SystemAssignedIdentitiesGetByScopeResponse>;
}

/** A request of `SystemAssignedIdentities_GetByScope`. */
export interface SystemAssignedIdentitiesGetByScopeRequest {
  readonly path: {
    readonly scope: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `SystemAssignedIdentities_GetByScope`. */
export interface SystemAssignedIdentitiesGetByScopeResponse {
  readonly status: 200;
  readonly body: SystemAssignedIdentity;
  readonly headers?: ResponseHeaders;
}

/** Handles the operations on the resource provider itself. */
export interface OperationsHandlers {
  /**
   * Enumerates what Microsoft.ManagedIdentity lets a role allow or deny, each operation with texts
   * for display. Takes no subscription.
   */
  list(request: OperationsListRequest): MaybePromise<OperationsListResponse>;
}

/** A request of `Operations_List`. */
export interface OperationsListRequest {
  readonly path: Readonly<Record<string, never>>;
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `Operations_List`. */
export interface OperationsListResponse {
  readonly status: 200;
  readonly body: OperationListResult;
  readonly headers?: ResponseHeaders;
}

/** Handles the operations on user assigned identities. */
export interface UserAssignedIdentitiesHandlers {
  /**
   * Enumerates the user-assigned identities of the whole subscription, whichever resource group
   * they are in.
   */
  listBySubscription(
    request: UserAssignedIdentitiesListBySubscriptionRequest,
  ): MaybePromise<UserAssignedIdentitiesListBySubscriptionResponse>;

  /** Enumerates the user-assigned identities of one resource group. */
  listByResourceGroup(
    request: UserAssignedIdentitiesListByResourceGroupRequest,
  ): MaybePromise<UserAssignedIdentitiesListByResourceGroupResponse>;

  /** Reads one user-assigned identity. */
  get(request: UserAssignedIdentitiesGetRequest): MaybePromise<UserAssignedIdentitiesGetResponse>;

  /**
   * Creates a user-assigned identity, or brings the one of that name to the given state. One that
   * exists keeps its `principalId` and `clientId`.
   */
  createOrUpdate(
    request: UserAssignedIdentitiesCreateOrUpdateRequest,
  ): MaybePromise<UserAssignedIdentitiesCreateOrUpdateResponse>;

  /**
   * Changes only the members the body names. `tags` are replaced as a whole: a tag missing from
   * those given is removed.
   */
  update(
    request: UserAssignedIdentitiesUpdateRequest,
  ): MaybePromise<UserAssignedIdentitiesUpdateResponse>;

  /**
   * Removes a user-assigned identity, and succeeds too where its resource group holds none of that
   * name. One created again under the name gets a new `principalId` and `clientId`.
   */
  delete(
    request: UserAssignedIdentitiesDeleteRequest,
  ): MaybePromise<UserAssignedIdentitiesDeleteResponse>;

  /**
   * Makes worthless all tokens that were issued for a user-assigned identity until now. Tokens
   * issued later are good.
   */
  revokeTokens(
    request: UserAssignedIdentitiesRevokeTokensRequest,
  ): MaybePromise<UserAssignedIdentitiesRevokeTokensResponse>;

  /**
   * Enumerates the Azure resources that have a user-assigned identity, also those its caller may
   * not read. Sent as POST, though it changes nothing. The service takes about one such call a
   * second from a tenant.
   */
  listAssociatedResources(
    request: UserAssignedIdentitiesListAssociatedResourcesRequest,
  ): MaybePromise<UserAssignedIdentitiesListAssociatedResourcesResponse>;
}

/** A request of `UserAssignedIdentities_ListBySubscription`. */
export interface UserAssignedIdentitiesListBySubscriptionRequest {
  readonly path: {
    readonly subscriptionId: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `UserAssignedIdentities_ListBySubscription`. */
export interface UserAssignedIdentitiesListBySubscriptionResponse {
  readonly status: 200;
  readonly body: UserAssignedIdentitiesListResult;
  readonly headers?: ResponseHeaders;
}

/** A request of `UserAssignedIdentities_ListByResourceGroup`. */
export interface UserAssignedIdentitiesListByResourceGroupRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `UserAssignedIdentities_ListByResourceGroup`. */
export interface UserAssignedIdentitiesListByResourceGroupResponse {
  readonly status: 200;
  readonly body: UserAssignedIdentitiesListResult;
  readonly headers?: ResponseHeaders;
}

/** A request of `UserAssignedIdentities_Get`. */
export interface UserAssignedIdentitiesGetRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `UserAssignedIdentities_Get`. */
export interface UserAssignedIdentitiesGetResponse {
  readonly status: 200;
  readonly body: Identity;
  readonly headers?: ResponseHeaders;
}

/** A request of `UserAssignedIdentities_CreateOrUpdate`. */
export interface UserAssignedIdentitiesCreateOrUpdateRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
  readonly body: Untrusted<Identity>;
}

/** The success answers of `UserAssignedIdentities_CreateOrUpdate`. */
export type UserAssignedIdentitiesCreateOrUpdateResponse =
  | { readonly status: 200; readonly body: Identity; readonly headers?: ResponseHeaders }
  | { readonly status: 201; readonly body: Identity; readonly headers?: ResponseHeaders };

/** A request of `UserAssignedIdentities_Update`. */
export interface UserAssignedIdentitiesUpdateRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
  readonly body: Untrusted<IdentityUpdate>;
}

/** The success answer of `UserAssignedIdentities_Update`. */
export interface UserAssignedIdentitiesUpdateResponse {
  readonly status: 200;
  readonly body: Identity;
  readonly headers?: ResponseHeaders;
}

/** A request of `UserAssignedIdentities_Delete`. */
export interface UserAssignedIdentitiesDeleteRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answers of `UserAssignedIdentities_Delete`. */
export type UserAssignedIdentitiesDeleteResponse =
  | { readonly status: 200; readonly headers?: ResponseHeaders }
  | { readonly status: 204; readonly headers?: ResponseHeaders };

/** A request of `UserAssignedIdentities_RevokeTokens`. */
export interface UserAssignedIdentitiesRevokeTokensRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `UserAssignedIdentities_RevokeTokens`. */
export interface UserAssignedIdentitiesRevokeTokensResponse {
  readonly status: 200;
  readonly headers?: ResponseHeaders;
}

/** A request of `UserAssignedIdentities_ListAssociatedResources`. */
export interface UserAssignedIdentitiesListAssociatedResourcesRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
    readonly filter?: string;
    readonly orderby?: string;
    readonly top?: string;
    readonly skip?: string;
    readonly skiptoken?: string;
  };
}

/** The success answer of `UserAssignedIdentities_ListAssociatedResources`. */
export interface UserAssignedIdentitiesListAssociatedResourcesResponse {
  readonly status: 200;
  readonly body: AssociatedResourcesListResult;
  readonly headers?: ResponseHeaders;
}

/** Handles the operations on federated identity credentials. */
export interface FederatedIdentityCredentialsHandlers {
  /**
   * Enumerates the federated identity credentials of one user-assigned identity, which has at most
   * 20.
   */
  list(
    request: FederatedIdentityCredentialsListRequest,
  ): MaybePromise<FederatedIdentityCredentialsListResponse>;

  /** Reads one federated identity credential. */
  get(
    request: FederatedIdentityCredentialsGetRequest,
  ): MaybePromise<FederatedIdentityCredentialsGetResponse>;

  /**
   * Creates a federated identity credential, or replaces issuer, subject and audience of the one of
   * that name. Write the credentials of one identity one after another: concurrent writes are
   * answered with 409. A new credential may take some minutes before tokens can be exchanged with
   * it.
   */
  createOrUpdate(
    request: FederatedIdentityCredentialsCreateOrUpdateRequest,
  ): MaybePromise<FederatedIdentityCredentialsCreateOrUpdateResponse>;

  /**
   * Removes a federated identity credential, and succeeds too where the identity has none of that
   * name.
   */
  delete(
    request: FederatedIdentityCredentialsDeleteRequest,
  ): MaybePromise<FederatedIdentityCredentialsDeleteResponse>;
}

/** A request of `FederatedIdentityCredentials_List`. */
export interface FederatedIdentityCredentialsListRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
    readonly top?: string;
    readonly skiptoken?: string;
  };
}

/** The success answer of `FederatedIdentityCredentials_List`. */
export interface FederatedIdentityCredentialsListResponse {
  readonly status: 200;
  readonly body: FederatedIdentityCredentialsListResult;
  readonly headers?: ResponseHeaders;
}

/** A request of `FederatedIdentityCredentials_Get`. */
export interface FederatedIdentityCredentialsGetRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
    readonly federatedIdentityCredentialResourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answer of `FederatedIdentityCredentials_Get`. */
export interface FederatedIdentityCredentialsGetResponse {
  readonly status: 200;
  readonly body: FederatedIdentityCredential;
  readonly headers?: ResponseHeaders;
}

/** A request of `FederatedIdentityCredentials_CreateOrUpdate`. */
export interface FederatedIdentityCredentialsCreateOrUpdateRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
    readonly federatedIdentityCredentialResourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
  readonly body: Untrusted<FederatedIdentityCredential>;
}

/** The success answers of `FederatedIdentityCredentials_CreateOrUpdate`. */
export type FederatedIdentityCredentialsCreateOrUpdateResponse =
  | {
      readonly status: 200;
      readonly body: FederatedIdentityCredential;
      readonly headers?: ResponseHeaders;
    }
  | {
      readonly status: 201;
      readonly body: FederatedIdentityCredential;
      readonly headers?: ResponseHeaders;
    };

/** A request of `FederatedIdentityCredentials_Delete`. */
export interface FederatedIdentityCredentialsDeleteRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
    readonly federatedIdentityCredentialResourceName: string;
  };
  readonly query: {
    readonly apiVersion: string;
  };
}

/** The success answers of `FederatedIdentityCredentials_Delete`. */
export type FederatedIdentityCredentialsDeleteResponse =
  | { readonly status: 200; readonly headers?: ResponseHeaders }
  | { readonly status: 204; readonly headers?: ResponseHeaders };
