// How a failed call looks to its caller: one error shape, and a guard for each case worth a branch.

import type { RestError } from "@azure/core-rest-pipeline";
import { isRestError } from "@azure/core-rest-pipeline";

/** The body of an error answer, as Azure Resource Manager sends it. */
export interface ServiceErrorDetails {
  /** What went wrong. */
  error?: ServiceErrorBody;
}

/** One error of an error answer; errors can hold more precise ones. */
export interface ServiceErrorBody {
  /** The error's name for programs, such as `ResourceNotFound`. */
  code?: string;
  /** The error's text for people. */
  message?: string;
  /** What the error is about, such as the name of a property. */
  target?: string;
  /** More precise errors that led to this one. */
  details?: ServiceErrorBody[];
}

/**
 * An answer of the service that is not a success, or a success that cannot be read.
 *
 * It is a `RestError` of `@azure/core-rest-pipeline` with these members added, so `isRestError` and
 * `error.statusCode` work as with any Azure SDK package. The access token has been removed from its
 * `request` and `response`.
 */
export interface ServiceError extends RestError {
  /**
   * The service's code, such as `ResourceNotFound`; the status as text, such as `502`, when the answer
   * has none; `PARSE_ERROR` when a successful answer cannot be read.
   */
  code: string;
  /** The HTTP status of the answer. */
  statusCode: number;
  /** The body of the answer. For a body that is not JSON, its beginning is the `message`. */
  details: ServiceErrorDetails;
  /** The operation that failed, such as `FederatedIdentityCredentials.createOrUpdate`. */
  operation: string;
  /** The service's id of the request (`x-ms-request-id`): what Azure support asks for. */
  requestId?: string;
  /** How long the service asks to wait before trying again, in milliseconds. */
  retryAfterInMs?: number;
}

/** Whether an error is an answer of the service, as opposed to a network failure, an abort or a mistake in the call. */
export function isServiceError(error: unknown): error is ServiceError {
  return (
    isRestError(error) &&
    typeof error.statusCode === "number" &&
    typeof error.code === "string" &&
    typeof error.details === "object" &&
    error.details !== null &&
    "operation" in error &&
    typeof error.operation === "string"
  );
}

/** Whether the resource, or something it lives in, does not exist (404). */
export function isNotFound(error: unknown): error is ServiceError {
  return isServiceError(error) && error.statusCode === 404;
}

/**
 * Whether the identity or the resource group that the call works in does not exist: a 404 with code
 * `ParentResourceNotFound` or `ResourceGroupNotFound`. For a short while after the parent was created
 * the service may answer this although the parent is there.
 */
export function isParentNotFound(error: unknown): error is ServiceError {
  return (
    isNotFound(error) &&
    (error.code === "ParentResourceNotFound" || error.code === "ResourceGroupNotFound")
  );
}

/** Whether the call conflicts with the state of the resource or with another call (409). */
export function isConflict(error: unknown): error is ServiceError {
  return isServiceError(error) && error.statusCode === 409;
}

/**
 * Whether another write of a federated identity credential under the same identity was going on. The
 * service allows one at a time; the call can be made again.
 */
export function isConcurrentWrite(error: unknown): error is ServiceError {
  return (
    isConflict(error) &&
    error.code === "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"
  );
}

/** Whether the service refuses the call because of too many requests (429). */
export function isThrottled(error: unknown): error is ServiceError {
  return isServiceError(error) && error.statusCode === 429;
}

/** Whether the access token is missing, expired or for something else (401). */
export function isUnauthorized(error: unknown): error is ServiceError {
  return isServiceError(error) && error.statusCode === 401;
}

/** Whether the caller lacks a permission (403). */
export function isForbidden(error: unknown): error is ServiceError {
  return isServiceError(error) && error.statusCode === 403;
}

/** Whether the subscription is not registered for Microsoft.ManagedIdentity (409, `MissingSubscriptionRegistration`). */
export function isProviderNotRegistered(error: unknown): error is ServiceError {
  return isConflict(error) && error.code === "MissingSubscriptionRegistration";
}
