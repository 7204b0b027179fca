/**
 * Refuses members that an inherited one would swallow: AutoRest takes a member for a repetition as soon as a parent has
 * one that a caller sees under the same name, and forgets whatever else it says.
 */

import type { Problems } from "../problems.js";
import { camelCase } from "../transforms/naming.js";
import {
  asObject,
  asObjects,
  type Json,
  type Located,
  type SwaggerDocuments,
} from "./swaggerDocuments.js";

/** Records a problem for every own member of a schema that has the name of an inherited one and is not the same. */
export function checkInheritance(
  schema: Located,
  place: string,
  documents: SwaggerDocuments,
  problems: Problems,
): void {
  const inherited = inheritedMembers(schema, documents, new Set());
  for (const own of ownMembers(schema.value)) {
    if (
      inherited.some((other) => other.callerName === own.callerName && other.text !== own.text) ||
      inherited.some((other) => other.name === own.name && other.callerName !== own.callerName)
    ) {
      problems.add(
        `${place}.${own.name}`,
        `it differs from the inherited member '${own.callerName}', which takes its place`,
      );
    }
  }
}

interface NamedMember {
  /** Name on the wire. */
  readonly name: string;
  readonly callerName: string;
  /** All that it says, apart from its text for people. */
  readonly text: string;
}

function inheritedMembers(
  schema: Located,
  documents: SwaggerDocuments,
  seen: Set<Json>,
): readonly NamedMember[] {
  return asObjects(schema.value["allOf"]).flatMap((parent) => {
    const target = documents.resolve(schema, String(parent["$ref"]));
    if (target === undefined || seen.has(target.value)) {
      return [];
    }
    seen.add(target.value);
    return [...ownMembers(target.value), ...inheritedMembers(target, documents, seen)];
  });
}

function ownMembers(schema: Json): readonly NamedMember[] {
  const required = Array.isArray(schema["required"]) ? (schema["required"] as unknown[]) : [];
  return Object.entries(asObject(schema["properties"])).map(([name, member]) => {
    const { description, title, "x-ms-client-name": clientName, ...meaning } = asObject(member);
    return {
      name,
      callerName: camelCase(typeof clientName === "string" ? clientName : name),
      text: JSON.stringify([name, required.includes(name), meaning]),
    };
  });
}
