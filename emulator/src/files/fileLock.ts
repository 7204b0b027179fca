// Keeps a file to one process: `FILE.lock` beside it names the process.

import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, reasonOf, UnusableFile } from "./unusableFile.js";

/** How often a lock is tried that somebody else is writing or removing just now: together two seconds. */
const mostTries = 100;
const betweenTriesInMs = 20;

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
    for (let patience = mostTries; !(await create(lock, text)); patience -= 1) {
      const found = await readLock(lock);
      if (found !== undefined && (found !== "" || patience <= 0)) {
        refuseHeld(file, lock, found);
        await removeStale(lock, found, text, patience);
      }
      await sleep(betweenTriesInMs);
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
      if (held.has(text) && (await isOwn())) {
        await rm(lock, { force: true });
      }
      // Not before: a start in this process would take the lock for one that was left behind.
      held.delete(text);
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
    throw new Error(
      `${lock}, which must stand beside the file that it locks, could not be written: ${reasonOf(error)}.`,
      { cause: error },
    );
  }
}

/**
 * Refuses a lock that somebody has, or that is none.
 *
 * @throws Error or UnusableFile, saying what to do.
 */
function refuseHeld(file: string, lock: string, text: string): void {
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
}

/**
 * Removes a lock that was left behind. Only who has the guard removes one: else, between reading and removing, somebody
 * else could have removed it and put a good one in its place.
 */
async function removeStale(
  lock: string,
  stale: string,
  text: string,
  patience: number,
): Promise<void> {
  const guard = `${lock}.removing`;
  if (await create(guard, text)) {
    try {
      if ((await readLock(lock)) === stale) {
        await rm(lock, { force: true });
      }
    } finally {
      await rm(guard, { force: true });
    }
  } else if (patience <= 0) {
    throw new Error(
      `${lock} was left by a process that is no more, and ${guard} by one that was removing it. If no emulator is starting, remove both.`,
    );
  }
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
