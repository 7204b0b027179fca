// The door `arm-managed-identity/credential` in browsers, where there are no managed identities.

import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { CredentialUnavailableError } from "./errors.js";

export { AuthenticationError, CredentialUnavailableError, type ErrorResponse } from "./errors.js";

/** Not for browsers: making one throws. */
export class ManagedIdentityCredential implements TokenCredential {
  /** @throws CredentialUnavailableError always. */
  constructor() {
    throw new CredentialUnavailableError(
      "ManagedIdentityCredential: there are no managed identities in browsers. Sign the user in, for example with InteractiveBrowserCredential of @azure/identity.",
    );
  }

  /** Never called: there is no instance. */
  getToken(): Promise<AccessToken> {
    return Promise.reject(new CredentialUnavailableError());
  }
}
