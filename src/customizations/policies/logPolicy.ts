// What a request and its response look like in the log: an allow-list of headers and query parameters.

import type { HttpHeaders, LogPolicyOptions, PipelinePolicy } from "@azure/core-rest-pipeline";
import { logPolicyName } from "@azure/core-rest-pipeline";
import { logger } from "../logger.js";

/**
 * Logs every try: method, URL, status and headers, at the level `info`. A header or query parameter that
 * is not on the list shows as `REDACTED`; bodies are never logged.
 *
 * It has the name and the options of core's own policy and takes its place, because that one redacts the
 * headers of requests only.
 *
 * @param options - What the caller adds to the lists, and a logger in place of this package's.
 */
export function logPolicy(options: LogPolicyOptions = {}): PipelinePolicy {
  const log = options.logger ?? logger.info;
  const headerNames = lowerCase(allowedHeaderNames, options.additionalAllowedHeaderNames);
  const parameters = lowerCase(allowedQueryParameters, options.additionalAllowedQueryParameters);
  return {
    name: logPolicyName,
    async sendRequest(request, next) {
      // A logger of the caller's own may be a plain function, without the switch of @azure/logger.
      if ((log as { enabled?: boolean }).enabled === false) {
        return next(request);
      }
      const { method, requestId } = request;
      const url = redactUrl(request.url, parameters);
      log(
        `Request: ${JSON.stringify({ requestId, method, url, headers: redact(request.headers, headerNames) })}`,
      );
      const response = await next(request);
      const { status } = response;
      log(
        `Response: ${JSON.stringify({ requestId, status, headers: redact(response.headers, headerNames) })}`,
      );
      return response;
    },
  };
}

const redacted = "REDACTED";

// The headers core's policy shows, and those of Azure Resource Manager that hold no secret and that
// support asks for.
const allowedHeaderNames = [
  "accept",
  "accept-encoding",
  "cache-control",
  "client-request-id",
  "connection",
  "content-length",
  "content-type",
  "date",
  "etag",
  "expires",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-unmodified-since",
  "last-modified",
  "ms-cv",
  "origin",
  "pragma",
  "request-id",
  "retry-after",
  "return-client-request-id",
  "server",
  "traceparent",
  "transfer-encoding",
  "user-agent",
  "www-authenticate",
  "x-ms-client-request-id",
  "x-ms-correlation-request-id",
  "x-ms-failure-cause",
  "x-ms-operation-identifier",
  "x-ms-ratelimit-remaining-subscription-deletes",
  "x-ms-ratelimit-remaining-subscription-global-deletes",
  "x-ms-ratelimit-remaining-subscription-global-reads",
  "x-ms-ratelimit-remaining-subscription-global-writes",
  "x-ms-ratelimit-remaining-subscription-reads",
  "x-ms-ratelimit-remaining-subscription-writes",
  "x-ms-ratelimit-remaining-tenant-reads",
  "x-ms-ratelimit-remaining-tenant-writes",
  "x-ms-request-id",
  "x-ms-return-client-request-id",
  "x-ms-routing-request-id",
  "x-ms-useragent",
];

const allowedQueryParameters = ["api-version", "$top"];

function lowerCase(ours: readonly string[], callers: readonly string[] = []): ReadonlySet<string> {
  return new Set([...ours, ...callers].map((name) => name.toLowerCase()));
}

function redact(headers: HttpHeaders, allowed: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, allowed.has(name.toLowerCase()) ? value : redacted]),
  );
}

function redactUrl(url: string, allowed: ReadonlySet<string>): string {
  const parsed = new URL(url);
  const pairs = [...parsed.searchParams].map(
    ([name, value]) => `${name}=${allowed.has(name.toLowerCase()) ? value : redacted}`,
  );
  return `${parsed.origin}${parsed.pathname}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}
