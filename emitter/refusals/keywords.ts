/**
 * The words of a document the emitter understands, kind by kind. Everything else is refused, so that a construct
 * nobody thought of cannot slip through and be emitted wrong.
 */

/** Words of the document itself. */
export const documentKeywords = words(
  "swagger info host schemes basePath consumes produces security securityDefinitions tags externalDocs",
  "paths definitions parameters responses x-ms-code-generation-settings",
);

/** Words of a path: its methods, and parameters they share. */
export const pathKeywords = words("get put patch post delete parameters");

/** Words of an operation. */
export const operationKeywords = words(
  "operationId tags summary description externalDocs consumes produces parameters responses",
  "x-ms-examples x-ms-pageable x-ms-long-running-operation x-ms-long-running-operation-options",
);

/** Words of a parameter in the path or the query. */
export const parameterKeywords = words(
  "name in description required type format enum default pattern minLength maxLength minimum maximum",
  "exclusiveMinimum exclusiveMaximum multipleOf",
  "x-ms-enum x-ms-skip-url-encoding x-ms-parameter-location x-ms-client-name x-ms-arm-id-details",
);

/** Words of a body parameter. */
export const bodyKeywords = words(
  "name in description required schema x-ms-parameter-location x-ms-client-name",
);

/** Words of an answer. */
export const responseKeywords = words("description schema examples");

/** Words of a schema. Those that only validate are the service's business and pass without effect. */
export const schemaKeywords = words(
  "type format title description properties required allOf items additionalProperties enum readOnly",
  "default example externalDocs pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum",
  "multipleOf minItems maxItems uniqueItems minProperties maxProperties",
  "x-ms-enum x-ms-mutability x-ms-client-flatten x-ms-client-name x-ms-azure-resource x-ms-identifiers",
  "x-ms-external x-ms-secret x-ms-arm-id-details",
);

/** Words that may stand beside a `$ref`; AutoRest leaves the others out of account. */
export const referenceKeywords = words(
  "$ref type title description readOnly x-ms-client-flatten x-ms-mutability x-ms-client-name",
);

/** Formats of each type, `""` for none. */
export const formats: Readonly<Record<string, ReadonlySet<string>>> = {
  string: new Set(["", "date-time", "uuid", "uri", "url", "arm-id"]),
  integer: new Set(["", "int32", "int64"]),
  number: new Set(["", "float", "double"]),
  boolean: new Set([""]),
  array: new Set([""]),
  object: new Set([""]),
};

/** Whether a word says something about the document's making and nothing about the service. */
export function isRemark(keyword: string): boolean {
  return keyword === "x-typespec-generated" || keyword === "x-typespec-name";
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
