/** `npm run generate`: writes the generated files. Options: `--output <folder>`, `--swagger <README>`, `--only <version>`. */

import { parseArgs } from "node:util";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateFiles } from "./generateFiles.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const { values } = parseArgs({
    options: { output: { type: "string" }, swagger: { type: "string" }, only: { type: "string" } },
  });
  const { changed, deleted } = await generateFiles(
    values.swagger ?? join(root, "swagger/README.md"),
    values.output ?? root,
    values.only,
  );
  for (const path of changed) {
    console.log(`wrote ${path}`);
  }
  for (const path of deleted) {
    console.log(`deleted ${path}`);
  }
  console.log(changed.length + deleted.length === 0 ? "Nothing has changed." : "Generated.");
} catch (error) {
  console.error(`Generation failed.\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
