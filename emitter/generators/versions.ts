/** Emits `src/generated/versions.ts`: the API versions, the default one, and what not every version has. */

import type { ClientModel } from "../clientModel.js";
import { limitedBodyMembers, limitedOperations, reachesToday } from "../limits.js";
import { byName } from "../transforms/ordering.js";
import { docComment } from "./docComment.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { entryText } from "./typeText.js";

/**
 * The file of API versions.
 * @param defaultVersion - The one a client uses unless told otherwise; one of the model's.
 */
export function versionsFile(client: ClientModel, defaultVersion: string): EmittedFile {
  if (!client.apiVersions.includes(defaultVersion)) {
    throw new Error(`The default API version ${defaultVersion} is not among the generated ones.`);
  }
  const members = client.apiVersions.map(
    (version) => `${docComment(version, 2)}${memberName(version)} = ${JSON.stringify(version)},\n`,
  );
  const operations = limitedOperations(client);
  const models = client.models
    .map((model) => ({ name: model.name, members: limitedBodyMembers(client, model) }))
    .filter((model) => model.members.length > 0);
  const entry = ({ name, versions }: Limited): string =>
    entryText(name, listText(client, versions));

  return toFile(
    "src/generated/versions.ts",
    [],
    [
      docComment(`API versions of ${client.provider} this package knows, oldest first.`) +
        `export enum KnownVersions {\n${members.join("")}}`,
      docComment("The API version a client uses unless told otherwise.") +
        `export const defaultApiVersion: string = KnownVersions.${memberName(defaultVersion)};`,
      ...sharedLists(client, [...operations, ...models.flatMap((model) => model.members)]),
      docComment("The API versions that have an operation, for each that not every version has.") +
        `export const operationVersions = ${objectText(
          operations.map(({ id, versions }) => entry({ name: id, versions })),
        )} as const;`,
      docComment(
        "The API versions that know a member of a body, for each that not every version of the body knows.",
      ) +
        `export const memberVersions = ${objectText(
          models.map((model) => entryText(model.name, objectText(model.members.map(entry)))),
        )} as const;`,
    ],
  );
}

interface Limited {
  readonly name: string;
  readonly versions: readonly string[];
}

/** Lists up to today are many and long: each stands once, under the name of its first version. */
function sharedLists(
  client: ClientModel,
  limited: readonly Pick<Limited, "versions">[],
): readonly string[] {
  const lists = new Map(
    limited
      .filter(({ versions }) => reachesToday(client, versions))
      .map(({ versions }) => [listText(client, versions), versions]),
  );
  return [...lists]
    .map(([name, versions]) => ({ name, versions }))
    .sort(byName)
    .map(({ name, versions }) => `const ${name} = ${arrayText(versions)} as const;`);
}

function listText(client: ClientModel, versions: readonly string[]): string {
  const [first = ""] = versions;
  return reachesToday(client, versions)
    ? `since${memberName(first).slice(1)}`
    : arrayText(versions);
}

function arrayText(versions: readonly string[]): string {
  return `[${versions.map((version) => JSON.stringify(version)).join(", ")}]`;
}

function objectText(entries: readonly string[]): string {
  return `{\n${entries.map((entry) => `${entry},\n`).join("")}}`;
}

/** `2025-05-31-preview` → `V20250531Preview`. */
function memberName(version: string): string {
  return `V${version
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")}`;
}
