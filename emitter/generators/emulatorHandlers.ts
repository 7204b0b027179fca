/** Emits `emulator/src/generated/handlers.ts`: what the emulator must implement for each operation. */

import type {
  ClientModel,
  Operation,
  OperationGroup,
  Parameter,
  Response,
} from "../clientModel.js";
import { docComment, escapeDoc, groupWords } from "./docComment.js";
import { toFile, type EmittedFile } from "./fileText.js";

/** The file of requests, answers and handler interfaces. */
export function emulatorHandlersFile(client: ClientModel): EmittedFile {
  const models = client.models.map(({ name }) => name);
  return toFile(
    "emulator/src/generated/handlers.ts",
    [{ from: "./wireTypes.js", types: [...models, "Untrusted"] }],
    [
      docComment("Headers of an answer besides those every answer has.") +
        "export type ResponseHeaders = Readonly<Record<string, string>>;",
      docComment("A value now or later.") + "export type MaybePromise<T> = T | Promise<T>;",
      handlersText(client),
      ...client.groups.flatMap((group) => [
        groupText(group),
        ...group.operations.flatMap((operation) => [
          requestText(operation),
          responseText(operation),
        ]),
      ]),
    ],
  );
}

/** Name of the member that carries a query parameter: `api-version` → `apiVersion`. */
export function queryMembers(operation: Operation): readonly Parameter[] {
  return [apiVersion, ...operation.parameters.filter((parameter) => parameter.in === "query")];
}

/** Present on every request of Azure Resource Manager, whatever a document says about it. */
const apiVersion: Parameter = {
  name: "apiVersion",
  wireName: "api-version",
  description: "",
  in: "query",
  type: { kind: "string" },
  required: true,
  source: "client",
  scope: false,
};

function handlersText(client: ClientModel): string {
  const members = client.groups.map(
    (group) => `readonly ${group.name}: ${group.typeName}Handlers;`,
  );
  return (
    docComment(
      "Every operation of the service: a new one in the document is a compile error until it is handled.",
    ) + `export interface Handlers {\n${members.join("\n")}\n}`
  );
}

function groupText(group: OperationGroup): string {
  const methods = group.operations.map(
    ({ name, typeName, description }) =>
      `${docComment(escapeDoc(description), 2)}${name}(request: ${typeName}Request): MaybePromise<${typeName}Response>;`,
  );
  return (
    docComment(`Handles the operations on ${groupWords(group)}.`) +
    `export interface ${group.typeName}Handlers {\n${methods.join("\n\n")}\n}`
  );
}

function requestText(operation: Operation): string {
  const path = operation.parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name }) => `readonly ${name}: string`);
  const query = queryMembers(operation).map(
    ({ name, required }) => `readonly ${name}${required ? "" : "?"}: string`,
  );
  const body =
    operation.body === undefined ? "" : `readonly body: Untrusted<${operation.body.model}>;\n`;
  return (
    docComment(`A request of \`${operation.id}\`.`) +
    `export interface ${operation.typeName}Request {\n` +
    `readonly path: ${path.length === 0 ? "Readonly<Record<string, never>>" : `{\n${path.join(";\n")}}`};\n` +
    `readonly query: {\n${query.join(";\n")}};\n${body}}`
  );
}

function responseText(operation: Operation): string {
  const name = `${operation.typeName}Response`;
  const answers = operation.responses.map((response) => statusText(response));
  return answers.length === 1
    ? `${docComment(`The success answer of \`${operation.id}\`.`)}export interface ${name} ${answers.join()}`
    : `${docComment(`The success answers of \`${operation.id}\`.`)}export type ${name} = ${answers.join(" | ")};`;
}

function statusText({ status, model }: Response): string {
  const body = model === undefined ? "" : `readonly body: ${model}; `;
  return `{ readonly status: ${status}; ${body}readonly headers?: ResponseHeaders }`;
}
