/** From success answers of the code model to those of the client model. */

import type {
  Operation as CodeOperation,
  Response as CodeResponse,
  SchemaResponse,
} from "@autorest/codemodel";
import type { Response } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { httpOf, type HttpResponse } from "./http.js";
import { pascalCase } from "./naming.js";
import { isObjectSchema } from "./types.js";

/** The success answers of an operation, in ascending order of status. */
export function toResponses(
  operation: CodeOperation,
  operationId: string,
  longRunning: boolean,
  problems: Problems,
): readonly Response[] {
  const responses = (operation.responses ?? [])
    .flatMap((response) => toStatuses(response, operationId, problems))
    .sort((left, right) => left.status - right.status);
  if (responses.length === 0) {
    problems.add(operationId, "no success response");
  }
  checkBodies(responses, operationId, longRunning, problems);
  return responses;
}

function toStatuses(
  response: CodeResponse,
  operationId: string,
  problems: Problems,
): readonly Response[] {
  const http = httpOf<HttpResponse>(response);
  return http.statusCodes.map((statusCode) => {
    const place = `${operationId}: response ${statusCode}`;
    const status = Number(statusCode);
    if (!Number.isInteger(status)) {
      problems.add(place, "only a numeric status is supported");
    }
    for (const { header } of http.headers ?? []) {
      problems.add(place, `the header '${header}' is not supported`);
    }
    const { schema, nullable } = response as Partial<SchemaResponse>;
    if (http.binary === true || (schema !== undefined && http.knownMediaType !== "json")) {
      problems.add(place, "only a JSON body is supported");
    }
    if (schema === undefined) {
      return { status };
    }
    if (!isObjectSchema(schema)) {
      problems.add(place, `a body of type '${schema.type}' is not supported`);
    }
    if (nullable === true) {
      problems.add(place, "x-nullable is not supported");
    }
    return { status, model: pascalCase(schema.language.default.name) };
  });
}

/**
 * A caller gets one type: all answers have the same body. Only 202, which is followed to its end, and the answers
 * of a long-running operation may come without.
 */
function checkBodies(
  responses: readonly Response[],
  operationId: string,
  longRunning: boolean,
  problems: Problems,
): void {
  const models = new Set(
    responses
      .filter(({ status, model }) => model !== undefined || !(longRunning || status === 202))
      .map(({ model }) => model),
  );
  if (models.size > 1) {
    const list = responses.map(({ status, model }) => `${status} ${model ?? "without body"}`);
    problems.add(
      operationId,
      `success responses with different bodies are not supported (${list.join(", ")})`,
    );
  }
}
