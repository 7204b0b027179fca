/** Builds both packages, quietly: `dist/` of this one and of the emulator. */

import { fileURLToPath } from "node:url";
import { build } from "tsdown";

for (const folder of ["..", "../emulator"]) {
  await build({ cwd: fileURLToPath(new URL(folder, import.meta.url)), logLevel: "error" });
}
