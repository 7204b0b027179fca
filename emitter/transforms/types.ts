/** From a schema of the code model to a type reference. */

import type { ArraySchema, DictionarySchema, ObjectSchema, Schema } from "@autorest/codemodel";
import type { TypeReference } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { pascalCase } from "./naming.js";

/** The type of a schema; records a problem and answers `object` for one the emitter does not handle. */
export function toType(schema: Schema, place: string, problems: Problems): TypeReference {
  switch (schema.type as string) {
    case "string":
    case "uuid":
    case "uri":
    case "arm-id":
      return { kind: "string" };
    case "integer":
    case "number":
      return { kind: "number" };
    case "boolean":
      return { kind: "boolean" };
    case "date-time":
      return dateTime(schema, place, problems);
    case "any-object":
      return { kind: "object" };
    case "choice":
    case "sealed-choice":
      return { kind: "enum", name: pascalCase(schema.language.default.name) };
    case "object":
      return { kind: "model", name: pascalCase(schema.language.default.name) };
    case "array":
      return { kind: "array", item: toType((schema as ArraySchema).elementType, place, problems) };
    case "dictionary":
      return {
        kind: "dictionary",
        value: toType((schema as DictionarySchema).elementType, place, problems),
      };
    default:
      problems.add(place, `the type '${schema.type}' is not supported`);
      return { kind: "object" };
  }
}

/** Whether a schema is an object with declared members. */
export function isObjectSchema(schema: Schema | undefined): schema is ObjectSchema {
  return schema !== undefined && (schema.type as string) === "object";
}

function dateTime(schema: Schema, place: string, problems: Problems): TypeReference {
  const { format } = schema as { format?: string };
  if (format !== "date-time") {
    problems.add(place, `the format '${String(format)}' is not supported`);
  }
  return { kind: "date-time" };
}
