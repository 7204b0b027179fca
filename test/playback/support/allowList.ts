// What may be stored of an exchange. Everything else is left out of an answer, and refused in a request, which could
// not be told from another one without it.

import type { Exchange, RecordedRequest } from "./exchange.js";

const responseHeaders = [
  "allow",
  "content-type",
  "location",
  "retry-after",
  "www-authenticate",
  "x-ms-failure-cause",
  "x-ms-request-id",
];

const queryParameters = [
  "$filter",
  "$orderby",
  "$skip",
  "$skiptoken",
  "$top",
  "api-version",
  "client_id",
  "mi_res_id",
  "msi_res_id",
  "object_id",
  "resource",
];

/** Members of bodies, wherever they stand. */
const bodyMembers = [
  // Lists
  ["nextLink", "totalCount", "value"],
  // Resources, their identities and credentials
  ["id", "location", "name", "properties", "tags", "type"],
  ["assignmentRestrictions", "clientId", "clientSecretUrl", "isolationScope", "principalId"],
  ["providers", "tenantId"],
  ["audiences", "claimsMatchingExpression", "issuer", "languageVersion", "subject"],
  // Resources that use an identity
  ["resourceGroup", "subscriptionDisplayName", "subscriptionId"],
  // Operations
  ["description", "display", "operation", "provider", "resource"],
  // Errors
  ["additionalInfo", "code", "details", "error", "message", "target"],
  // Tokens: the secrets among them are replaced
  ["access_token", "client_id", "expires_in", "expires_on", "ext_expires_in", "not_before"],
  ["client_assertion", "client_assertion_type", "grant_type", "scope", "token_type"],
  ["correlation_id", "correlationId", "error_codes", "error_description", "statusCode"],
  ["timestamp", "trace_id"],
].flat();

/** Members whose own members are names that a caller chose. */
const openMembers = ["tags"];

/** Headers of every answer, of which nobody needs to be told that they are left out. */
const usualHeaders =
  /^(?:cache-control|connection|content-length|date|expires|pragma|strict-transport-security|x-content-type-options|x-ms-correlation-request-id|x-ms-ratelimit-.*|x-ms-routing-request-id)$/;

/** What was left out of answers, by header and member, the usual headers aside: who records should learn of it. */
export type LeftOut = Set<string>;

/**
 * Reduces an exchange to what may be stored.
 *
 * @param leftOut - Takes the names of what is left out.
 * @throws Error for a query parameter, or a member of a request's body, that is not on the list.
 */
export function keepAllowed({ request, response }: Exchange, leftOut: LeftOut): Exchange {
  requireAllowed(request);
  const headers = Object.entries(response.headers).filter(([name]) => {
    const allowed = responseHeaders.includes(name.toLowerCase());
    if (!allowed && !usualHeaders.test(name.toLowerCase())) {
      leftOut.add(`header ${name.toLowerCase()}`);
    }
    return allowed;
  });
  const body = keepMembers(response.body, (name) => leftOut.add(`member ${name}`));
  return {
    request,
    response: {
      status: response.status,
      headers: Object.fromEntries(
        headers.map(([name, value]) => [name.toLowerCase(), value] as const).sort(byName),
      ),
      ...(body === undefined ? {} : { body }),
    },
  };
}

function requireAllowed({ method, url, body }: RecordedRequest): void {
  const strangers = [...new URL(url).searchParams.keys()].filter(
    (name) => !queryParameters.includes(name),
  );
  keepMembers(body, (name) => strangers.push(name));
  if (strangers.length > 0) {
    throw new Error(
      `${method} ${url.split("?")[0] ?? ""} cannot be recorded: ${strangers.join(", ")} may not be stored. If it holds no secret, add it to allowList.ts.`,
    );
  }
}

function keepMembers(value: unknown, onLeftOut: (name: string) => void): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => keepMembers(item, onLeftOut));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const kept: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (openMembers.includes(name)) {
      kept.push([name, member]);
    } else if (bodyMembers.includes(name)) {
      kept.push([name, keepMembers(member, onLeftOut)]);
    } else {
      onLeftOut(name);
    }
  }
  return Object.fromEntries(kept);
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}
