// The door `arm-managed-identity/credential`.

export { ManagedIdentityCredential } from "./managedIdentityCredential.js";
export { AuthenticationError, CredentialUnavailableError, type ErrorResponse } from "./errors.js";
export type {
  AdditionalPolicy,
  CredentialLoggingOptions,
  ManagedIdentityCredentialClientIdOptions,
  ManagedIdentityCredentialObjectIdOptions,
  ManagedIdentityCredentialResourceIdOptions,
  TokenCredentialOptions,
} from "./options.js";
