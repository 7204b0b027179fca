// The secret that a host puts into its processes' environment, and wants to see in a header.

import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Makes a secret, good for as long as the emulator runs. */
export function makeSecret(): string {
  return randomBytes(24).toString("base64url");
}

/** Whether a header holds the secret. */
export function hasSecret(headers: IncomingHttpHeaders, name: string, secret: string): boolean {
  const given = Buffer.from(headers[name]?.toString() ?? "");
  const expected = Buffer.from(secret);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
