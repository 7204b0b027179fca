/** Emits `src/generated/operations/<group>.ts`: a group's interface, its functions and its binder. */

import type { ClientModel, Operation, OperationGroup } from "../clientModel.js";
import { asSentence, docComment, escapeDoc, groupWords } from "./docComment.js";
import { availability, limitedOperations } from "../limits.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { callerName } from "./models.js";
import { callSpec, signature, type Signature } from "./operationParts.js";
import { serializerNeeds, type SerializerNeeds } from "./serializerNeeds.js";
import { isImportedFunction, isReservedWord } from "../transforms/naming.js";

/** One file for each operation group. */
export function operationsFiles(client: ClientModel): readonly EmittedFile[] {
  const needs = serializerNeeds(client);
  return client.groups.map((group) => groupFile(client, group, needs));
}

/** The type of the client's context: `ManagedServiceIdentityContext`. */
export function contextType(client: ClientModel): string {
  return `${client.title.replace(/Client$/, "")}Context`;
}

function groupFile(
  client: ClientModel,
  group: OperationGroup,
  needs: SerializerNeeds,
): EmittedFile {
  const context = contextType(client);
  const serializers = client.models.flatMap(({ name }) => {
    const camel = name.charAt(0).toLowerCase() + name.slice(1);
    return [`${camel}FromWire`, `${camel}ToWire`];
  });
  const types = group.operations.flatMap(({ typeName }) => [
    `${typeName}OptionalParams`,
    `${typeName}Response`,
  ]);
  const names = [...client.models, ...client.enums].map(({ name }) => name);
  const imports = [
    { from: "../../customizations/context.js", types: [context] },
    {
      from: "../../customizations/longRunning.js",
      values: ["poller"],
      types: ["OperationState", "PollerLike"],
    },
    {
      from: "../../customizations/paging.js",
      values: ["paged"],
      types: ["PagedAsyncIterableIterator"],
    },
    { from: "../../customizations/path.js", values: ["armScope", "path"] },
    { from: "../../customizations/send.js", values: ["send"] },
    { from: "../models.js", types: [...names, ...types] },
    { from: "../serializers.js", values: serializers },
    { from: "../versions.js", values: ["memberVersions", "operationVersions"] },
  ];
  return toFile(`src/generated/operations/${group.name}.ts`, imports, [
    interfaceText(client, group),
    ...group.operations.map((operation) => functionText(client, group, operation, needs)),
    binderText(group, context),
  ]);
}

function interfaceText(client: ClientModel, group: OperationGroup): string {
  const methods = group.operations.map((operation) => {
    const { parameters, result } = signature(operation);
    const tags = parameters.map(({ name, description }) => ({
      tag: "param",
      name,
      text: description,
    }));
    const list = parameters.map(
      ({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${type}`,
    );
    return `${docComment(describe(client, operation), 2, tags)}${callerName(operation)}(${list.join(", ")}): ${result};`;
  });
  return (
    docComment(`Operations on ${groupWords(group)}.`) +
    `export interface ${group.typeName} {\n${methods.join("\n\n")}\n}`
  );
}

function describe(client: ClientModel, operation: Operation): string {
  const text =
    operation.description === "" ? `Calls \`${operation.id}\`.` : escapeDoc(operation.description);
  return limitedOperations(client).includes(operation)
    ? `${asSentence(text)} ${availability(client, operation.versions)}`
    : text;
}

function functionText(
  client: ClientModel,
  group: OperationGroup,
  operation: Operation,
  needs: SerializerNeeds,
): string {
  const { parameters, result } = signature(operation);
  const list = [
    `context: ${contextType(client)}`,
    ...parameters.map(({ name, type, optional }) => `${name}: ${type}${optional ? " = {}" : ""}`),
  ];
  const { callee, spec, isAsync } = callSpec(client, group, operation, needs);
  return (
    docComment(`The function behind {@link ${group.typeName}.${callerName(operation)}}.`) +
    `export ${isAsync ? "async " : ""}function ${functionName(operation)}(${list.join(", ")}): ${result} {\n` +
    `return ${callee}(context, ${spec}, options);\n}`
  );
}

function binderText(group: OperationGroup, context: string): string {
  const methods = group.operations.map((operation) => {
    const names = argumentNames(signature(operation)).join(", ");
    return `${callerName(operation)}: (${names}) => ${functionName(operation)}(context, ${names}),`;
  });
  return (
    docComment("Binds the operations of the group to a client's context.") +
    `export function bind${group.typeName}(context: ${context}): ${group.typeName} {\n` +
    `return {\n${methods.join("\n")}\n};\n}`
  );
}

function argumentNames({ parameters }: Signature): readonly string[] {
  return parameters.map(({ name }) => name);
}

function functionName(operation: Operation): string {
  const name = callerName(operation);
  return isReservedWord(name) || isImportedFunction(name) ? `$${name}` : name;
}
