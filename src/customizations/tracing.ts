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
export function withOperationSpan<Result>(
  operation: string,
  options: OperationOptions,
  callback: (options: OperationOptions) => Promise<Result>,
): Promise<Result> {
  const { tracingOptions } = options;
  return tracingClient.withSpan(
    operation,
    tracingOptions === undefined ? {} : { tracingOptions },
    (updated) => callback({ ...options, ...updated }),
  );
}
