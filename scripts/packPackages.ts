/** Packs the packages of this repository, as publishing would. */

import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** Path of the tarball. */
  readonly tarball: string;
  /** The files in it, relative to the package. */
  readonly files: readonly string[];
}

/**
 * Packs both packages as they are built now.
 *
 * @param folder - Where the tarballs go.
 */
export async function packPackages(folder: string): Promise<readonly PackedPackage[]> {
  const { stdout } = await promisify(execFile)(
    "npm",
    [
      ...["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
      ...["--workspaces", "--include-workspace-root"],
    ],
    { cwd: root, maxBuffer: 16 * 1024 * 1024 },
  );
  const packs = JSON.parse(stdout) as readonly Pack[];
  return packs.map(({ name, filename, files }) => ({
    name,
    tarball: join(folder, filename),
    files: files.map(({ path }) => path).sort(),
  }));
}

interface Pack {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
