// One span for each operation; the spans of its HTTP requests are its children.

import { createTracingClient } from "@azure/core-tracing";
import type { OperationOptions } from "./options.js";
import { packageName, packageVersion, providerNamespace } from "./packageInfo.js";

const tracingClient = createTracingClient({
  namespace: providerNamespace,
  packageName,
  packageVersion,
});

/**
 * Runs one operation in a span of its own. A page of a list is an operation: the time a caller spends
 * between pages belongs to no span.
 *
 * @param operation - The span's name, such as `UserAssignedIdentities.get`.
 * @param options - The options of the call; the callback gets them with the span as the tracing parent.
 */
export function withOperationSpan<Options extends OperationOptions, Result>(
  operation: string,
  options: Options,
  callback: (options: Options) => Promise<Result>,
): Promise<Result> {
  return tracingClient.withSpan(operation, options, (updated) => callback(updated));
}
