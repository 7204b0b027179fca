// The errors of Microsoft Entra ID's token endpoint: one function per code.

import { randomUUID } from "node:crypto";
import { Refusal } from "../tokens/tokenResponder.js";

/** 400: not a POST. */
export function postOnly(verb: string): Refusal {
  return refuse(
    400,
    "invalid_request",
    900561,
    `The endpoint only accepts POST requests. Received a ${verb} request.`,
  );
}

/** 400: a tenant that does not exist. */
export function tenantNotFound(tenant: string): Refusal {
  return refuse(400, "invalid_request", 90002, `Tenant '${tenant}' not found.`);
}

/** 400: a parameter is missing. */
export function parameterMissing(name: string): Refusal {
  return refuse(
    400,
    "invalid_request",
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}

/** 400: a grant that the emulator does not play. */
export function unsupportedGrant(grant: string): Refusal {
  return refuse(
    400,
    "unsupported_grant_type",
    70003,
    `The app requested an unsupported grant type '${grant}'.`,
  );
}

/** 400: not one scope that ends with `/.default`. */
export function invalidScope(scope: string): Refusal {
  return refuse(
    400,
    "invalid_scope",
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`,
  );
}

/** 400: no identity has this client id. */
export function applicationNotFound(clientId: string, tenant: string): Refusal {
  return refuse(
    400,
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
  );
}

/** 401: no assertion. A managed identity has nothing else to show. */
export function assertionMissing(): Refusal {
  return refuse(
    401,
    "invalid_client",
    7000216,
    "'client_assertion' is required for the 'client_credentials' grant type of a managed identity.",
  );
}

/** 400: an assertion that is no token. */
export function malformedAssertion(): Refusal {
  return refuse(400, "invalid_request", 50027, "JWT token is invalid or malformed.");
}

/** 401: an assertion that its issuer did not sign, or not with RS256. */
export function invalidSignature(reason: string): Refusal {
  return refuse(
    401,
    "invalid_client",
    700027,
    `Client assertion failed signature validation. ${reason}`,
  );
}

/** 401: an assertion whose time is over or has not begun. */
export function outOfTime(now: Date, notBefore: Date, expiry: Date): Refusal {
  return refuse(
    401,
    "invalid_client",
    700024,
    `Client assertion is not within its valid time range. Current time: ${now.toISOString()}, assertion valid from ${notBefore.toISOString()}, expiry time of assertion ${expiry.toISOString()}.`,
  );
}

/** 401: no credential of the identity has this issuer. */
export function issuerUnknown(issuer: string): Refusal {
  return noMatch(700211, `issuer '${issuer}'.`);
}

/** 401: no credential of the identity with this issuer has this audience. */
export function audienceUnknown(audience: string): Refusal {
  return noMatch(700212, `audience '${audience}'.`);
}

/**
 * 401: no credential of the identity with this issuer and audience has this subject.
 *
 * @param objections - What those with an expression miss; "" where there are none.
 */
export function subjectUnknown(subject: string, objections: string): Refusal {
  return noMatch(700213, `subject '${subject}'.`, objections);
}

/** 401: the same, but for the letter case of the subject. */
export function subjectOfOtherCase(subject: string): Refusal {
  return noMatch(
    7002138,
    `subject '${subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison.`,
  );
}

/** 401: the credential is there, but too new to be known everywhere: the older, general text. */
export function notYetKnown(): Refusal {
  return refuse(
    401,
    "invalid_client",
    70021,
    "No matching federated identity record found for presented assertion.",
  );
}

function noMatch(code: number, what: string, hint = ""): Refusal {
  return refuse(
    401,
    "invalid_client",
    code,
    `No matching federated identity record found for presented assertion ${what} Check your federated identity credential Subject, Audience and Issuer against the presented assertion.${hint && ` ${hint}`}`,
  );
}

function refuse(status: number, error: string, code: number, text: string): Refusal {
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace("T", " ")}Z`;
  return new Refusal({
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
    },
  });
}
