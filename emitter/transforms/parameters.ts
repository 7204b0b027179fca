/** From parameters of the code model to parameters and body of the client model. */

import type { Parameter as CodeParameter, Request } from "@autorest/codemodel";
import type { Body, Parameter, TypeReference } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { httpOf, type HttpParameter, type HttpRequest } from "./http.js";
import { camelCase, checkName, pascalCase } from "./naming.js";
import { isObjectSchema, toType } from "./types.js";

/** Path and query parameters in document order, without those the request module fills itself. */
export function toParameters(
  parameters: readonly CodeParameter[],
  operationId: string,
  problems: Problems,
): readonly Parameter[] {
  return parameters
    .filter((parameter) => !isBody(parameter) && !isFilledByClient(parameter))
    .map((parameter) => toParameter(parameter, operationId, problems));
}

/** The JSON body of a request, if it has one. */
export function toBody(
  request: Request,
  operationId: string,
  problems: Problems,
): Body | undefined {
  const [parameter, ...others] = (request.parameters ?? []).filter(isBody);
  if (parameter === undefined) {
    return undefined;
  }
  const { name, description } = parameter.language.default;
  const place = `${operationId}: body '${name}'`;
  const { knownMediaType } = httpOf<HttpRequest>(request);
  if (knownMediaType !== "json" || others.length > 0) {
    problems.add(place, `only a JSON body is supported`);
  }
  if (parameter.required !== true) {
    problems.add(place, "an optional body is not supported");
  }
  if (parameter.nullable === true) {
    problems.add(place, "x-nullable is not supported");
  }
  if (!isObjectSchema(parameter.schema)) {
    problems.add(place, `a body of type '${parameter.schema.type}' is not supported`);
  }
  checkName(camelCase(name), "argument", place, problems);
  return {
    name: camelCase(name),
    description,
    model: pascalCase(parameter.schema.language.default.name),
  };
}

function isBody(parameter: CodeParameter): boolean {
  return locationOf(parameter) === "body";
}

/** `api-version`, the host and the headers that follow from the content type. */
function isFilledByClient(parameter: CodeParameter): boolean {
  return (
    parameter.origin?.startsWith("modelerfour:synthesized/") === true ||
    wireNameOf(parameter) === "api-version"
  );
}

function toParameter(parameter: CodeParameter, operationId: string, problems: Problems): Parameter {
  const wireName = wireNameOf(parameter);
  const location = locationOf(parameter);
  const place = `${operationId}: parameter '${wireName}'`;
  if (location !== "path" && location !== "query") {
    problems.add(`${place} (${location})`, "not supported");
  }
  const name = camelCase(parameter.language.default.name);
  checkName(name, parameter.required === true ? "argument" : "option", place, problems);
  const source = (parameter.implementation as string | undefined) === "Client" ? "client" : "call";
  if (source === "client" && (wireName !== "subscriptionId" || location !== "path")) {
    problems.add(place, "only subscriptionId, in the path, can be a parameter of the client");
  }
  const scope = parameter.extensions?.["x-ms-skip-url-encoding"] === true;
  const type = parameterType(parameter, location, place, problems);
  if (scope && (location !== "path" || source === "client" || type.kind !== "string")) {
    problems.add(
      place,
      "x-ms-skip-url-encoding is supported on a plain string in the path only, not on subscriptionId",
    );
  }
  return {
    name,
    wireName,
    description: parameter.language.default.description,
    in: location === "path" ? "path" : "query",
    type,
    required: parameter.required === true,
    source,
    scope,
  };
}

function parameterType(
  parameter: CodeParameter,
  location: string,
  place: string,
  problems: Problems,
): TypeReference {
  const type = toType(parameter.schema, place, problems);
  const allowed =
    location === "path" ? ["string", "enum"] : ["string", "number", "boolean", "enum"];
  if (!allowed.includes(type.kind)) {
    problems.add(
      place,
      `a ${location} parameter of type '${parameter.schema.type}' is not supported`,
    );
  }
  if (parameter.clientDefaultValue !== undefined) {
    problems.add(place, "x-ms-client-default is not supported");
  }
  return type;
}

function locationOf(parameter: CodeParameter): string {
  return httpOf<HttpParameter>(parameter).in ?? "body";
}

function wireNameOf(parameter: CodeParameter): string {
  const { name, serializedName } = parameter.language.default as {
    name: string;
    serializedName?: string;
  };
  return serializedName ?? name;
}
