/** `npm run check:generated`: fails when the generated files are not what a fresh run writes. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { listFiles } from "../emitter/writeFiles.js";
import { generateFiles, generatedFolders } from "./generateFiles.js";

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: { root: { type: "string" }, swagger: { type: "string" } },
});
const root = values.root ?? projectRoot;

const fresh = await mkdtemp(join(tmpdir(), "generated-"));
try {
  await generateFiles(values.swagger ?? join(projectRoot, "swagger/README.md"), fresh);
  const differences = await compare(root, fresh);
  if (differences.length > 0) {
    console.error(
      `The generated files are not up to date:\n${differences.join("\n")}\nRun \`npm run generate\`.`,
    );
    process.exitCode = 1;
  } else {
    console.log("The generated files are up to date.");
  }
} catch (error) {
  console.error(`Generation failed.\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await rm(fresh, { recursive: true, force: true });
}

async function compare(present: string, expected: string): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const folder of generatedFolders) {
    const presentFiles = await listFiles(present, folder);
    const expectedFiles = await listFiles(expected, folder);
    for (const path of [...new Set([...presentFiles, ...expectedFiles])].sort()) {
      if (!presentFiles.includes(path)) {
        differences.push(`missing: ${path}`);
      } else if (!expectedFiles.includes(path)) {
        differences.push(`not generated: ${path}`);
      } else if (!(await sameBytes(join(present, path), join(expected, path)))) {
        differences.push(`different: ${path}`);
      }
    }
  }
  return differences;
}

async function sameBytes(left: string, right: string): Promise<boolean> {
  return (await readFile(left)).equals(await readFile(right));
}
