// Whether writes are accepted now and done later.

import { members, oneOf, wholeNumber } from "./checks.js";

/** Writes that are answered 202 and have to be followed. The service has none today. */
export interface AsyncWriteOptions {
  /** The header that says where to ask how far a write is. */
  readonly header: "Azure-AsyncOperation" | "Location";
  /** How long it takes until a write is done, in milliseconds by the emulator's clock, up to a day. Default 0. */
  readonly durationInMs?: number;
}

const longestInMs = 86_400_000;

/**
 * Applies the defaults.
 *
 * @returns undefined when writes are done at once.
 * @throws TypeError for another header or a member that does not exist; RangeError for a duration out of its range.
 */
export function readAsyncWrites(
  options: AsyncWriteOptions | undefined,
): Required<AsyncWriteOptions> | undefined {
  if (options === undefined) {
    return undefined;
  }
  const { header, durationInMs } = members("asyncWrites", options, ["header", "durationInMs"]);
  return {
    header: oneOf("asyncWrites.header", header, ["Azure-AsyncOperation", "Location"]),
    durationInMs: wholeNumber("asyncWrites.durationInMs", durationInMs ?? 0, 0, longestInMs),
  };
}
