// Where this package logs.

import { createClientLogger, type AzureLogger } from "@azure/logger";
import { packageName } from "./packageInfo.js";

/**
 * The package's logger: `azure:arm-managed-identity:<level>`. Off by default; switched on by the
 * environment variable `AZURE_LOG_LEVEL` or by `setLogLevel` of `@azure/logger`.
 */
export const logger: AzureLogger = createClientLogger(packageName);
