/** `npm run check:package`: whether the packages, packed as for publishing, can be used from everywhere. */

import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packPackages } from "./packPackages.js";

const tools = join(dirname(dirname(fileURLToPath(import.meta.url))), "node_modules/.bin");

const folder = await mkdtemp(join(tmpdir(), "packed-"));
try {
  for (const { tarball } of await packPackages(folder)) {
    check("publint", tarball, "--strict");
    check("attw", tarball);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

function check(tool: string, ...args: readonly string[]): void {
  const { status, error } = spawnSync(join(tools, tool), args, { stdio: "inherit" });
  if (error !== undefined) {
    throw error;
  }
  if (status !== 0) {
    process.exitCode = 1;
  }
}
