// Reads a JSON file that a user wrote, or that was written for one.

import { readFile } from "node:fs/promises";
import { jsonErrorOffset } from "./jsonErrorOffset.js";
import { reasonOf, UnusableFile } from "./unusableFile.js";

/**
 * Reads a file as JSON.
 *
 * @param what - What the file is, for errors, e.g. "seed file".
 * @param advice - A sentence that says what to do when it is not JSON.
 * @throws UnusableFile when it cannot be read, or is not JSON; then line and column are named, and nothing of what it holds.
 */
export async function readJsonFile(what: string, file: string, advice = ""): Promise<unknown> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UnusableFile(`The ${what} ${file} could not be read: ${reasonOf(error)}.`, error);
  });
  let text: string;
  try {
    // A byte order mark, as some editors write it, is not part of the text.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableFile(`The ${what} ${file} is not UTF-8 text. Save it as UTF-8.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableFile(
      `The ${what} ${file} is not JSON: ${problem(text)}. ${advice}`.trimEnd(),
    );
  }
}

function problem(text: string): string {
  if (text.trim() === "") {
    return "it is empty";
  }
  const offset = jsonErrorOffset(text);
  const before = text.slice(0, offset).split("\n");
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return offset >= text.length ? `it ends too early, at ${place}` : `see ${place}`;
}
