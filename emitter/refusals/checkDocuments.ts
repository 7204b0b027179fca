/**
 * Refuses what the emitter does not understand, in the document itself: the code model no longer has every word of
 * it, and what is lost on the way would be emitted wrong without a sound.
 */

import type { Problems } from "../problems.js";
import { checkOperation } from "./checkOperations.js";
import { SchemaChecker } from "./checkSchemas.js";
import { documentKeywords, isRemark, pathKeywords } from "./keywords.js";
import { asObject, type Json, type Located, type SwaggerDocuments } from "./swaggerDocuments.js";

/** Records a problem for everything in the documents that would not reach the emitted code as it is meant. */
export function checkDocuments(documents: SwaggerDocuments, problems: Problems): void {
  for (const service of documents.services) {
    const schemas = new SchemaChecker(documents, problems);
    checkFrame(service.value, problems);
    for (const [path, item] of Object.entries(asObject(service.value["paths"]))) {
      checkPath({ uri: service.uri, value: asObject(item) }, path, documents, schemas, problems);
    }
    for (const name of Object.keys(asObject(service.value["definitions"]))) {
      schemas.check({ uri: service.uri, value: { $ref: `#/definitions/${name}` } }, name);
    }
  }
}

function checkFrame(document: Json, problems: Problems): void {
  const place = "the document";
  for (const keyword of Object.keys(document)) {
    if (!documentKeywords.has(keyword) && !isRemark(keyword)) {
      problems.add(place, `'${keyword}' is not supported`);
    }
  }
  for (const [name, expected] of Object.entries(frame)) {
    const value = document[name];
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(expected)) {
      problems.add(
        place,
        `'${name}' other than ${JSON.stringify(expected)} is not supported (${JSON.stringify(value)})`,
      );
    }
  }
}

/** What the request module takes for granted. */
const frame: Readonly<Record<string, unknown>> = {
  host: "management.azure.com",
  schemes: ["https"],
  basePath: "/",
  consumes: ["application/json"],
  produces: ["application/json"],
};

function checkPath(
  item: Located,
  path: string,
  documents: SwaggerDocuments,
  schemas: SchemaChecker,
  problems: Problems,
): void {
  for (const [method, operation] of Object.entries(item.value)) {
    if (!pathKeywords.has(method)) {
      const { operationId } = asObject(operation);
      problems.add(
        typeof operationId === "string" ? operationId : path,
        `the method ${method.toUpperCase()} is not supported`,
      );
    } else if (method !== "parameters") {
      const value = { ...asObject(operation) };
      value["parameters"] = [...list(item.value["parameters"]), ...list(value["parameters"])];
      checkOperation(
        { uri: item.uri, value },
        `${method.toUpperCase()} ${path}`,
        documents,
        schemas,
        problems,
      );
    }
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
