// How long the service asks to wait.

import type { PipelineResponse } from "@azure/core-rest-pipeline";

/**
 * Reads how long to wait before the next request, in milliseconds: from `retry-after-ms`,
 * `x-ms-retry-after-ms` or `Retry-After`, which holds seconds or a date.
 *
 * @returns `undefined` if the response does not say, or says it in no form we know.
 */
export function readRetryAfter({ headers }: PipelineResponse): number | undefined {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const milliseconds = toCount(headers.get(name));
    if (milliseconds !== undefined) {
      return milliseconds;
    }
  }
  const value = headers.get("retry-after");
  const seconds = toCount(value);
  if (seconds !== undefined) {
    return seconds * 1_000;
  }
  // A date begins with the day of the week; anything else `Date.parse` would make a date of is none.
  const date = value !== undefined && /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function toCount(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
