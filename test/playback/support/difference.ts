// What to tell about a request that no recording answers: how it differs from the nearest one.

import { requestLines, type Exchange, type RecordedRequest } from "./exchange.js";

/** A recorded call of a story, and whether it has been played. */
export interface PlayedCall {
  readonly exchange: Exchange;
  readonly isUsed: boolean;
}

/**
 * Describes a request that was not answered, line by line against the recorded request nearest to it. Calls that are
 * still to be played come before those that have been.
 *
 * @param file - The recording's name, for the text.
 */
export function describeUnmatched(
  request: RecordedRequest,
  calls: readonly PlayedCall[],
  file: string,
): string {
  const nearest = findNearest(request, calls);
  const asked = requestLines(request);
  if (nearest === undefined) {
    return [`${file} has no calls, but this was sent:`, ...indent(asked)].join("\n");
  }
  const { index, call, difference } = nearest;
  const place = `call ${index + 1} of ${calls.length}`;
  if (difference.every(({ mark }) => mark === " ")) {
    return [
      `${file} answers this request only as often as it was recorded; it was sent once more:`,
      ...indent(asked),
    ].join("\n");
  }
  return [
    `No call in ${file} answers this request. The nearest is ${place}${call.isUsed ? ", which has been played" : ""};` +
      " - recorded, + sent:",
    ...indent(difference.map(({ mark, line }) => `${mark} ${line}`)),
    "If the change is meant, record again: npm run test:record",
  ].join("\n");
}

interface Line {
  readonly mark: " " | "-" | "+";
  readonly line: string;
}

function findNearest(request: RecordedRequest, calls: readonly PlayedCall[]) {
  const asked = requestLines(request);
  return calls
    .map((call, index) => {
      const difference = compare(requestLines(call.exchange.request), asked);
      const changed = difference.filter(({ mark }) => mark !== " ").length;
      return { index, call, difference, cost: changed + wordCost(call, request) };
    })
    .sort(
      (one, other) =>
        Number(one.call.isUsed) - Number(other.call.isUsed) ||
        one.cost - other.cost ||
        one.index - other.index,
    )[0];
}

/** The first line holds most of a request: between two that differ in it, its words decide. Below one. */
function wordCost({ exchange }: PlayedCall, request: RecordedRequest): number {
  const words = (of: RecordedRequest): string[] => (requestLines(of)[0] ?? "").split(/[ /]/);
  const difference = compare(words(exchange.request), words(request));
  return difference.filter(({ mark }) => mark !== " ").length / (difference.length + 1);
}

/** The shortest way from one text to another, by their longest common subsequence. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  // lengths[i][j]: how many lines the ends from i and j have in common.
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i] ?? [];
      row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old = "", fresh = ""] = [before[i], after[j]];
    if (i < before.length && j < after.length && old === fresh) {
      lines.push({ mark: " ", line: old });
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ mark: "-", line: old });
      i++;
    } else {
      lines.push({ mark: "+", line: fresh });
      j++;
    }
  }
  return lines;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
