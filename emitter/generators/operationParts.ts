/** The parts of an emitted operation: its signature and the object that says what to send. */

import type { ClientModel, Operation, OperationGroup, Parameter } from "../clientModel.js";
import { findModel } from "../flattening.js";
import { limitedBodyMembers, limitedOperations } from "../limits.js";
import { escapeDoc } from "./docComment.js";
import { callerName, resultModel } from "./models.js";
import type { SerializerNeeds } from "./serializerNeeds.js";
import { entryText, typeText } from "./typeText.js";

/** What a method takes and returns, without the context. */
export interface Signature {
  /** Arguments in order, `options` last. */
  readonly parameters: readonly SignatureParameter[];
  /** Return type. */
  readonly result: string;
}

/** One argument of a method. */
export interface SignatureParameter {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly optional: boolean;
}

/** The call an emitted function makes. */
export interface CallSpec {
  /** `send`, `paged` or `poller`. */
  readonly callee: string;
  /** Object literal with what to send. */
  readonly spec: string;
  /** Whether the function is `async`. */
  readonly isAsync: boolean;
}

/** Required parameters in document order, then the body, then the options. */
export function signature(operation: Operation): Signature {
  const required = operation.parameters.filter(
    (parameter) => parameter.required && parameter.source === "call",
  );
  return {
    parameters: [
      ...required.map(({ name, type, description }) => ({
        name,
        type: typeText(type),
        description: escapeDoc(description),
        optional: false,
      })),
      ...(operation.body === undefined
        ? []
        : [
            {
              name: operation.body.name,
              type: operation.body.model,
              description: escapeDoc(operation.body.description),
              optional: false,
            },
          ]),
      {
        name: "options",
        type: `${operation.typeName}OptionalParams`,
        description: "The options of this call.",
        optional: true,
      },
    ],
    result: resultText(operation),
  };
}

/** What an emitted function hands to the request module. */
export function callSpec(
  client: ClientModel,
  group: OperationGroup,
  operation: Operation,
  needs: SerializerNeeds,
): CallSpec {
  const entries = [
    ["operation", JSON.stringify(`${group.typeName}.${callerName(operation)}`)],
    ["method", JSON.stringify(operation.verb)],
    ["path", pathText(operation)],
    ["query", queryText(operation.parameters)],
    ["statuses", `[${operation.responses.map(({ status }) => status).join(", ")}]`],
    ["versions", versionsText(client, operation)],
    ...bodyEntries(client, operation, needs),
    ...answerEntries(operation, needs),
  ].filter(([, value]) => value !== "");
  return {
    callee:
      operation.paging !== undefined
        ? "paged"
        : operation.longRunning !== undefined
          ? "poller"
          : "send",
    spec: `{\n${entries.map(([key = "", value = ""]) => `${entryText(key, value)},`).join("\n")}\n}`,
    isAsync: operation.paging === undefined && operation.longRunning === undefined,
  };
}

function resultText(operation: Operation): string {
  if (operation.paging !== undefined) {
    return `PagedAsyncIterableIterator<${operation.paging.itemModel}>`;
  }
  const result = resultModel(operation) === undefined ? "void" : `${operation.typeName}Response`;
  return operation.longRunning === undefined
    ? `Promise<${result}>`
    : `PollerLike<OperationState<${result}>, ${result}>`;
}

function pathText(operation: Operation): string {
  const segments = operation.segments.map((segment) => {
    if (typeof segment === "string") {
      return segment;
    }
    const parameter = operation.parameters.find(({ name }) => name === segment.parameter);
    if (parameter?.source === "client") {
      return `\${{ ${segment.parameter}: context.${segment.parameter} }}`;
    }
    return parameter?.scope === true
      ? `\${armScope({ ${segment.parameter} })}`
      : `\${{ ${segment.parameter} }}`;
  });
  return `path\`/${segments.join("/")}\``;
}

function queryText(parameters: readonly Parameter[]): string {
  const entries = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, wireName, required }) =>
      entryText(wireName, required ? name : `options.${name}`),
    );
  return entries.length === 0 ? "" : `{ ${entries.join(", ")} }`;
}

function versionsText(client: ClientModel, operation: Operation): string {
  return limitedOperations(client).includes(operation) ? `operationVersions.${operation.id}` : "";
}

function bodyEntries(
  client: ClientModel,
  { body }: Operation,
  needs: SerializerNeeds,
): readonly string[][] {
  if (body === undefined) {
    return [];
  }
  const isLimited = limitedBodyMembers(client, findModel(client, body.model)).length > 0;
  return [
    ["body", `{ ${body.name} }`],
    ["memberVersions", isLimited ? `memberVersions.${body.model}` : ""],
    ["write", needs.writers.has(body.model) ? `${camel(body.model)}ToWire` : ""],
  ];
}

function answerEntries(operation: Operation, needs: SerializerNeeds): readonly string[][] {
  const { paging, longRunning, parameters } = operation;
  if (paging !== undefined) {
    return [
      ["items", JSON.stringify(paging.itemsName)],
      ["nextLink", paging.nextLinkName === undefined ? "" : JSON.stringify(paging.nextLinkName)],
      ["pageSize", parameters.some(({ wireName }) => wireName === "$top") ? `"$top"` : ""],
      ["readItem", readText(paging.itemModel, needs)],
    ];
  }
  const result = resultModel(operation);
  const finalStateVia = longRunning?.finalStateVia;
  return [
    ["read", result === undefined ? "" : readText(result, needs)],
    ["finalStateVia", finalStateVia === undefined ? "" : JSON.stringify(finalStateVia)],
  ];
}

function readText(model: string, needs: SerializerNeeds): string {
  return needs.readers.has(model)
    ? `${camel(model)}FromWire`
    : `(wire) => wire as unknown as ${model}`;
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
