// Finds and reads the documents under swagger/specification/.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A JSON object read from disk, nothing assumed about its members. */
export type JsonObject = Record<string, unknown>;

/** One document of the specification. */
export interface SpecificationDocument {
  /** Its folder below `specification/`: `2024-11-30`, `common-types/v4`. */
  readonly name: string;
  /** Absolute path of the file. */
  readonly file: string;
}

/** The folder `swagger/specification`, as an absolute path. */
export const specificationFolder: string = fileURLToPath(
  new URL("../../swagger/specification", import.meta.url),
);

/** The service's documents, one for each API version, oldest first. */
export function serviceDocuments(): SpecificationDocument[] {
  return documentsIn("", "ManagedIdentity.json");
}

/** The documents of types shared by all Azure resources. */
export function commonTypesDocuments(): SpecificationDocument[] {
  return documentsIn("common-types", "types.json");
}

/** One operation of a document, with the path it is found under. */
export interface Operation {
  readonly id: string;
  readonly path: string;
  readonly value: JsonObject;
}

/** The operations of a document, in its order. */
export function operationsOf(document: JsonObject): Operation[] {
  return objectsOf(document.paths).flatMap(([operationPath, item]) =>
    objectsOf(item).map(([, value]) => ({
      id: String(value.operationId),
      path: operationPath,
      value,
    })),
  );
}

/** Reads a file holding one JSON object. */
export function readObject(file: string): JsonObject {
  return asObject(JSON.parse(readFileSync(file, "utf8")));
}

/**
 * The value as an object.
 * @throws TypeError when it is something else.
 */
export function asObject(value: unknown): JsonObject {
  if (!isObject(value)) throw new TypeError(`Expected an object, found ${JSON.stringify(value)}.`);
  return value;
}

/** The members of an object that are objects themselves; none for an absent one. */
export function objectsOf(value: unknown): [string, JsonObject][] {
  if (value === undefined) return [];
  return Object.entries(asObject(value)).map(([name, member]) => [name, asObject(member)]);
}

/** Whether the value is an object and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function documentsIn(parent: string, fileName: string): SpecificationDocument[] {
  return readdirSync(path.join(specificationFolder, parent))
    .sort()
    .map((folder) => ({
      name: path.posix.join(parent, folder),
      file: path.join(specificationFolder, parent, folder, fileName),
    }))
    .filter(({ file }) => existsSync(file));
}
