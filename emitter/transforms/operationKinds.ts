/** What makes an operation more than one request with one answer: pages and long-running work. */

import type { ArraySchema, Operation as CodeOperation, SchemaResponse } from "@autorest/codemodel";
import { getAllProperties } from "@autorest/codemodel";
import type { LongRunning, Paging } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { pascalCase } from "./naming.js";
import { isObjectSchema } from "./types.js";

/** How an operation with `x-ms-pageable` comes in pages. */
export function toPaging(
  operation: CodeOperation,
  operationId: string,
  problems: Problems,
): Paging | undefined {
  const pageable = operation.extensions?.["x-ms-pageable"] as
    { itemName?: string; nextLinkName?: string | null; operationName?: string } | undefined;
  if (pageable === undefined) {
    return undefined;
  }
  if (pageable.operationName !== undefined) {
    problems.add(operationId, "x-ms-pageable.operationName is not supported");
  }
  if (pageable.nextLinkName === undefined) {
    problems.add(operationId, "x-ms-pageable needs a nextLinkName, or null for a list in one page");
  }
  const itemsName = pageable.itemName ?? "value";
  const nextLinkName = pageable.nextLinkName ?? undefined;
  const [page, ...others] = operation.responses ?? [];
  const schema = (page as Partial<SchemaResponse> | undefined)?.schema;
  const properties = isObjectSchema(schema) ? [...getAllProperties(schema)] : [];
  const items = properties.find((property) => property.serializedName === itemsName)?.schema;
  const item = (items as ArraySchema | undefined)?.elementType;
  if (others.length > 0 || (items?.type as string) !== "array" || !isObjectSchema(item)) {
    problems.add(
      operationId,
      `x-ms-pageable needs one success response with an array of objects '${itemsName}'`,
    );
    return undefined;
  }
  if (
    nextLinkName !== undefined &&
    !properties.some((property) => property.serializedName === nextLinkName)
  ) {
    problems.add(
      operationId,
      `x-ms-pageable names '${nextLinkName}', which the page does not have`,
    );
  }
  return {
    itemsName,
    ...(nextLinkName === undefined ? {} : { nextLinkName }),
    itemModel: pascalCase(item.language.default.name),
  };
}

/** How an operation with `x-ms-long-running-operation` ends. */
export function toLongRunning(
  operation: CodeOperation,
  operationId: string,
  problems: Problems,
): LongRunning | undefined {
  const extensions = operation.extensions ?? {};
  const options = extensions["x-ms-long-running-operation-options"] as
    Record<string, unknown> | undefined;
  if (extensions["x-ms-long-running-operation"] !== true) {
    if (options !== undefined) {
      problems.add(
        operationId,
        "x-ms-long-running-operation-options without x-ms-long-running-operation",
      );
    }
    return undefined;
  }
  const { "final-state-via": finalStateVia, ...others } = options ?? {};
  for (const name of Object.keys(others)) {
    problems.add(operationId, `x-ms-long-running-operation-options.${name} is not supported`);
  }
  if (finalStateVia === undefined) {
    return {};
  }
  if (!isFinalState(finalStateVia)) {
    problems.add(operationId, `final-state-via ${JSON.stringify(finalStateVia)} is not supported`);
    return {};
  }
  return { finalStateVia };
}

function isFinalState(value: unknown): value is NonNullable<LongRunning["finalStateVia"]> {
  return value === "azure-async-operation" || value === "location" || value === "original-uri";
}
