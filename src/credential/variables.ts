// The process's environment, as it is at the moment of asking.

import process from "node:process";
import { SourceFailure } from "./failure.js";

/** An environment variable's value; `undefined` if it is not set or empty. */
export function readVariable(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}

/**
 * An environment variable that was there when the credential was made.
 *
 * @throws SourceFailure if it is gone.
 */
export function requireVariable(name: string): string {
  const value = readVariable(name);
  if (value === undefined) {
    throw new SourceFailure(
      "unavailable",
      "variable_missing",
      `The environment variable ${name} is no longer set.`,
    );
  }
  return value;
}

/**
 * An environment variable that holds the address of an endpoint. Its value is not repeated in an error: it might be
 * a secret that was put into the wrong variable.
 *
 * @throws SourceFailure if it is gone or no http address.
 */
export function requireEndpoint(name: string, protocols = /^https?:$/): string {
  const value = requireVariable(name);
  if (!URL.canParse(value) || !protocols.test(new URL(value).protocol)) {
    throw new SourceFailure(
      "unavailable",
      "malformed_endpoint",
      `The environment variable ${name} does not hold a valid ${protocols.test("http:") ? "http" : "https"} address.`,
    );
  }
  return value;
}

/** The operating system, as Node names it. */
export function platform(): string {
  return process.platform;
}
