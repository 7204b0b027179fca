// Puts the certificates that clients have to trust into a file.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Emulator } from "../emulator.js";
import { reasonOf } from "../files/unusableFile.js";

/** A file with certificates. */
export interface CertificateFile {
  readonly path: string;
  /** Whether {@link CertificateFile.remove} removes it. */
  readonly isTemporary: boolean;
  /** Removes the file if nobody named it. */
  remove(): Promise<void>;
}

/**
 * Writes the certificates of an emulator and of its token endpoint; never a key.
 *
 * @param named - The file; a temporary one where it is undefined.
 * @throws Error when it cannot be written.
 */
export async function writeCertificateFile(
  { certificate, tokenEndpoint }: Emulator,
  named: string | undefined,
): Promise<CertificateFile> {
  const isTemporary = named === undefined;
  const path = resolve(
    named ?? join(await mkdtemp(join(tmpdir(), "managed-identity-emulator-")), "certificate.pem"),
  );
  const all = new Set([certificate, tokenEndpoint?.certificate ?? certificate]);
  try {
    await writeFile(path, [...all].map((pem) => `${pem.trim()}\n`).join(""));
  } catch (error) {
    throw new Error(`The certificate could not be written to ${path}: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  return {
    path,
    isTemporary,
    remove: () =>
      isTemporary ? rm(dirname(path), { recursive: true, force: true }) : Promise.resolve(),
  };
}
