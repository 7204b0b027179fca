// Errors about what is asked: versions, paths, methods, bodies, the registration of the provider.

import { ArmError, gateway } from "./armError.js";
import { providerNamespace } from "../resourceIds.js";

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

/** 400: a list's `$top`, `$skiptoken` or the like cannot be used. */
export function invalidQueryParameter(name: string, reason: string): ArmError {
  return gateway(400, "InvalidQueryParameter", `The query parameter '${name}' ${reason}.`);
}
