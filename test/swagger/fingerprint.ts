// What a Swagger document says apart from its prose, as hashes that can be compared without the other document.

import { createHash } from "node:crypto";

import { isObject, type JsonObject } from "./documents.js";

/** The structure of one document. */
export interface Fingerprint {
  /** SHA-256 of everything, the order of paths, definitions and properties included. */
  readonly whole: string;
  /** SHA-256 of each part: `GET /path`, `definitions/Name`, `parameters/Name`, or a top-level member. */
  readonly sections: Readonly<Record<string, string>>;
}

/**
 * Fingerprints a document.
 *
 * Left out are the words, which are each repository's own: every `description` and `summary`, the text of a `title` (that there
 * is one counts), the explanation of an OAuth scope. The relative path to common types is reduced to their version.
 * The order of keywords within an object means nothing and is ignored; the order of paths, operations, parameters,
 * definitions, properties and enum values counts.
 */
export function fingerprint(document: JsonObject): Fingerprint {
  const sections: Record<string, string> = {};
  for (const [member, value] of Object.entries(document)) {
    if (member === "paths" && isObject(value)) {
      for (const [path, item] of Object.entries(value)) {
        for (const [method, operation] of isObject(item) ? Object.entries(item) : []) {
          sections[`${method.toUpperCase()} ${path}`] = hash(structure(operation, "keywords"));
        }
      }
    } else if ((member === "definitions" || member === "parameters") && isObject(value)) {
      for (const [name, part] of Object.entries(value)) {
        sections[`${member}/${name}`] = hash(structure(part, "keywords"));
      }
    } else {
      sections[member] = hash(structure(value, roleOf(member)));
    }
  }
  return { whole: hash(structure(document, "keywords")), sections };
}

/** Says in which parts two fingerprints differ, one line each; nothing when they are equal. */
export function differences(ours: Fingerprint, official: Fingerprint): string[] {
  const names = new Set([...Object.keys(official.sections), ...Object.keys(ours.sections)]);
  const lines: string[] = [];
  for (const name of names) {
    if (!(name in ours.sections)) lines.push(`${name} is missing`);
    else if (!(name in official.sections)) lines.push(`${name} is not in the official document`);
    else if (ours.sections[name] !== official.sections[name]) lines.push(`${name} differs`);
  }
  if (lines.length === 0 && ours.whole !== official.whole) {
    lines.push("the order of paths, operations, definitions or parameters differs");
  }
  return lines;
}

// What the keys of an object are: keywords of the format, or names the document gives.
type Role = "keywords" | "names" | "paths" | "info" | "scopes";

function roleOf(keyword: string): Role {
  switch (keyword) {
    case "definitions":
    case "parameters":
    case "properties":
      return "names";
    case "paths":
    case "info":
    case "scopes":
      return keyword;
    default:
      return "keywords";
  }
}

function structure(value: unknown, role: Role): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => structure(item, "keywords"));
  if (!isObject(value)) return value;
  switch (role) {
    case "scopes":
      return Object.keys(value);
    // Pairs, because the order of names counts.
    case "paths":
      return Object.entries(value).map(([name, item]) => [name, structure(item, "names")]);
    case "names":
      return Object.entries(value).map(([name, item]) => [name, structure(item, "keywords")]);
    default:
      return Object.fromEntries(
        Object.entries(value)
          .flatMap(([keyword, item]) => keywordStructure(keyword, item, role))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
  }
}

function keywordStructure(keyword: string, value: unknown, role: Role): [string, unknown][] {
  if (typeof value !== "string") return [[keyword, structure(value, roleOf(keyword))]];
  switch (keyword) {
    case "description":
    case "summary":
      return [];
    case "title":
      // The title of the document names the client.
      return [[keyword, role === "info" ? value : true]];
    case "$ref":
      return [[keyword, value.replace(commonTypes, "common-types/$1/types.json#")]];
    default:
      return [[keyword, value]];
  }
}

const commonTypes = /^(?:\.\.\/)+common-types\/(?:resource-management\/)?(v\d+)\/types\.json#/;

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
