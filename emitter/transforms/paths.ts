/** From a path template to its segments. */

import type { Parameter, PathSegment } from "../clientModel.js";
import type { Problems } from "../problems.js";

/** The segments of a path; parameters are referred to by their TypeScript name. */
export function toSegments(
  path: string,
  parameters: readonly Parameter[],
  operationId: string,
  problems: Problems,
): readonly PathSegment[] {
  const pathParameters = parameters.filter((parameter) => parameter.in === "path");
  const unused = new Set(pathParameters.map((parameter) => parameter.wireName));
  if (
    !path.startsWith("/") ||
    path.length < 2 ||
    path.includes("//") ||
    /[?#`$\\]|\/$/.test(path)
  ) {
    problems.add(operationId, `the path '${path}' is not supported`);
  }
  const segments = path
    .split("/")
    .slice(1)
    .map((segment, index): PathSegment => {
      if (!/[{}]/.test(segment)) {
        return segment;
      }
      const wireName = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (wireName === undefined) {
        problems.add(operationId, `the path segment '${segment}' mixes text and parameters`);
        return segment;
      }
      unused.delete(wireName);
      const parameter = pathParameters.find((candidate) => candidate.wireName === wireName);
      if (parameter === undefined) {
        problems.add(operationId, `the path segment '${segment}' has no path parameter`);
      }
      if (parameter?.scope === true && index > 0) {
        // What it takes is a whole resource id, which nothing can stand before.
        problems.add(
          `${operationId}: parameter '${wireName}'`,
          "x-ms-skip-url-encoding is supported at the very start of the path only",
        );
      }
      return { parameter: parameter?.name ?? wireName };
    });
  for (const wireName of unused) {
    problems.add(operationId, `the path parameter '${wireName}' is not in the path`);
  }
  return segments;
}
