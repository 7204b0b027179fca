// Which type of resource an endpoint is about.

import type { RouteSegment } from "./generated/routes.js";
import { providerNamespace } from "./resourceIds.js";

/** The type of a resource without its namespace: the fixed segments after it, but no action. */
export function resourceTypeOf({
  segments,
  verb,
}: {
  readonly segments: readonly RouteSegment[];
  readonly verb: string;
}): string {
  const start = segments.indexOf(providerNamespace) + 1;
  const after = segments.slice(start, verb === "POST" ? -1 : undefined);
  const names = after.filter((segment): segment is string => typeof segment === "string");
  return names.filter((name) => name !== "default").join("/");
}
