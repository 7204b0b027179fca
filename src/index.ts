// What is public.

// The client
export { ManagedServiceIdentityClient } from "./client.js";
export type {
  FullOperationResponse,
  ManagedServiceIdentityClientOptionalParams,
  OperationOptions,
  OperationRequestOptions,
  RawResponseCallback,
} from "./customizations/options.js";
export { AzureClouds, type AzureCloud } from "./customizations/clouds.js";

// Its operations
export type { FederatedIdentityCredentials } from "./generated/operations/federatedIdentityCredentials.js";
export type { Operations } from "./generated/operations/operations.js";
export type { SystemAssignedIdentities } from "./generated/operations/systemAssignedIdentities.js";
export type { UserAssignedIdentities } from "./generated/operations/userAssignedIdentities.js";

// What they take and give
export type * from "./generated/models.js";
export { KnownCreatedByType, KnownIsolationScope } from "./generated/models.js";
export { KnownVersions } from "./generated/versions.js";

// Lists
export {
  getContinuationToken,
  type PagedAsyncIterableIterator,
  type PageSettings,
} from "./customizations/paging.js";

// Errors
export {
  isConcurrentWrite,
  isConflict,
  isForbidden,
  isNotFound,
  isParentNotFound,
  isProviderNotRegistered,
  isServiceError,
  isThrottled,
  isUnauthorized,
  type ServiceError,
  type ServiceErrorBody,
  type ServiceErrorDetails,
} from "./customizations/errors.js";

// Resource ids
export {
  formatResourceId,
  normalizeResourceId,
  parseResourceId,
  resourceIdsEqual,
  type ResourceId,
} from "./customizations/resourceIds.js";

// Tokens
export {
  AuthenticationError,
  CredentialUnavailableError,
  ManagedIdentityCredential,
  type AdditionalPolicy,
  type CredentialLoggingOptions,
  type ErrorResponse,
  type ManagedIdentityCredentialClientIdOptions,
  type ManagedIdentityCredentialObjectIdOptions,
  type ManagedIdentityCredentialResourceIdOptions,
  type TokenCredentialOptions,
} from "./credential/index.js";
