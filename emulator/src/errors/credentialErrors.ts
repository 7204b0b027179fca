// Errors about federated identity credentials.

import { type ArmError, gateway, provider } from "./armError.js";

/** 404: a credential's identity, or its whole group, is not there. */
export function parentResourceNotFound(
  action: "read" | "write" | "delete",
  parentId: string,
): ArmError {
  return gateway(
    404,
    "ParentResourceNotFound",
    `Failed to perform '${action}' on resource(s) of type 'userAssignedIdentities/federatedIdentityCredentials', because the parent resource '${parentId}' could not be found.`,
  );
}

/** 405: the identity is in a region where it has no credentials. */
export function credentialsNotEnabled(): ArmError {
  const text =
    "The request format was unexpected : Support for federated identity credentials not enabled";
  return provider(405, "MethodNotAllowed", text);
}

/** 404: no such credential under an existing identity. */
export function credentialNotFound(id: string): ArmError {
  return provider(404, "NotFound", `Resource '${id}' was not found.`);
}

/** 400: a credential name the service does not allow. */
export function invalidCredentialName(name: string): ArmError {
  return provider(400, "BadRequest", `Federated Identity Credential name '${name}' is invalid.`);
}

/** 400: a credential without any property. */
export function emptyCredential(): ArmError {
  const text = "Federated Identity Credential from HTTP body has empty properties";
  return provider(400, "BadRequest", text);
}

/** 400: issuer, subject or audiences missing. */
export function incompleteCredential(): ArmError {
  return provider(
    400,
    "BadRequest",
    "The request format was unexpected. Federated Identity Credential must specify 'issuer', 'subject' and 'audience'.",
  );
}

/** 400: the same in a version where an expression can take the subject's place. */
export function incompleteFlexibleCredential(): ArmError {
  return provider(
    400,
    "BadRequest",
    "The request format was unexpected. Federated Identity Credential must specify 'issuer', 'audience' and exactly one of 'subject' and 'claimsMatchingExpression'.",
  );
}

/** 400: an expression without a value, or in a language that is not the one there is. */
export function invalidClaimsMatchingExpression(languageVersion: number): ArmError {
  const text = `The claimsMatchingExpression of a Federated Identity Credential must have a value and the languageVersion ${languageVersion}.`;
  return provider(400, "BadRequest", text);
}

/** 400: an expression that cannot be read. */
export function unreadableExpression(reason: string): ArmError {
  const text = `The claimsMatchingExpression of a Federated Identity Credential cannot be understood: ${reason}.`;
  return provider(400, "BadRequest", text);
}

/** 400: not exactly one audience. */
export function audienceCount(): ArmError {
  return provider(
    400,
    "InvalidFederatedIdentityCredentialsAudienceLength",
    "Federated identity credentials must have exactly 1 audience.",
  );
}

/** 400: a value of a credential over the limit. */
export function credentialValueTooLong(member: string, limit: number): ArmError {
  const text = `The ${member} of a Federated Identity Credential must not be longer than ${limit} characters.`;
  return provider(400, "BadRequest", text);
}

/** 409: issuer and subject (or expression) already stand together in another credential of the identity. */
export function duplicateCredential(second: "subject" | "claims matching expression"): ArmError {
  const text = `Issuer and ${second} combination already exists for this Managed Identity.`;
  return provider(409, "Conflict", text);
}

/** 409: another write of a credential of the same identity is under way. */
export function concurrentCredentialWrites(identityId: string): ArmError {
  const id = identityId.replace(
    /\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\//,
    (part) => part.toLowerCase(),
  );
  return provider(
    409,
    "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
    `Too many Federated Identity Credentials are written concurrently for the managed identity '${id}'. Concurrent Federated Identity Credentials writes under the same managed identity are not supported.`,
  );
}

/** 500 or 404: the directory does not know the identity yet. */
export function principalNotFound(principalId: string, isNewVersion: boolean): ArmError {
  const text = `The service principal '${principalId}' of the managed identity was not found in Microsoft Graph. It may not have been replicated yet: retry later.`;
  return isNewVersion
    ? provider(404, "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation", text)
    : provider(500, "InternalServerError", text);
}

/** 400: one credential more than an identity can have. */
export function tooManyCredentials(limit: number, parentId: string): ArmError {
  return provider(
    400,
    "BadRequest",
    `Too many Federated Identity Credentials: the managed identity '${parentId}' already has ${limit}, which is the limit.`,
  );
}
