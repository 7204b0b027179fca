/** Emits `src/generated/models.ts`: what a caller passes and gets. */

import type { ClientModel, Model, Operation } from "../clientModel.js";
import { ownMembers, visibleModels, type Member } from "../flattening.js";
import { availability, limitedMembers } from "../limits.js";
import { asSentence, docComment, escapeDoc } from "./docComment.js";
import { enumText } from "./enumText.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { typeText } from "./typeText.js";

/** The file of all models, enums, optional parameters and results. */
export function modelsFile(client: ClientModel): EmittedFile {
  return toFile(
    "src/generated/models.ts",
    [{ from: "../customizations/options.js", types: ["OperationOptions"] }],
    [
      ...visibleModels(client).map((model) => modelText(client, model)),
      ...client.enums.map((one) => enumText(one)),
      ...client.groups.flatMap((group) =>
        group.operations.flatMap((operation) => {
          const caller = `\`${group.name}.${callerName(operation)}\``;
          return [optionsText(operation, caller), ...responseText(operation, caller)];
        }),
      ),
    ],
  );
}

/** The method's name as a caller writes it: `get`, `beginCreateOrUpdate`. */
export function callerName(operation: Operation): string {
  return operation.longRunning === undefined
    ? operation.name
    : `begin${operation.name.charAt(0).toUpperCase()}${operation.name.slice(1)}`;
}

/** The model a call resolves to; absent when there is none. */
export function resultModel(operation: Operation): string | undefined {
  return operation.responses.find((response) => response.model !== undefined)?.model;
}

function modelText(client: ClientModel, model: Model): string {
  const parents = model.parents.length === 0 ? "" : ` extends ${model.parents.join(", ")}`;
  const limited = new Set(limitedMembers(client, model).map(({ name }) => name));
  const members = ownMembers(client, model).map((member) =>
    memberText(member, limited.has(member.name) ? availability(client, member.versions) : ""),
  );
  return `${docComment(describe(model))}export interface ${model.name}${parents} {\n${members.join("\n")}}`;
}

function describe(model: Model): string {
  return model.description === ""
    ? `A \`${model.name}\` of the service.`
    : escapeDoc(model.description);
}

function memberText(member: Member, available: string): string {
  const description = escapeDoc(member.description);
  const notes = [member.readOnly ? "Read-only: set by the service." : "", available].filter(
    Boolean,
  );
  const doc =
    notes.length === 0 ? description : [asSentence(description), ...notes].join(" ").trim();
  const name = `${member.readOnly ? "readonly " : ""}${member.name}${member.required ? "" : "?"}`;
  return `${docComment(doc, 2)}${name}: ${typeText(member.type)};\n`;
}

function optionsText(operation: Operation, caller: string): string {
  const members = operation.parameters
    .filter((parameter) => !parameter.required)
    .map(
      ({ name, description, type }) =>
        `${docComment(escapeDoc(description), 2)}${name}?: ${typeText(type)};\n`,
    );
  return (
    docComment(`Optional parameters of ${caller}.`) +
    `export interface ${operation.typeName}OptionalParams extends OperationOptions {\n${members.join("\n")}}`
  );
}

function responseText(operation: Operation, caller: string): readonly string[] {
  const model = resultModel(operation);
  if (model === undefined) {
    return [];
  }
  const doc =
    operation.paging === undefined
      ? `What ${caller} resolves to.`
      : `What the service answers to ${caller}: one page.`;
  return [`${docComment(doc)}export type ${operation.typeName}Response = ${model};`];
}
