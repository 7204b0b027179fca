/** Emits `emulator/src/generated/routes.ts`: the table from a request to its handler. */

import type { ClientModel, Operation, OperationGroup } from "../clientModel.js";
import { docComment } from "./docComment.js";
import { queryMembers } from "./emulatorHandlers.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { keyText } from "./typeText.js";

/** The file of routes. */
export function emulatorRoutesFile(client: ClientModel): EmittedFile {
  const table = client.groups.flatMap((group) =>
    group.operations.map((operation) => routeText(group, operation)),
  );
  return toFile(
    "emulator/src/generated/routes.ts",
    [{ from: "./handlers.js", types: ["Handlers"] }],
    [
      routeType,
      docComment(
        "A literal segment, or the parameter that takes its place; a scope takes several.",
      ) + "export type RouteSegment = string | { readonly name: string; readonly scope?: true };",
      docComment("Every operation of the service, in document order.") +
        `export const routes: readonly Route[] = [\n${table.join(",\n")},\n];`,
      docComment("API versions the service answers, oldest first.") +
        `export const apiVersions: readonly string[] = ${JSON.stringify(client.apiVersions)};`,
    ],
  );
}

const routeType = `/** How a request is recognized and which handler it goes to. */
export interface Route {
  /** Operation id of the document. */
  readonly operationId: string;
  /** Group of the handler. */
  readonly group: keyof Handlers;
  /** Method of the group. */
  readonly method: string;
  /** HTTP method. */
  readonly verb: "GET" | "PUT" | "PATCH" | "DELETE" | "POST";
  /** Path, one entry per segment. */
  readonly segments: readonly RouteSegment[];
  /** Name on the wire to name in the request: \`$top\` to \`top\`. */
  readonly query: Readonly<Record<string, string>>;
  /** Whether the request carries a body. */
  readonly hasBody: boolean;
  /** API versions that have the operation. */
  readonly versions: readonly string[];
}`;

function routeText(group: OperationGroup, operation: Operation): string {
  const segments = operation.segments.map((segment) => {
    if (typeof segment === "string") {
      return JSON.stringify(segment);
    }
    const parameter = operation.parameters.find(({ name }) => name === segment.parameter);
    return `{ name: ${JSON.stringify(segment.parameter)}${parameter?.scope === true ? ", scope: true" : ""} }`;
  });
  const query = queryMembers(operation).map(
    ({ wireName, name }) => `${keyText(wireName)}: ${JSON.stringify(name)}`,
  );
  return `{
    operationId: ${JSON.stringify(operation.id)},
    group: ${JSON.stringify(group.name)},
    method: ${JSON.stringify(operation.name)},
    verb: ${JSON.stringify(operation.verb)},
    segments: [${segments.join(", ")}],
    query: { ${query.join(", ")} },
    hasBody: ${String(operation.body !== undefined)},
    versions: ${JSON.stringify(operation.versions)},
  }`;
}
