/** From objects of the code model to the models of the client model. */

import type { CodeModel, ObjectSchema, Property as CodeProperty } from "@autorest/codemodel";
import type { Model, Mutability, Property } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { camelCase, checkName, pascalCase } from "./naming.js";
import { byName } from "./ordering.js";
import { isObjectSchema, toType } from "./types.js";

/** All objects of the code model, ordered by name. */
export function toModels(code: CodeModel, version: string, problems: Problems): readonly Model[] {
  return (code.schemas.objects ?? [])
    .map((schema) => toModel(schema, version, problems))
    .sort(byName);
}

function toModel(schema: ObjectSchema, version: string, problems: Problems): Model {
  const place = schema.language.default.name;
  if (schema.discriminator !== undefined || schema.discriminatorValue !== undefined) {
    problems.add(place, "a discriminator is not supported");
  }
  return {
    name: pascalCase(place),
    description: schema.language.default.description,
    parents: parentsOf(schema, place, problems),
    properties: (schema.properties ?? []).map((property) =>
      toProperty(property, place, version, problems),
    ),
  };
}

function parentsOf(schema: ObjectSchema, place: string, problems: Problems): readonly string[] {
  return (schema.parents?.immediate ?? []).flatMap((parent) => {
    if (isObjectSchema(parent)) {
      return [pascalCase(parent.language.default.name)];
    }
    problems.add(
      place,
      (parent.type as string) === "dictionary"
        ? "additionalProperties beside properties are not supported"
        : `inheriting from '${parent.type}' is not supported`,
    );
    return [];
  });
}

function toProperty(
  property: CodeProperty,
  owner: string,
  version: string,
  problems: Problems,
): Property {
  const wireName = property.serializedName;
  const place = `${owner}.${wireName}`;
  const name = camelCase(property.language.default.name);
  checkName(name, "member", place, problems);
  if (property.flattenedNames !== undefined) {
    problems.add(place, "flattened by modelerfour; run it with modelerfour.flatten-models: false");
  }
  if (property.nullable === true) {
    problems.add(place, "x-nullable is not supported");
  }
  const mutability = property.extensions?.["x-ms-mutability"] as readonly Mutability[] | undefined;
  const settable = mutability === undefined || mutability.some((use) => use !== "read");
  return {
    name,
    wireName,
    description: describe(property),
    type: toType(property.schema, place, problems),
    required: property.required === true,
    readOnly: property.readOnly === true || !settable,
    ...(mutability === undefined ? {} : { mutability }),
    flatten: property.extensions?.["x-ms-client-flatten"] === true,
    versions: [version],
  };
}

/** The document's text, not the stand-in modelerfour writes where there is none ("Any object"). */
function describe(property: CodeProperty): string {
  const { description } = property.language.default;
  return /^(Dictionary of <.*>|Array of .*|Any object)$/.test(description) ? "" : description;
}
