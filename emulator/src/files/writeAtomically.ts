// Writes a file so that at every moment either the old one is there, whole, or the new one.

import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** For the eyes of its owner only. */
const ownerOnly = 0o600;

/**
 * Writes a text into a new file beside the old one, has it written to the disk, and puts it into the old one's place. Only the
 * owner can read it. The new file is called `FILE.tmp` until then; one that was left behind is replaced.
 *
 * @param chunks - The text; between two of them other work gets its turn.
 * @param allow - Asked right before the file is replaced; it throws if it may not be.
 */
export async function writeAtomically(
  file: string,
  chunks: Iterable<string>,
  allow: () => Promise<void>,
): Promise<void> {
  const temporary = `${file}.tmp`;
  await rm(temporary, { force: true });
  // "wx" never follows a link that somebody may have put there.
  const handle = await open(temporary, "wx", ownerOnly);
  try {
    try {
      for (const chunk of chunks) {
        await handle.writeFile(chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await allow();
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** Without it, a power failure could undo the renaming. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders, and does not need it.
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
