/** From operation groups of the code model to those of the client model. */

import type { CodeModel, Operation as CodeOperation, Request } from "@autorest/codemodel";
import type { Operation, OperationGroup, Verb } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { toExamples } from "./examples.js";
import { httpOf, type HttpRequest } from "./http.js";
import { camelCase, checkName, checkUnique, pascalCase } from "./naming.js";
import { toLongRunning, toPaging } from "./operationKinds.js";
import { toBody, toParameters } from "./parameters.js";
import { toSegments } from "./paths.js";
import { toResponses } from "./responses.js";

/** All operation groups, in document order. */
export function toGroups(
  code: CodeModel,
  version: string,
  problems: Problems,
): readonly OperationGroup[] {
  const groups = code.operationGroups.map((group) => {
    const name = group.language.default.name;
    const operations = group.operations.map((operation) =>
      toOperation(operation, group.$key, version, problems),
    );
    checkUnique(
      operations.map((operation) => operation.name),
      (member) => `${name}.${member}`,
      problems,
    );
    checkArguments(operations, problems);
    return { name: camelCase(name), typeName: pascalCase(name), operations };
  });
  checkUnique(
    groups.map((group) => group.name),
    (name) => name,
    problems,
  );
  return groups;
}

/** A group's functions call each other by name, which an argument must not hide. */
function checkArguments(operations: readonly Operation[], problems: Problems): void {
  const functions = new Set(operations.map((operation) => operation.name));
  for (const { id, parameters, body } of operations) {
    for (const { name } of [...parameters, ...(body === undefined ? [] : [body])]) {
      if (functions.has(name)) {
        problems.add(`${id}: parameter '${name}'`, "an operation of the group has the same name");
      }
    }
  }
}

function toOperation(
  operation: CodeOperation,
  group: string,
  version: string,
  problems: Problems,
): Operation {
  const id = operation.operationId ?? `${group}_${operation.language.default.name}`;
  const name = camelCase(operation.language.default.name);
  checkName(pascalCase(group), "type", id, problems);
  checkName(name, "member", id, problems);
  const request = onlyRequest(operation, id, problems);
  const http = httpOf<HttpRequest>(request);
  const parameters = toParameters(
    [...(operation.parameters ?? []), ...(request.parameters ?? [])],
    id,
    problems,
  );
  const body = toBody(request, id, problems);
  checkUnique(
    [...parameters.map((parameter) => parameter.name), ...(body === undefined ? [] : [body.name])],
    (parameter) => `${id}: parameter '${parameter}'`,
    problems,
  );
  const longRunning = toLongRunning(operation, id, problems);
  const responses = toResponses(operation, id, longRunning !== undefined, problems);
  const paging = toPaging(operation, id, problems);
  // The run time follows a 202 to the end of the work, which reading has none of.
  if (
    (http.method.toUpperCase() === "GET" || paging !== undefined) &&
    responses.some(({ status }) => status === 202)
  ) {
    problems.add(id, "the status 202 of a GET or a list is not supported");
  }
  if (paging !== undefined && (longRunning !== undefined || body !== undefined)) {
    problems.add(id, "a list in pages that is long-running or has a body is not supported");
  }
  return {
    id,
    name,
    typeName: pascalCase(group) + pascalCase(name),
    description: operation.language.default.description,
    verb: toVerb(http.method, id, problems),
    segments: toSegments(http.path, parameters, id, problems),
    parameters,
    ...(body === undefined ? {} : { body }),
    responses,
    ...(paging === undefined ? {} : { paging }),
    ...(longRunning === undefined ? {} : { longRunning }),
    versions: [version],
    examples: toExamples(operation, id, version, problems),
  };
}

function onlyRequest(operation: CodeOperation, id: string, problems: Problems): Request {
  const [request, ...others] = operation.requests ?? [];
  if (request === undefined) {
    throw new Error(`${id}: the code model holds no request for the operation.`);
  }
  if (others.length > 0) {
    problems.add(id, "more than one content type of the body is not supported");
  }
  return request;
}

function toVerb(method: string, id: string, problems: Problems): Verb {
  const verb = method.toUpperCase();
  if (!["GET", "PUT", "PATCH", "POST", "DELETE"].includes(verb)) {
    problems.add(id, `the method ${verb} is not supported`);
  }
  return verb as Verb;
}
