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
  return [wholeNumber(name, least, 0, most), wholeNumber(name, highest, least, most)];
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

/** A list of texts that are not empty, or a TypeError. */
export function texts(name: string, value: readonly string[]): readonly string[] {
  const isList: boolean = Array.isArray(value);
  if (!isList || !value.every((text) => typeof text === "string" && text !== "")) {
    throw new TypeError(`startEmulator: ${name} must be an array of texts that are not empty.`);
  }
  return value;
}
