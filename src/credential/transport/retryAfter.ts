// How long an endpoint asks to wait.

import type { HttpAnswer } from "./message.js";

/**
 * Reads how long to wait before the next try, in milliseconds: from `retry-after-ms`, `x-ms-retry-after-ms` or
 * `Retry-After`, which holds seconds or a date.
 *
 * @returns `undefined` if the answer does not say, or says it in no form we know.
 */
export function readRetryAfter({ headers }: HttpAnswer): number | undefined {
  const milliseconds =
    toCount(headers["retry-after-ms"]) ?? toCount(headers["x-ms-retry-after-ms"]);
  if (milliseconds !== undefined) {
    return milliseconds;
  }
  const value = headers["retry-after"];
  const seconds = toCount(value);
  if (seconds !== undefined) {
    return seconds * 1_000;
  }
  const date = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function toCount(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
