// A recording as a file: where it came from, and its calls.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Exchange } from "./exchange.js";

/**
 * Where a recording came from. `live`: the service itself. `emulator`: this repository's emulator, which is only as
 * good as what is known of the service. `authored`: written by hand after documentation.
 */
export type Origin = "live" | "emulator" | "authored";

/** A recording. */
export interface Recording {
  readonly origin: Origin;
  /** What the answers were written after: those of an authored recording, or those an emulator was told to give. */
  readonly basis?: string;
  /** The day on which the calls were recorded or written, such as `2026-11-22`. */
  readonly date: string;
  /** The API versions of the calls, sorted. */
  readonly apiVersions: readonly string[];
  readonly calls: readonly Exchange[];
}

const origins: readonly unknown[] = ["live", "emulator", "authored"] satisfies readonly Origin[];

/**
 * Reads a recording.
 *
 * @throws Error if there is none, or it does not say where it came from.
 */
export function readRecording(path: string): Recording {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(`There is no recording ${path}. Make one: npm run test:record`, { cause });
  }
  const recording = JSON.parse(text) as Recording;
  const { origin, basis, date, apiVersions, calls } = recording;
  const fault =
    (!origins.includes(origin) && "its origin is not live, emulator or authored") ||
    (origin === "authored" && !basis && "what is authored names its basis") ||
    (origin === "live" && basis !== undefined && "what is live has no other basis") ||
    (!/^\d{4}-\d\d-\d\d$/.test(date) && "its date is not a day") ||
    (!Array.isArray(calls) && "it has no calls") ||
    (JSON.stringify(apiVersions) !== JSON.stringify(apiVersionsOf(calls)) &&
      `its apiVersions are not those of its calls, ${apiVersionsOf(calls).join(", ")}`);
  if (fault !== false) {
    throw new Error(`The recording ${path} cannot be used: ${fault}.`);
  }
  return recording;
}

/**
 * Writes a recording, unless the file holds the same calls already: then neither its date nor anything else changes.
 * Calls of the emulator that are also those of the service keep saying so; calls that the service confirms begin to, as
 * do authored ones that a target confirms.
 *
 * @param today - The date of calls that are new.
 * @returns Whether the file was written.
 */
export function saveRecording(
  path: string,
  { origin, basis, calls }: Pick<Recording, "origin" | "basis" | "calls">,
  today = new Date().toISOString().slice(0, 10),
): boolean {
  const apiVersions = apiVersionsOf(calls);
  const present = readIfPresent(path);
  const withBasis = basis === undefined ? {} : { basis };
  const isConfirmed =
    present?.origin === "authored" || (origin === "live" && present?.origin === "emulator");
  if (present !== undefined && !isConfirmed) {
    const { origin: presentOrigin, date } = present;
    const unchanged = formatRecording({
      origin: presentOrigin,
      ...withBasis,
      date,
      apiVersions,
      calls,
    });
    if (unchanged === readFileSync(path, "utf8")) {
      return false;
    }
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, formatRecording({ origin, ...withBasis, date: today, apiVersions, calls }));
  return true;
}

/** A recording as its file holds it. */
export function formatRecording(recording: Recording): string {
  return `${JSON.stringify(recording, undefined, 2)}\n`;
}

function readIfPresent(path: string): Recording | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Recording;
  } catch {
    return undefined;
  }
}

function apiVersionsOf(calls: readonly Exchange[]): string[] {
  const versions = calls.map(({ request }) => new URL(request.url).searchParams.get("api-version"));
  return [...new Set(versions.filter((version) => version !== null))].sort();
}
