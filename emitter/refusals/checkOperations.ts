/** Refuses operations, parameters and answers the emitter does not understand. */

import type { Problems } from "../problems.js";
import { checkEnum } from "./checkEnums.js";
import type { SchemaChecker } from "./checkSchemas.js";
import {
  bodyKeywords,
  formats,
  isRemark,
  operationKeywords,
  parameterKeywords,
  responseKeywords,
} from "./keywords.js";
import {
  asObject,
  asObjects,
  type Json,
  type Located,
  type SwaggerDocuments,
} from "./swaggerDocuments.js";

/**
 * Checks one operation with its parameters and answers.
 * @param route - Method and path, to name an operation without an id.
 */
export function checkOperation(
  operation: Located,
  route: string,
  documents: SwaggerDocuments,
  schemas: SchemaChecker,
  problems: Problems,
): void {
  const { uri, value } = operation;
  const id = typeof value["operationId"] === "string" ? value["operationId"] : route;
  if (!/^[A-Za-z][A-Za-z0-9]*_[A-Za-z][A-Za-z0-9]*$/.test(id)) {
    problems.add(id, "an operationId of the form Group_Operation is needed");
  }
  checkKeywords(value, operationKeywords, id, problems);
  for (const name of ["consumes", "produces"]) {
    if (value[name] !== undefined && JSON.stringify(value[name]) !== '["application/json"]') {
      problems.add(id, `'${name}' other than ["application/json"] is not supported`);
    }
  }
  for (const parameter of asObjects(value["parameters"])) {
    checkParameter(follow({ uri, value: parameter }, documents), id, schemas, problems);
  }
  for (const [status, response] of Object.entries(asObject(value["responses"]))) {
    checkResponse(
      follow({ uri, value: asObject(response) }, documents),
      status,
      id,
      schemas,
      problems,
    );
  }
}

function follow(part: Located, documents: SwaggerDocuments): Located {
  const reference = part.value["$ref"];
  // A reference that points nowhere has already ended the run: AutoRest reports it with line and column.
  return typeof reference === "string" ? (documents.resolve(part, reference) ?? part) : part;
}

function checkParameter(
  { uri, value }: Located,
  id: string,
  schemas: SchemaChecker,
  problems: Problems,
): void {
  const location = String(value["in"]);
  const place = `${id}: parameter '${String(value["name"])}'`;
  if (location === "body") {
    checkKeywords(value, bodyKeywords, place, problems);
    schemas.check({ uri, value: asObject(value["schema"]) }, place);
    return;
  }
  if (location !== "path" && location !== "query") {
    problems.add(`${place} (${location})`, "not supported");
    return;
  }
  checkKeywords(value, parameterKeywords, place, problems);
  const { type, format = "" } = value;
  const allowed = location === "path" ? ["string"] : ["string", "integer", "number", "boolean"];
  if (!allowed.includes(String(type))) {
    problems.add(`${place} (${location})`, `the type '${String(type)}' is not supported`);
  } else if (format === "date-time" || formats[String(type)]?.has(String(format)) !== true) {
    problems.add(`${place} (${location})`, `the format '${String(format)}' is not supported`);
  }
  checkEnum(value, false, `${place} (${location})`, problems);
}

function checkResponse(
  { uri, value }: Located,
  status: string,
  id: string,
  schemas: SchemaChecker,
  problems: Problems,
): void {
  const place = `${id}: response ${status}`;
  const { headers, ...others } = value;
  checkKeywords(others, responseKeywords, place, problems);
  for (const header of Object.keys(asObject(headers))) {
    problems.add(place, `the header '${header}' is not supported`);
  }
  if (value["schema"] !== undefined) {
    schemas.check({ uri, value: asObject(value["schema"]) }, place);
  }
}

function checkKeywords(
  value: Json,
  allowed: ReadonlySet<string>,
  place: string,
  problems: Problems,
): void {
  for (const keyword of Object.keys(value)) {
    if (!allowed.has(keyword) && !isRemark(keyword)) {
      problems.add(place, `'${keyword}' is not supported`);
    }
  }
}
