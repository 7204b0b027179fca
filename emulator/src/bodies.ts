// Reads request bodies: JSON that nobody has checked yet.

import { invalidRequestContent } from "./errors/requestErrors.js";
import type { Tags } from "./store.js";

/** A JSON object whose members may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses a body that must be a JSON object.
 *
 * @throws ArmError 400 `InvalidRequestContent`; the text never repeats the body.
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalidRequestContent("The body is not JSON.");
  }
  return object(value, "The body");
}

/** A member that is a string, or undefined when it is absent or null. */
export function optionalString(value: unknown, member: string): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== "string") {
    throw invalidRequestContent(`${member} is not a string.`);
  }
  return value;
}

/** A member that is a number, or undefined when it is absent or null. */
export function optionalNumber(value: unknown, member: string): number | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== "number") {
    throw invalidRequestContent(`${member} is not a number.`);
  }
  return value;
}

/** A member that is an object, or undefined when it is absent or null. */
export function optionalObject(value: unknown, member: string): JsonObject | undefined {
  return value === undefined || value === null ? undefined : object(value, member);
}

/** A member that is an array of strings, or undefined when it is absent or null. */
export function optionalStrings(value: unknown, member: string): readonly string[] | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) {
    throw invalidRequestContent(`${member} is not an array of strings.`);
  }
  return value;
}

/** A member that maps names to strings, or undefined when it is absent or null. */
export function optionalTags(value: unknown): Tags | undefined {
  const tags = optionalObject(value, "tags");
  if (tags !== undefined && !Object.values(tags).every((tag) => typeof tag === "string")) {
    throw invalidRequestContent("A tag is not a string.");
  }
  return tags as Tags | undefined;
}

/** The form in which ARM answers a location: "Central US" is `centralus`. */
export function normalizeLocation(location: string): string {
  return location.replace(/\s+/g, "").toLowerCase();
}

/** A location in the form of {@link normalizeLocation}; an empty one counts as none. */
export function optionalLocation(value: unknown): string | undefined {
  const location = normalizeLocation(optionalString(value, "location") ?? "");
  return location === "" ? undefined : location;
}

function object(value: unknown, what: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidRequestContent(`${what} is not an object.`);
  }
  return value as JsonObject;
}
