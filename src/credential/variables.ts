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

/** Reads an http address as it may be asked: without a user's name, a password or a fragment. */
export function readAddress(text: string, protocols = /^https?:$/): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fits =
    url !== undefined &&
    protocols.test(url.protocol) &&
    url.username + url.password === "" &&
    !url.href.includes("#");
  return fits ? url : undefined;
}

/** Reads an address that a path is added to, so that it has no query; `undefined` if it does not fit. */
export function readBase(text: string, protocols?: RegExp): string | undefined {
  const url = readAddress(text, protocols);
  return url === undefined || url.href.includes("?")
    ? undefined
    : (url.origin + url.pathname).replace(/\/+$/, "");
}

/**
 * An environment variable that holds the address of an endpoint. Its value is not repeated in an error: it might be
 * a secret that was put into the wrong variable.
 *
 * @throws SourceFailure if it is gone or no http address.
 */
export function requireEndpoint(name: string, protocols = /^https?:$/): string {
  const url = readAddress(requireVariable(name), protocols);
  if (url === undefined) {
    throw malformedEndpoint(name, protocols.test("http:") ? "http" : "https");
  }
  return url.href;
}

/** The failure of a variable that does not hold the address of an endpoint. */
export function malformedEndpoint(name: string, kind: "http" | "https"): SourceFailure {
  return new SourceFailure(
    "unavailable",
    "malformed_endpoint",
    `The environment variable ${name} does not hold a valid ${kind} address.`,
  );
}

/** The operating system, as Node names it. */
export function platform(): string {
  return process.platform;
}
