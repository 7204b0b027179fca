// The key files of Azure Arc's agent: who can read one may have a token.

import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** How many unanswered challenges are remembered; the oldest is forgotten first. */
const mostChallenges = 1_000;

/** The keys that have been written and not yet been used. */
export interface ArcKeys {
  /** Writes a key of its own for a challenge; gives the file's path. */
  write(): Promise<string>;
  /** Whether a key was written; it is used up by that. */
  use(key: string): Promise<boolean>;
  /** Removes all files, and the folder if it was made. */
  remove(): Promise<void>;
}

/** The folder of the agent's keys: the only one that clients accept a key from. */
export function arcKeyFolder(
  platform: NodeJS.Platform = process.platform,
  programData = process.env["ProgramData"],
): string {
  if (platform === "linux") {
    return "/var/opt/azcmagent/tokens";
  }
  if (platform === "win32" && programData) {
    return join(programData, "AzureConnectedMachineAgent", "Tokens");
  }
  throw new Error(
    `startEmulator: hosting azureArc needs Linux, or Windows with the variable ProgramData: Azure Arc has no agent for ${platform}.`,
  );
}

/**
 * Makes sure that keys can be written to a folder.
 *
 * @throws Error when they cannot; its `cause` is Node's error.
 */
export async function openArcKeys(folder: string): Promise<ArcKeys> {
  const files = new Map<string, string>();
  let made: string | undefined;
  const write = async (): Promise<string> => {
    const key = randomBytes(32).toString("base64url");
    const path = join(folder, `${randomUUID()}.key`);
    // Another emulator may have made the folder, and removed it when it stopped.
    made = (await mkdir(folder, { recursive: true })) ?? made;
    await writeFile(path, key, { mode: 0o600, flag: "wx" });
    files.set(key, path);
    return path;
  };
  const forget = async (key: string): Promise<boolean> => {
    const path = files.get(key);
    files.delete(key);
    if (path !== undefined) {
      await rm(path, { force: true });
    }
    return path !== undefined;
  };
  const remove = async (): Promise<void> => {
    await Promise.all([...files.keys()].map(forget));
    await removeFolders(folder, made);
  };
  try {
    await write();
  } catch (cause) {
    await remove();
    throw new Error(
      `startEmulator: hosting azureArc must write key files to ${folder}, the only folder that clients read them from, and may not. Make the folder and let this user write to it, or choose another hosting.`,
      { cause },
    );
  }
  await Promise.all([...files.keys()].map(forget));
  return {
    async write() {
      const path = await write();
      const [oldest] = files.keys();
      if (files.size > mostChallenges && oldest !== undefined) {
        await forget(oldest);
      }
      return path;
    },
    use: forget,
    remove,
  };
}

/** Removes the folders that were made, unless others have put something there. */
async function removeFolders(folder: string, first: string | undefined): Promise<void> {
  if (first === undefined) {
    return;
  }
  for (let path = folder; ; path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
    if (path === first) {
      return;
    }
  }
}
