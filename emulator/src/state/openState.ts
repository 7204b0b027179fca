// The state file of an emulator that is being started.

import { resolve } from "node:path";
import { lockFile } from "../files/fileLock.js";
import { reasonOf } from "../files/unusableFile.js";
import { writeAtomically } from "../files/writeAtomically.js";
import { readState } from "./readState.js";
import { writeState, type LiveState, type SavedState } from "./savedState.js";
import { StateKeeper } from "./stateKeeper.js";

/** A state file that this emulator alone may write. */
export interface OpenState {
  /** What the file holds; undefined when there is no file yet. */
  readonly saved: SavedState | undefined;
  /** To be called after every change; does nothing before {@link OpenState.begin}. */
  readonly changed: () => void;
  /**
   * Writes the file for the first time, and from now on after changes.
   *
   * @throws Error when it cannot be written.
   */
  begin(live: LiveState): Promise<void>;
  /**
   * Ends the use of the file; writes it before, if it ever was.
   *
   * @throws Error when it cannot be written.
   */
  close(): Promise<void>;
}

/**
 * Locks a state file and reads it. Without a file, nothing is kept.
 *
 * @param report - Told of each write that failed.
 * @throws UnusableFile when the file cannot be used, Error when another emulator uses it.
 */
export async function openState(
  stateFile: string | undefined,
  owner: { readonly subscriptionId: string; readonly tenantId: string },
  report: (error: Error) => void,
): Promise<OpenState> {
  if (stateFile === undefined) {
    return {
      saved: undefined,
      changed: () => undefined,
      begin: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  }
  const file = resolve(stateFile);
  const lock = await lockFile(file);
  let keeper: StateKeeper | undefined;
  let isChanged = false;
  const saved = await readState(file, owner).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  return {
    saved,
    changed() {
      isChanged = true;
      keeper?.changed();
    },
    async begin(live) {
      const write = () =>
        writeAtomically(file, writeState(live), () => lock.check()).catch((error: unknown) => {
          throw new Error(`The state could not be written to ${file}: ${reasonOf(error)}.`, {
            cause: error,
          });
        });
      isChanged = false;
      await write();
      keeper = new StateKeeper(write, (error) => report(error as Error));
      // A client that knows the port from before may already have written something.
      if (isChanged) {
        keeper.changed();
      }
    },
    async close() {
      try {
        await keeper?.close();
      } finally {
        await lock.release();
      }
    },
  };
}
