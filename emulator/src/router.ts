// Finds out which resource a path means, segment by segment.

import { malformedPath } from "./errors/requestErrors.js";
import type { RouteSegment } from "./generated/routes.js";
import { nameKey } from "./resourceIds.js";

/** The values of a path's parameters, percent-decoded. */
export type PathParameters = Readonly<Record<string, string>>;

/**
 * Splits a path into its segments and decodes each on its own, so that an encoded slash stays part
 * of its segment.
 *
 * @throws ArmError 400 when a segment is not well encoded.
 */
export function splitPath(path: string): string[] {
  try {
    return path.replace(/^\//, "").replace(/\/$/, "").split("/").map(decodeURIComponent);
  } catch {
    throw malformedPath();
  }
}

/**
 * Compares a path with a pattern that has at most one run of segments (a scope). Fixed parts match
 * in any letter case. A scope does not match segments that hold an encoded slash: joined, they would
 * read as another resource.
 *
 * @returns the parameters, or undefined when the path is another one.
 */
export function matchPath(
  pattern: readonly RouteSegment[],
  path: readonly string[],
): PathParameters | undefined {
  const parameters: Record<string, string> = {};
  const runLength = path.length - pattern.length + 1;
  const hasRun = pattern.some((part) => typeof part === "object" && part.scope === true);
  if (hasRun ? runLength < 1 : runLength !== 1) {
    return undefined;
  }
  let at = 0;
  for (const part of pattern) {
    const isRun = typeof part === "object" && part.scope === true;
    const found = path.slice(at, at + (isRun ? runLength : 1));
    at += found.length;
    if (found.length === 0 || found.includes("")) {
      return undefined;
    }
    if (typeof part === "string") {
      const [segment = ""] = found;
      if (segment !== part && nameKey(segment) !== nameKey(part)) return undefined;
    } else if (isRun && found.some((segment) => segment.includes("/"))) {
      return undefined;
    } else {
      parameters[part.name] = found.join("/");
    }
  }
  return at === path.length ? parameters : undefined;
}
