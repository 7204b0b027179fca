// From the scope a caller passes to the resource a metadata endpoint takes.

import { CredentialUnavailableError } from "./errors.js";

const suffix = "/.default";

/**
 * The one scope a caller asks for.
 *
 * @throws CredentialUnavailableError if there is not exactly one, or it names no resource.
 */
export function requireScope(scopes: string | readonly string[]): string {
  const scope: unknown = typeof scopes === "string" ? scopes : one(scopes);
  if (typeof scope !== "string" || toResource(scope) === "") {
    throw new CredentialUnavailableError(
      `ManagedIdentityCredential: Multiple scopes are not supported: ask for exactly one, such as "https://management.azure.com/.default". Scopes: ${JSON.stringify(scopes)}`,
    );
  }
  return scope;
}

/** A scope without one `/.default` at its end. */
export function toResource(scope: string): string {
  return scope.endsWith(suffix) ? scope.slice(0, -suffix.length) : scope;
}

function one(scopes: unknown): unknown {
  return Array.isArray(scopes) && scopes.length === 1 ? scopes[0] : undefined;
}
