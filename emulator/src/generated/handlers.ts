// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.
import type {
  FederatedIdentityCredential,
  FederatedIdentityCredentialsListResult,
  Identity,
  IdentityUpdate,
  OperationListResult,
  SystemAssignedIdentity,
  Untrusted,
  UserAssignedIdentitiesListResult,
} from "./wireTypes.js";

/** Headers of an answer. */
export type ResponseHeaders = Readonly<Record<string, string>>;
/** A value, or a promise of it. */
export type MaybePromise<T> = T | Promise<T>;

/** Request of FederatedIdentityCredentials.list. */
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
/** Response of FederatedIdentityCredentials.list. */
export type FederatedIdentityCredentialsListResponse = {
  readonly status: 200;
  readonly body: FederatedIdentityCredentialsListResult;
  readonly headers?: ResponseHeaders;
};

/** Request of FederatedIdentityCredentials.get. */
export interface FederatedIdentityCredentialsGetRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
    readonly federatedIdentityCredentialResourceName: string;
  };
  readonly query: { readonly apiVersion: string };
}
/** Response of FederatedIdentityCredentials.get. */
export type FederatedIdentityCredentialsGetResponse = {
  readonly status: 200;
  readonly body: FederatedIdentityCredential;
  readonly headers?: ResponseHeaders;
};

/** Request of FederatedIdentityCredentials.createOrUpdate. */
export interface FederatedIdentityCredentialsCreateOrUpdateRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
    readonly federatedIdentityCredentialResourceName: string;
  };
  readonly query: { readonly apiVersion: string };
  readonly body: Untrusted<FederatedIdentityCredential>;
}
/** Response of FederatedIdentityCredentials.createOrUpdate. */
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

/** Request of FederatedIdentityCredentials.delete. */
export interface FederatedIdentityCredentialsDeleteRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
    readonly federatedIdentityCredentialResourceName: string;
  };
  readonly query: { readonly apiVersion: string };
}
/** Response of FederatedIdentityCredentials.delete. */
export type FederatedIdentityCredentialsDeleteResponse =
  | { readonly status: 200; readonly headers?: ResponseHeaders }
  | { readonly status: 204; readonly headers?: ResponseHeaders };

/** Request of Operations.list. */
export interface OperationsListRequest {
  readonly path: {};
  readonly query: { readonly apiVersion: string };
}
/** Response of Operations.list. */
export type OperationsListResponse = {
  readonly status: 200;
  readonly body: OperationListResult;
  readonly headers?: ResponseHeaders;
};

/** Request of SystemAssignedIdentities.getByScope. */
export interface SystemAssignedIdentitiesGetByScopeRequest {
  readonly path: { readonly scope: string };
  readonly query: { readonly apiVersion: string };
}
/** Response of SystemAssignedIdentities.getByScope. */
export type SystemAssignedIdentitiesGetByScopeResponse = {
  readonly status: 200;
  readonly body: SystemAssignedIdentity;
  readonly headers?: ResponseHeaders;
};

/** Request of UserAssignedIdentities.listBySubscription. */
export interface UserAssignedIdentitiesListBySubscriptionRequest {
  readonly path: { readonly subscriptionId: string };
  readonly query: { readonly apiVersion: string };
}
/** Response of UserAssignedIdentities.listBySubscription. */
export type UserAssignedIdentitiesListBySubscriptionResponse = {
  readonly status: 200;
  readonly body: UserAssignedIdentitiesListResult;
  readonly headers?: ResponseHeaders;
};

/** Request of UserAssignedIdentities.listByResourceGroup. */
export interface UserAssignedIdentitiesListByResourceGroupRequest {
  readonly path: { readonly subscriptionId: string; readonly resourceGroupName: string };
  readonly query: { readonly apiVersion: string };
}
/** Response of UserAssignedIdentities.listByResourceGroup. */
export type UserAssignedIdentitiesListByResourceGroupResponse = {
  readonly status: 200;
  readonly body: UserAssignedIdentitiesListResult;
  readonly headers?: ResponseHeaders;
};

/** Request of UserAssignedIdentities.get. */
export interface UserAssignedIdentitiesGetRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: { readonly apiVersion: string };
}
/** Response of UserAssignedIdentities.get. */
export type UserAssignedIdentitiesGetResponse = {
  readonly status: 200;
  readonly body: Identity;
  readonly headers?: ResponseHeaders;
};

/** Request of UserAssignedIdentities.createOrUpdate. */
export interface UserAssignedIdentitiesCreateOrUpdateRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: { readonly apiVersion: string };
  readonly body: Untrusted<Identity>;
}
/** Response of UserAssignedIdentities.createOrUpdate. */
export type UserAssignedIdentitiesCreateOrUpdateResponse =
  | { readonly status: 200; readonly body: Identity; readonly headers?: ResponseHeaders }
  | { readonly status: 201; readonly body: Identity; readonly headers?: ResponseHeaders };

/** Request of UserAssignedIdentities.update. */
export interface UserAssignedIdentitiesUpdateRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: { readonly apiVersion: string };
  readonly body: Untrusted<IdentityUpdate>;
}
/** Response of UserAssignedIdentities.update. */
export type UserAssignedIdentitiesUpdateResponse = {
  readonly status: 200;
  readonly body: Identity;
  readonly headers?: ResponseHeaders;
};

/** Request of UserAssignedIdentities.delete. */
export interface UserAssignedIdentitiesDeleteRequest {
  readonly path: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly resourceName: string;
  };
  readonly query: { readonly apiVersion: string };
}
/** Response of UserAssignedIdentities.delete. */
export type UserAssignedIdentitiesDeleteResponse =
  | { readonly status: 200; readonly headers?: ResponseHeaders }
  | { readonly status: 204; readonly headers?: ResponseHeaders };

/** Handlers of FederatedIdentityCredentials. */
export interface FederatedIdentityCredentialsHandlers {
  list(
    request: FederatedIdentityCredentialsListRequest,
  ): MaybePromise<FederatedIdentityCredentialsListResponse>;
  get(
    request: FederatedIdentityCredentialsGetRequest,
  ): MaybePromise<FederatedIdentityCredentialsGetResponse>;
  createOrUpdate(
    request: FederatedIdentityCredentialsCreateOrUpdateRequest,
  ): MaybePromise<FederatedIdentityCredentialsCreateOrUpdateResponse>;
  delete(
    request: FederatedIdentityCredentialsDeleteRequest,
  ): MaybePromise<FederatedIdentityCredentialsDeleteResponse>;
}

/** Handlers of Operations. */
export interface OperationsHandlers {
  list(request: OperationsListRequest): MaybePromise<OperationsListResponse>;
}

/** Handlers of SystemAssignedIdentities. */
export interface SystemAssignedIdentitiesHandlers {
  getByScope(
    request: SystemAssignedIdentitiesGetByScopeRequest,
  ): MaybePromise<SystemAssignedIdentitiesGetByScopeResponse>;
}

/** Handlers of UserAssignedIdentities. */
export interface UserAssignedIdentitiesHandlers {
  listBySubscription(
    request: UserAssignedIdentitiesListBySubscriptionRequest,
  ): MaybePromise<UserAssignedIdentitiesListBySubscriptionResponse>;
  listByResourceGroup(
    request: UserAssignedIdentitiesListByResourceGroupRequest,
  ): MaybePromise<UserAssignedIdentitiesListByResourceGroupResponse>;
  get(request: UserAssignedIdentitiesGetRequest): MaybePromise<UserAssignedIdentitiesGetResponse>;
  createOrUpdate(
    request: UserAssignedIdentitiesCreateOrUpdateRequest,
  ): MaybePromise<UserAssignedIdentitiesCreateOrUpdateResponse>;
  update(
    request: UserAssignedIdentitiesUpdateRequest,
  ): MaybePromise<UserAssignedIdentitiesUpdateResponse>;
  delete(
    request: UserAssignedIdentitiesDeleteRequest,
  ): MaybePromise<UserAssignedIdentitiesDeleteResponse>;
}

/** Every operation of the service: a new one in the document is a compile error until it is handled. */
export interface Handlers {
  readonly federatedIdentityCredentials: FederatedIdentityCredentialsHandlers;
  readonly operations: OperationsHandlers;
  readonly systemAssignedIdentities: SystemAssignedIdentitiesHandlers;
  readonly userAssignedIdentities: UserAssignedIdentitiesHandlers;
}
