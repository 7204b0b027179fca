// Keeps a file to one process: `FILE.lock` beside it names the process.

import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { codeOf, reasonOf, UnusableFile } from "./unusableFile.js";

/** A lock that is held. */
export interface FileLock {
  /**
   * Checks that it is still held.
   *
   * @throws Error when somebody has taken it away.
   */
  check(): Promise<void>;
  /** Gives it back. */
  release(): Promise<void>;
}

// Owner: this module. Key: the text of a lock, unique to it. Lifetime: while the lock is held. It tells a lock of this very
// process from one that an earlier process of the same number has left.
const held = new Set<string>();

/**
 * Locks a file. A lock that was left by a process which is no more is taken over.
 *
 * @throws Error when another process has it, or the lock cannot be written.
 */
export async function lockFile(file: string): Promise<FileLock> {
  const lock = `${file}.lock`;
  const text = `${process.pid} ${randomUUID()}\n`;
  held.add(text);
  try {
    while (!(await create(lock, text))) {
      await removeStale(file, lock);
    }
  } catch (error) {
    held.delete(text);
    throw error;
  }
  const isOwn = async () => (await readLock(lock)) === text;
  return {
    async check() {
      if (!(await isOwn())) {
        throw new Error(`${lock} is not this emulator's any more: another one uses ${file}.`);
      }
    },
    async release() {
      if (held.delete(text) && (await isOwn())) {
        await rm(lock, { force: true });
      }
    },
  };
}

async function create(lock: string, text: string): Promise<boolean> {
  try {
    await writeFile(lock, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      return false;
    }
    throw new Error(`${lock} could not be written: ${reasonOf(error)}.`, { cause: error });
  }
}

async function removeStale(file: string, lock: string): Promise<void> {
  const text = await readLock(lock);
  if (text === undefined) {
    return;
  }
  const pid = Number(/^(\d{1,10}) \S+\n$/.exec(text)?.[1]);
  if (Number.isNaN(pid)) {
    throw new UnusableFile(
      `${lock} is not the lock of an emulator. If no emulator uses ${file}, remove it.`,
    );
  }
  if (isRunning(pid, text)) {
    throw new Error(
      `${file} is in use by the emulator in process ${pid}. Stop that one or choose another file; if process ${pid} is no emulator, remove ${lock}.`,
    );
  }
  // Moved away first: between reading and removing, somebody else may have put a good one there.
  const moved = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, moved);
  } catch {
    return;
  }
  if ((await readLock(moved)) !== text) {
    await link(moved, lock).catch(() => undefined);
  }
  await rm(moved, { force: true });
}

function isRunning(pid: number, text: string): boolean {
  if (pid === process.pid) {
    return held.has(text);
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted: it is somebody else's, so it is there.
    return codeOf(error) === "EPERM";
  }
}

async function readLock(lock: string): Promise<string | undefined> {
  try {
    return await readFile(lock, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw new Error(`${lock} could not be read: ${reasonOf(error)}.`, { cause: error });
  }
}
