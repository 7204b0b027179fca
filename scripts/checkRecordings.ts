/**
 * `npm run check:recordings`: fails when the recordings are not what recording again against the emulator writes. What
 * was authored is not recorded, and so not compared.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { listFiles } from "../emitter/writeFiles.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    // What to compare instead of the repository's recordings, and which stories to tell instead of all: for tests.
    recordings: { type: "string", default: join(root, "test/recordings") },
    specs: { type: "string", default: "test/playback/*.spec.ts" },
  },
});

const parent = await mkdtemp(join(tmpdir(), "recordings-"));
try {
  // Recorded over a copy: a file whose calls are the same stays as it is, its date included.
  const fresh = join(parent, "fresh");
  await cp(values.recordings, fresh, { recursive: true });
  const code = await record(fresh);
  const differences = await compare(values.recordings, fresh);
  if (differences.length > 0) {
    console.error(
      `The emulator does not answer as the recordings say:\n${differences.join("\n")}\nRun \`npm run test:record\` and read the differences.`,
    );
    process.exitCode = 1;
  } else if (code === 0) {
    console.log("The recordings are what the emulator answers.");
  } else {
    console.error("Recording again failed.");
    process.exitCode = 1;
  }
} finally {
  await rm(parent, { recursive: true, force: true });
}

async function record(folder: string): Promise<number | null> {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const options = ["--no-config", "--node-option", "import=tsx/esm", "--timeout", "30000"];
  const { AZURE_SUBSCRIPTION_ID: _notTheTarget, ...environment } = process.env;
  const recording = spawn(
    process.execPath,
    [mocha, ...options, "--reporter", "dot", values.specs],
    {
      cwd: root,
      env: { ...environment, TEST_MODE: "record", TEST_RECORDINGS: folder },
      stdio: "inherit",
    },
  );
  const [code] = (await once(recording, "close")) as [number | null];
  return code;
}

async function compare(present: string, fresh: string): Promise<readonly string[]> {
  const presentFiles = await listFiles(present, "");
  const differences: string[] = [];
  for (const path of await listFiles(fresh, "")) {
    if (!presentFiles.includes(path)) {
      differences.push(`missing: ${path}`);
    } else if (!(await readFile(join(present, path))).equals(await readFile(join(fresh, path)))) {
      differences.push(`different: ${path}`);
    }
  }
  return differences;
}
