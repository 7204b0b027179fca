// Tells a story to its target: plays it from a recording, records it, or lets it happen.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepAllowed, type LeftOut } from "./allowList.js";
import { describeUnmatched } from "./difference.js";
import type { Exchange } from "./exchange.js";
import { playCalls, recordCalls } from "./interception.js";
import { keepOwnItems } from "./ownItems.js";
import { formatRecording, readRecording, saveRecording } from "./recording.js";
import { findSecrets, formatFindings } from "./secretScan.js";
import { sanitizedSecret, sanitizedTimeInMs, Sanitizer } from "./sanitizer.js";
import { recordedTarget, type Host, type OpenTarget, type Target } from "./target.js";

/** What is told. */
export type Story = (target: Target) => Promise<void>;

/**
 * Plays a story from its recording, with the network locked.
 *
 * @throws Error with the difference to the nearest call, if a request was not answered; with the list of calls that
 * were not made, if there are any; or whatever the story threw.
 */
export async function playStory(path: string, story: Story, host?: Host): Promise<void> {
  const { calls } = readRecording(path);
  const { played, outcome } = await withTokenFile((file) =>
    atRecordedTime(() => playCalls(calls, () => story(recordedTarget(host, file)))),
  );
  const cause = outcome.status === "rejected" ? { cause: outcome.reason as unknown } : undefined;
  if (played.unmatched.length > 0) {
    const texts = played.unmatched.map((request) => describeUnmatched(request, played.calls, path));
    throw new Error(texts.join("\n\n"), cause);
  }
  if (outcome.status === "rejected") {
    throw outcome.reason;
  }
  const unused = played.calls
    .map(({ isUsed, exchange: { request } }, index) => ({ isUsed, request, number: index + 1 }))
    .filter(({ isUsed }) => !isUsed);
  if (unused.length > 0) {
    throw new Error(
      [
        `${unused.length} of ${played.calls.length} calls in ${path} were not made:`,
        ...unused.map(({ number, request }) => `    ${number}. ${request.method} ${request.url}`),
      ].join("\n"),
    );
  }
}

/** What came of a recording. */
export interface RecordedStory {
  /** Whether the file was written: it is not if it would say the same as before. */
  readonly written: boolean;
  /** What the answers held and the recording does not. */
  readonly leftOut: LeftOut;
}

/**
 * Tells a story to a target and records it. A story that fails is not recorded.
 *
 * @param basis - What the answers were written after that the target was told to give.
 * @throws Error if something in the recording looks like a secret; then nothing is written.
 */
export async function recordStory(
  path: string,
  story: Story,
  target: OpenTarget,
  basis?: string,
): Promise<RecordedStory> {
  const { calls } = await recordCalls(() => story(target));
  const leftOut: LeftOut = new Set();
  const sanitized = sanitizeCalls(calls, target, leftOut);
  const findings = findSecrets(
    formatRecording({ origin: target.origin, date: "", apiVersions: [], calls: sanitized }),
  );
  if (findings.length > 0) {
    throw new Error(`Not recorded: it would hold secrets.\n${formatFindings(path, findings)}`);
  }
  const recording = { origin: target.origin, calls: sanitized };
  return {
    written: saveRecording(path, basis === undefined ? recording : { ...recording, basis }),
    leftOut,
  };
}

function sanitizeCalls(
  calls: readonly Exchange[],
  { origin, resourceGroup, sanitizedTexts }: OpenTarget,
  leftOut: LeftOut,
): Exchange[] {
  const sanitizer = new Sanitizer(sanitizedTexts);
  return calls
    .map((call) => (origin === "live" ? keepOwnItems(call, resourceGroup, leftOut) : call))
    .map((call) => sanitizer.sanitize(keepAllowed(call, leftOut)));
}

/** Tokens in recordings are good for a day, counted from the time in recordings. */
async function atRecordedTime<T>(run: () => Promise<T>): Promise<T> {
  const { now } = Date;
  Date.now = () => sanitizedTimeInMs;
  try {
    return await run();
  } finally {
    Date.now = now;
  }
}

/** Gives the story a file with a pod's token. What stands in recordings stands in it: a real one would not match them. */
async function withTokenFile<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "playback-"));
  try {
    const file = join(folder, "token");
    await writeFile(file, sanitizedSecret);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
