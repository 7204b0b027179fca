// Where this package logs, and which parts of an HTTP message may appear there.

import { createClientLogger, type AzureLogger } from "@azure/logger";
import type { LogPolicyOptions } from "@azure/core-rest-pipeline";
import { packageName } from "./packageInfo.js";

/**
 * The package's logger: `azure:arm-managed-identity:<level>`. Off by default; switched on by the
 * environment variable `AZURE_LOG_LEVEL` or by `setLogLevel` of `@azure/logger`.
 */
export const logger: AzureLogger = createClientLogger(packageName);

// Headers of Azure Resource Manager that hold no secret and that support asks for.
const allowedHeaderNames = [
  "x-ms-failure-cause",
  "x-ms-operation-identifier",
  "x-ms-routing-request-id",
  "x-ms-ratelimit-remaining-subscription-reads",
  "x-ms-ratelimit-remaining-subscription-writes",
  "x-ms-ratelimit-remaining-subscription-deletes",
  "x-ms-ratelimit-remaining-subscription-global-reads",
  "x-ms-ratelimit-remaining-subscription-global-writes",
  "x-ms-ratelimit-remaining-subscription-global-deletes",
  "x-ms-ratelimit-remaining-tenant-reads",
  "x-ms-ratelimit-remaining-tenant-writes",
];

const allowedQueryParameters = ["$top"];

/**
 * The options of the pipeline's log policy: every request and response goes to {@link logger}. A header
 * or query parameter that neither the core, this package nor the caller lists is logged as `REDACTED`;
 * bodies are never logged.
 *
 * @param options - What the caller asked for; its lists are added to ours, its logger replaces ours.
 */
export function logOptions(options: LogPolicyOptions = {}): LogPolicyOptions {
  return {
    ...options,
    logger: options.logger ?? logger.info,
    additionalAllowedHeaderNames: [
      ...allowedHeaderNames,
      ...(options.additionalAllowedHeaderNames ?? []),
    ],
    additionalAllowedQueryParameters: [
      ...allowedQueryParameters,
      ...(options.additionalAllowedQueryParameters ?? []),
    ],
  };
}
