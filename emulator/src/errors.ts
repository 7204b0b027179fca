// Every error the emulator answers: one function per text.

import type { ResponseHeaders } from "./generated/handlers.js";
import { providerNamespace } from "./resourceIds.js";

/** Who made an error: ARM in front of the provider ("gateway"), or the provider itself. */
export type ErrorSource = "gateway" | "provider";

/** A detail of an error. */
export interface ErrorDetail {
  readonly code: string;
  readonly target: string;
  readonly message: string;
}

/** An error answer: status, code, text and, for the gateway's own, `x-ms-failure-cause`. */
export class ArmError extends Error {
  constructor(
    readonly source: ErrorSource,
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: ResponseHeaders = {},
    readonly details?: readonly ErrorDetail[],
  ) {
    super(message);
    this.name = "ArmError";
  }

  /** The same error with more headers. */
  withHeaders(headers: ResponseHeaders): ArmError {
    const all = { ...headers, ...this.headers };
    return new ArmError(this.source, this.status, this.code, this.message, all, this.details);
  }
}

/** An error as it is answered. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

const gateway = (status: number, code: string, message: string, headers?: ResponseHeaders) =>
  new ArmError("gateway", status, code, message, headers);

const provider = (status: number, code: string, message: string, headers?: ResponseHeaders) =>
  new ArmError("provider", status, code, message, headers);

/** 401: no Authorization header, or a token that this emulator did not give out. */
export function authenticationFailed(authority: string, isMissing: boolean): ArmError {
  const reason = isMissing
    ? "The 'Authorization' header is missing."
    : "The access token is not one of this emulator's.";
  return unauthorized(
    authority,
    "AuthenticationFailed",
    reason,
    `Authentication failed. ${reason}`,
  );
}

/** 401: a token that this emulator did not sign, or that has been changed. */
export function invalidAuthenticationToken(authority: string): ArmError {
  return unauthorized(authority, "InvalidAuthenticationToken", "The access token is invalid.");
}

/** 401: a token whose time is over. */
export function expiredAuthenticationToken(authority: string, expiry: Date, now: Date): ArmError {
  const text = `The access token expiry UTC time '${usTime(expiry)}' is earlier than current UTC time '${usTime(now)}'.`;
  return unauthorized(authority, "ExpiredAuthenticationToken", text);
}

/** 401: a token for something else than ARM. */
export function wrongAudience(
  authority: string,
  audience: string,
  allowed: readonly string[],
): ArmError {
  const list = allowed.map((known) => `'${known}'`).join(",");
  const text = `The access token has been obtained for wrong audience or resource '${audience}'. It should exactly match with one of the allowed audiences ${list}.`;
  return unauthorized(authority, "InvalidAuthenticationTokenAudience", text);
}

/** 401: a token that is not good any more, or not good enough: one with these claims is wanted (a claims challenge). */
export function insufficientClaims(origin: string, claims: object): ArmError {
  const encoded = Buffer.from(JSON.stringify(claims)).toString("base64");
  return gateway(
    401,
    "AuthenticationFailed",
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp",
    {
      "WWW-Authenticate": `Bearer realm="", authorization_uri="${origin}/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`,
    },
  );
}

/** What a claims challenge asks for after a revocation: a token that is not older than this. */
export function issuedSince(timeInMs: number): object {
  const value = String(Math.floor(timeInMs / 1_000));
  return { access_token: { nbf: { essential: true, value } } };
}

/** The answer that an error is. */
export function errorAnswer(error: ArmError): ErrorAnswer {
  const { source, status, code, message, headers, details } = error;
  const cause: Record<string, string> =
    source === "gateway" ? { "x-ms-failure-cause": "gateway" } : {};
  const body = { error: { code, message, ...(details !== undefined && { details }) } };
  return { status, body, headers: { ...cause, ...headers } };
}

function unauthorized(authority: string, code: string, reason: string, message = reason): ArmError {
  // A token's own texts stand in the message: quotes and line ends would break the header apart.
  const description = reason.replace(/[^\x20\x21\x23-\x7e]/g, "?");
  const challenge = `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${description}"`;
  return gateway(401, code, message, { "WWW-Authenticate": challenge });
}

/** `6/15/2026 8:22:51 AM` */
function usTime(time: Date): string {
  return time.toLocaleString("en-US", { timeZone: "UTC" }).replace(",", "").replace(/\s/g, " ");
}

/** 400: the query has no api-version. */
export function missingApiVersion(): ArmError {
  return gateway(
    400,
    "MissingApiVersionParameter",
    "The api-version query parameter (?api-version=) is required for all requests.",
  );
}

/** 400: the api-version has not the form of one. */
export function invalidApiVersion(version: string): ArmError {
  return gateway(
    400,
    "InvalidApiVersionParameter",
    `The api-version '${version}' is invalid. It must be a date, followed by -preview if it is one.`,
  );
}

/** 400: no version of the provider has this name. */
export function noRegisteredProvider(
  type: string,
  version: string,
  known: readonly string[],
): ArmError {
  return gateway(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for location 'global' and API version '${version}' for type '${type}'. The supported api-versions are '${known.join(", ")}'.`,
  );
}

/** 404: the provider does not have the type, or not in this version. */
export function invalidResourceType(version: string): ArmError {
  return gateway(
    404,
    "InvalidResourceType",
    `The resource type could not be found in the namespace '${providerNamespace}' for api version '${version}'.`,
  );
}

/** 404: a path this emulator knows nothing about. */
export function unknownPath(path: string): ArmError {
  return gateway(404, "NotFound", `The emulator has nothing at '${path}'.`);
}

/** 400: a path that cannot be percent-decoded. */
export function malformedPath(): ArmError {
  return gateway(400, "BadRequest", "The path of the request is not well percent-encoded.");
}

/** 405: the path exists, but not with this method. */
export function methodNotAllowed(verb: string, allowed: readonly string[]): ArmError {
  const text = `The requested resource does not support http method '${verb}'.`;
  return gateway(405, "MethodNotAllowed", text, { Allow: allowed.join(", ") });
}

/** 400: a subscription id that is not a GUID. */
export function invalidSubscriptionId(id: string): ArmError {
  const text = `The provided subscription identifier '${id}' is malformed or invalid.`;
  return gateway(400, "InvalidSubscriptionId", text);
}

/** 404: another subscription than the emulator's. */
export function subscriptionNotFound(id: string): ArmError {
  return gateway(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`);
}

/** 413: a body over the limit. */
export function requestTooLarge(limitInBytes: number): ArmError {
  const text = `The request body is larger than ${limitInBytes} bytes.`;
  return gateway(413, "RequestEntityTooLarge", text);
}

/** 415: a body that does not say that it is JSON. */
export function unsupportedMediaType(type: string | undefined): ArmError {
  const text = `The content media type '${type ?? "<null>"}' is not supported. Only 'application/json' is supported.`;
  return gateway(415, "UnsupportedMediaType", text);
}

/** 429: a caller, or all of them, has asked too much of a subscription. */
export function subscriptionRequestsThrottled(
  kind: string,
  subscriptionId: string,
  objectId: string,
  retryAfterInSeconds: number,
): ArmError {
  const text = `Number of '${kind}' requests for subscription '${subscriptionId}' actor '${objectId}' exceeded. Please try again after '${retryAfterInSeconds}' seconds.`;
  return gateway(429, "SubscriptionRequestsThrottled", text, retryAfter(retryAfterInSeconds));
}

/** 429: the same of a tenant. */
export function tenantRequestsThrottled(
  tenantId: string,
  objectId: string,
  retryAfterInSeconds: number,
): ArmError {
  const text = `Number of 'read' requests for tenant '${tenantId}' actor '${objectId}' exceeded. Please try again after '${retryAfterInSeconds}' seconds.`;
  return gateway(429, "TenantRequestsThrottled", text, retryAfter(retryAfterInSeconds));
}

/** 429: the provider has been asked too often for one resource, or for too much in all. */
export function requestThrottled(
  id: string,
  retryAfterInSeconds: number,
  isToldWhen: boolean,
): ArmError {
  const text = `Request is temporarily throttled because resource ${id} has issued too many requests. Retry after ${retryAfterInSeconds} seconds.`;
  return provider(429, "429", text, isToldWhen ? retryAfter(retryAfterInSeconds) : {});
}

function retryAfter(seconds: number): ResponseHeaders {
  return { "Retry-After": String(seconds) };
}

/** 409: the subscription may not use the provider yet, or no longer. */
export function missingSubscriptionRegistration(): ArmError {
  const code = "MissingSubscriptionRegistration";
  const message = `The subscription is not registered to use namespace '${providerNamespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  const details = [{ code, target: providerNamespace, message }];
  return new ArmError("gateway", 409, code, message, {}, details);
}

/** 409: the provider still has resources in the subscription. */
export function providerInUse(): ArmError {
  const text = `The subscription cannot be unregistered from namespace '${providerNamespace}' while it has resources of it. Delete them first.`;
  return gateway(409, "Conflict", text);
}

/** 400: a body that is not JSON, not an object, or has a member of the wrong type. */
export function invalidRequestContent(reason: string): ArmError {
  return gateway(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: '${reason}'.`,
  );
}

/** 400: a new resource without a location. */
export function locationRequired(): ArmError {
  return gateway(400, "LocationRequired", "The location property is required for this definition.");
}

/** 400: the type cannot be created in a region, or nobody knows that region. */
export function locationNotAvailable(
  type: string,
  location: string,
  available: readonly string[],
): ArmError {
  const text = `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${available.join(",")}'.`;
  return gateway(400, "LocationNotAvailableForResourceType", text);
}

/** 409: a resource cannot move to another location. */
export function locationChanged(
  name: string,
  group: string,
  location: string,
  wanted: string,
): ArmError {
  return gateway(
    409,
    "InvalidResourceLocation",
    `The resource '${name}' already exists in location '${location}' in resource group '${group}'. A resource with the same name cannot be created in location '${wanted}'. Please select a new resource name.`,
  );
}

/** 400: a name the type does not allow. */
export function invalidResourceName(name: string, rule: string): ArmError {
  return gateway(400, "InvalidResourceName", `The resource name '${name}' is invalid: ${rule}.`);
}

/** 400: a list's `$top`, `$skiptoken` or the like cannot be used. */
export function invalidQueryParameter(name: string, reason: string): ArmError {
  return gateway(400, "InvalidQueryParameter", `The query parameter '${name}' ${reason}.`);
}

/** 404: no such resource group. */
export function resourceGroupNotFound(name: string): ArmError {
  return gateway(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

/** 409: a resource group cannot move to another location. */
export function resourceGroupLocationChanged(location: string, wanted: string): ArmError {
  return gateway(
    409,
    "InvalidResourceGroupLocation",
    `Invalid resource group location '${wanted}'. The Resource group already exists in location '${location}'.`,
  );
}

/** 404: no such resource in an existing group. */
export function resourceNotFound(type: string, name: string, resourceGroupName: string): ArmError {
  return gateway(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

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

/** 400: an isolation scope the service does not know. */
export function invalidIsolationScope(known: readonly string[]): ArmError {
  const text = `The isolationScope of a managed identity must be one of: ${known.join(", ")}.`;
  return provider(400, "BadRequest", text);
}

/** 500: a defect of the emulator. */
export function emulatorFailed(cause: unknown): ArmError {
  const error = gateway(500, "InternalServerError", `The emulator failed: ${String(cause)}`);
  error.cause = cause;
  return error;
}
