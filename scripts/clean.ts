/** `npm run clean`: removes what is built and measured. */

import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

for (const folder of ["dist", "emulator/dist", "coverage", ".temp"]) {
  await rm(join(root, folder), { recursive: true, force: true });
}
