/** Emits the expression that turns one value from the wire into what a caller sees, and back. */

import type { TypeReference } from "../clientModel.js";
import { innerModel } from "../flattening.js";
import { camelCase } from "../transforms/naming.js";
import { holdsDates } from "./serializerNeeds.js";

/**
 * Reads a value that is there; nothing when it passes as it is.
 * @param expression - The value, of type `unknown`.
 * @param readers - Names of the models with a `…FromWire`.
 */
export function readExpression(
  type: TypeReference,
  expression: string,
  readers: ReadonlySet<string>,
): string | undefined {
  if (!holdsDates(type) && !readers.has(innerModel(type) ?? "")) {
    return undefined;
  }
  switch (type.kind) {
    case "date-time":
      return `toDate(${expression})`;
    case "model":
      return `${camelCase(type.name)}FromWire(${expression} as WireObject)`;
    case "array":
      return type.item.kind === "model"
        ? `(${expression} as WireObject[]).map(${camelCase(type.item.name)}FromWire)`
        : `(${expression} as unknown[]).map((item) => ${readExpression(type.item, "item", readers) ?? "item"})`;
    case "dictionary":
      return (
        `Object.fromEntries(Object.entries(${expression} as WireObject)` +
        `.map(([key, value]) => [key, ${readExpression(type.value, "value", readers) ?? "value"}]))`
      );
    default:
      return undefined;
  }
}

/**
 * Writes a value that may be absent; nothing when it passes as it is. A date writes itself.
 * @param writers - Names of the models with a `…ToWire`.
 */
export function writeExpression(
  type: TypeReference,
  expression: string,
  writers: ReadonlySet<string>,
): string | undefined {
  const written = writePresent(type, expression, writers);
  return written === undefined ? undefined : `${expression} && ${written}`;
}

function writePresent(
  type: TypeReference,
  expression: string,
  writers: ReadonlySet<string>,
): string | undefined {
  if (!writers.has(innerModel(type) ?? "")) {
    return undefined;
  }
  switch (type.kind) {
    case "model":
      return `${camelCase(type.name)}ToWire(${expression})`;
    case "array":
      return type.item.kind === "model"
        ? `${expression}.map(${camelCase(type.item.name)}ToWire)`
        : `${expression}.map((item) => ${writePresent(type.item, "item", writers) ?? "item"})`;
    case "dictionary":
      return (
        `Object.fromEntries(Object.entries(${expression})` +
        `.map(([key, value]) => [key, ${writePresent(type.value, "value", writers) ?? "value"}]))`
      );
    default:
      return undefined;
  }
}
