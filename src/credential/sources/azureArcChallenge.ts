// How the agent of Azure Arc has a process prove that it may ask: by reading a file that only some users can read.

import { Buffer } from "node:buffer";
import { constants, type BigIntStats } from "node:fs";
import { lstat, open, type FileHandle } from "node:fs/promises";
import { posix, win32 } from "node:path";
import { SourceFailure } from "../failure.js";
import type { HttpAnswer, HttpRequest } from "../transport/message.js";
import { platform, readVariable } from "../variables.js";

const mark = "Basic realm=";
/** How long a key may be, in bytes. */
const keyLimit = 4_096;

/** Repeats a request with the key that the agent's challenge names. */
export async function answerArcChallenge(
  request: HttpRequest,
  answer: HttpAnswer,
): Promise<HttpRequest> {
  const key = await readKey(keyPath(answer));
  return {
    ...request,
    headers: { ...request.headers, Authorization: `Basic ${key}` },
    secrets: [...request.secrets, key],
  };
}

function keyPath({ headers }: HttpAnswer): string {
  const challenge = headers["www-authenticate"];
  if (challenge === undefined || challenge === "") {
    throw refuse(
      "www_authenticate_header_missing",
      "Its challenge has no WWW-Authenticate header.",
    );
  }
  const start = challenge.indexOf(mark);
  if (start < 0) {
    throw refuse(
      "www_authenticate_header_unsupported_format",
      `Its challenge does not contain "${mark}".`,
    );
  }
  const path = challenge.slice(start + mark.length);
  const system = platform();
  if (system !== "win32" && system !== "linux") {
    throw new SourceFailure(
      "unavailable",
      "platform_not_supported",
      "Azure Arc is supported on Windows and Linux only.",
      401,
    );
  }
  const name = (system === "win32" ? win32 : posix).basename(path);
  if (!name.endsWith(".key")) {
    throw refuse("invalid_file_extension", "Its challenge does not name a .key file.");
  }
  if (path !== `${keyFolder(system)}${name}`) {
    throw refuse("invalid_file_path", "Its challenge names a file outside the agent's folder.");
  }
  return path;
}

function keyFolder(system: "win32" | "linux"): string {
  return system === "linux"
    ? "/var/opt/azcmagent/tokens/"
    : `${readVariable("ProgramData") ?? "?"}\\AzureConnectedMachineAgent\\Tokens\\`;
}

/** Everything is asked of one descriptor, so that the file looked at is the file read. */
async function readKey(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await openKey(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(keyLimit + 1), 0, keyLimit + 1, 0);
    if (bytesRead > keyLimit) {
      throw refuse("invalid_secret", `Its key is longer than ${keyLimit} bytes.`);
    }
    const key = buffer.toString("utf8", 0, bytesRead).trim();
    if (!/^[\x21-\x7e]+$/.test(key)) {
      throw refuse("invalid_secret", "Its key is empty or cannot be sent in a header.");
    }
    return key;
  } catch (error) {
    throw error instanceof SourceFailure ? error : unreadable(error);
  } finally {
    await file?.close();
  }
}

async function openKey(path: string): Promise<FileHandle> {
  // Not all systems can refuse symbolic links while opening: there, it must still be the same file afterwards.
  const before = await lstat(path, { bigint: true });
  const file = await open(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  const opened = await file.stat({ bigint: true });
  if (!opened.isFile() || !isSame(before, opened)) {
    await file.close();
    throw unreadable(new Error("It is not a regular file."));
  }
  return file;
}

function isSame(one: BigIntStats, other: BigIntStats): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}

function unreadable(cause: unknown): SourceFailure {
  const { message } = cause as Error;
  const text = `The agent's key cannot be read: ${message}`;
  return new SourceFailure("unavailable", "unable_to_read_secret_file", text, 401, { cause });
}

function refuse(code: string, message: string): SourceFailure {
  return new SourceFailure("unexpected", code, message, 401);
}
