// Checks of single options. The errors name the option.

import { isGuid } from "../resourceIds.js";
import type { Duration } from "../waiting.js";

/** A GUID, or a TypeError. */
export function guid(name: string, value: string): string {
  if (!isGuid(value)) {
    throw new TypeError(`startEmulator: ${name} must be a GUID, not ${JSON.stringify(value)}.`);
  }
  return value;
}

/** A whole number within bounds, or a RangeError. */
export function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `startEmulator: ${name} must be a whole number from ${least} to ${most}, not ${value}.`,
    );
  }
  return value;
}

/** A duration within bounds, or a RangeError. */
export function duration(name: string, value: Duration, most: number): Duration {
  if (typeof value === "number") {
    return wholeNumber(name, value, 0, most);
  }
  const bounds: readonly number[] | number = value;
  if (!Array.isArray(bounds) || bounds.length !== 2) {
    throw new TypeError(
      `startEmulator: ${name} must be a number, or the least and the most of it, not ${JSON.stringify(value)}.`,
    );
  }
  const [least, highest] = value;
  wholeNumber(name, least, 0, most);
  wholeNumber(name, highest, 0, most);
  if (least > highest) {
    throw new RangeError(
      `startEmulator: ${name} must have the least before the most of it, not ${least} before ${highest}.`,
    );
  }
  return [least, highest];
}

/** True or false, or a TypeError. */
export function flag(name: string, value: boolean): boolean {
  if (typeof value !== "boolean") {
    throw new TypeError(
      `startEmulator: ${name} must be true or false, not ${JSON.stringify(value)}.`,
    );
  }
  return value;
}

/** An object, or a TypeError. */
export function anObject<T extends object>(name: string, value: T): T {
  const given: unknown = value;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TypeError(`startEmulator: ${name} must be an object, not ${JSON.stringify(given)}.`);
  }
  return value;
}

/** A list of texts that are not empty, or a TypeError. */
export function texts(name: string, value: readonly string[]): readonly string[] {
  const isList: boolean = Array.isArray(value);
  if (!isList || !value.every((text) => typeof text === "string" && text !== "")) {
    throw new TypeError(`startEmulator: ${name} must be an array of texts that are not empty.`);
  }
  return value;
}

/** A number above 0 up to a bound, or a RangeError. */
export function number(name: string, value: number, most: number): number {
  if (typeof value !== "number" || !(value > 0 && value <= most)) {
    throw new RangeError(
      `startEmulator: ${name} must be a number above 0 and up to ${most}, not ${String(value)}.`,
    );
  }
  return value;
}

/** An object with no other members than those, or a TypeError. */
export function members<T extends object>(
  name: string,
  value: T,
  known: readonly (keyof T & string)[],
): T {
  const names: readonly string[] = known;
  const stranger = Object.keys(anObject(name, value)).find((member) => !names.includes(member));
  if (stranger !== undefined) {
    throw new TypeError(`startEmulator: ${name} has no member ${stranger}.`);
  }
  return value;
}

/** One of some texts, or a TypeError. */
export function oneOf<T extends string>(name: string, value: T, known: readonly T[]): T {
  if (!known.includes(value)) {
    throw new TypeError(
      `startEmulator: ${name} must be one of ${known.join(", ")}, not ${JSON.stringify(value)}.`,
    );
  }
  return value;
}
