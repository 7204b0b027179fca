/** From type references and names to TypeScript. */

import type { TypeReference } from "../clientModel.js";

/** The type of a value; `wire` gives what JSON holds, where a date is a string. */
export function typeText(type: TypeReference, view: "caller" | "wire" = "caller"): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return type.kind;
    case "date-time":
      return view === "wire" ? "string" : "Date";
    case "object":
      return "Record<string, unknown>";
    case "model":
    case "enum":
      return type.name;
    case "array":
      return `${typeText(type.item, view)}[]`;
    case "dictionary":
      return `{ [propertyName: string]: ${typeText(type.value, view)} }`;
  }
}

/** A name as the key of an object literal or a member of an interface. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** An entry of an object literal. */
export function entryText(key: string, value: string): string {
  return key === value ? key : `${keyText(key)}: ${value}`;
}
