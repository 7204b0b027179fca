/** Merges one operation over the API versions that have it. */

import type { Operation, Parameter, Response } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { merge, newestOf, type Versions } from "./mergeLists.js";

/** The newest version's operation; records a problem where another version would need another request or result. */
export function mergeOperations(operations: Versions<Operation>, problems: Problems): Operation {
  const newest = newestOf(operations);
  for (const operation of operations) {
    for (const [what, shape] of Object.entries(shapes)) {
      if (JSON.stringify(shape(operation)) !== JSON.stringify(shape(newest))) {
        const versions = [...operation.versions, ...newest.versions].join(" and ");
        problems.add(newest.id, `${versions} differ in ${what}`);
      }
    }
  }
  const responses = merge(
    operations.map((operation) => operation.responses),
    ({ status }) => String(status),
    (versions: Versions<Response>) => newestOf(versions),
  ).toSorted((left, right) => left.status - right.status);
  return {
    ...newest,
    responses,
    versions: operations.flatMap(({ versions }) => versions),
    examples: operations.flatMap(({ examples }) => examples),
  };
}

/** What must not differ, as far as it matters to the request or to the caller. */
const shapes: Readonly<Record<string, (operation: Operation) => unknown>> = {
  "the method": ({ verb }) => verb,
  "the path": ({ segments }) => segments,
  "their parameters": ({ parameters }) => parameters.map(parameterShape).sort(),
  "the body": ({ body }) => [body?.name, body?.model],
  "the result": ({ responses }) => [...new Set(responses.map(({ model }) => model ?? ""))].sort(),
  "how it is paged": ({ paging }) => paging ?? null,
  "how it is long-running": ({ longRunning }) => longRunning ?? null,
};

function parameterShape(parameter: Parameter): string {
  const { name, wireName, in: location, type, required, source, scope } = parameter;
  return JSON.stringify([wireName, name, location, type, required, source, scope]);
}
