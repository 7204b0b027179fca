/** Emits `src/generated/versions.ts`: the API versions and the default one. */

import type { ClientModel } from "../clientModel.js";
import { docComment } from "./docComment.js";
import { toFile, type EmittedFile } from "./fileText.js";

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
  return toFile(
    "src/generated/versions.ts",
    [],
    [
      docComment(`API versions of ${client.provider} this package knows.`) +
        `export enum KnownVersions {\n${members.join("")}}`,
      docComment("The API version a client uses unless told otherwise.") +
        `export const defaultApiVersion: string = KnownVersions.${memberName(defaultVersion)};`,
    ],
  );
}

/** `2025-05-31-preview` → `V20250531Preview`. */
function memberName(version: string): string {
  return `V${version
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")}`;
}
