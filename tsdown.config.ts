// How the package is built: one entry, as ES modules and as CommonJS, with types and maps.

import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: ["esm", "cjs"],
  platform: "neutral",
  target: "es2022",
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  outDir: "dist",
  clean: true,
});
