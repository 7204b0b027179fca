/** Writes the emitted files and removes those that are not emitted any more. */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { EmittedFile } from "./generators/fileText.js";

/** Turns emitted text into the text of the file. */
export type Format = (text: string) => Promise<string>;

/** What a run changed, as paths from the root with `/`. */
export interface WrittenFiles {
  /** Files that are new or have new content. */
  readonly changed: readonly string[];
  /** Files that were there and are not emitted. */
  readonly deleted: readonly string[];
}

/**
 * Formats all files, then writes those that differ; a text that cannot be formatted stops it before anything is written.
 * @param root - The folder the files' paths start from.
 * @param folders - Folders below it that hold nothing but emitted files; anything else in them is deleted.
 */
export async function writeFiles(
  files: readonly EmittedFile[],
  root: string,
  folders: readonly string[],
  format: Format,
): Promise<WrittenFiles> {
  const texts = new Map<string, string>();
  for (const { path, text } of files) {
    texts.set(path, await format(text));
  }
  const changed: string[] = [];
  for (const [path, text] of texts) {
    const target = join(root, path);
    if ((await readFile(target, "utf8").catch(() => undefined)) !== text) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
      changed.push(path);
    }
  }
  const present = (await Promise.all(folders.map((folder) => listFiles(root, folder)))).flat();
  const deleted = present.filter((path) => !texts.has(path));
  for (const path of deleted) {
    await rm(join(root, path));
  }
  return { changed, deleted };
}

/** All files below a folder as sorted paths from the root with `/`; none when there is no such folder. */
export async function listFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
