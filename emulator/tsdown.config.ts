// Builds the package: the library as ESM and CommonJS with types, the command as ESM.

import { defineConfig } from "tsdown";

export default defineConfig([
  {
    entry: ["src/index.ts"],
    format: ["esm", "cjs"],
    platform: "node",
    target: "node20",
    dts: true,
    sourcemap: true,
    fixedExtension: false,
    clean: true,
  },
  {
    entry: ["src/cli.ts"],
    format: ["esm"],
    platform: "node",
    target: "node20",
    dts: false,
    sourcemap: true,
    fixedExtension: false,
    clean: false,
  },
]);
