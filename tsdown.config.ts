// How the package is built: two doors, as ES modules and as CommonJS, with types and maps, and once more for
// browsers, where there are no managed identities.

import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "tsdown";

const common = {
  target: "es2022",
  sourcemap: true,
  fixedExtension: false,
} satisfies UserConfig;

const credential = fileURLToPath(new URL("src/credential/index.ts", import.meta.url));
const credentialInBrowsers = fileURLToPath(new URL("src/credential/browser.ts", import.meta.url));

/** What the credential loads only when it is needed. */
const loadedLater =
  /\/(account|askProbe|azureArcChallenge|dates|describeAnswer|describeFailure|errorResponse|pinnedConnection|pipelineClient|pipelineTransport|probe|proxies|redaction)\.ts$/;

function isCredentialCore(id: string): boolean {
  return (
    id.includes("/src/credential/") &&
    id !== credential &&
    // Types are put together in the same run, by themselves.
    !id.endsWith(".d.ts") &&
    !loadedLater.test(id)
  );
}

export default defineConfig([
  {
    ...common,
    // Built together, both doors share one copy of the code and of the tokens at hand.
    entry: { index: "src/index.ts", credential },
    format: ["esm", "cjs"],
    platform: "node",
    dts: true,
    outDir: "dist",
    clean: true,
    // One file for what every credential needs: opening a file takes longer than reading it.
    outputOptions: {
      codeSplitting: { groups: [{ name: "credentialCore", test: isCredentialCore }] },
    },
  },
  {
    ...common,
    entry: { index: "src/index.ts", credential: credentialInBrowsers },
    format: ["esm", "cjs"],
    platform: "neutral",
    // The types are those of the other build.
    dts: false,
    outDir: "dist/browser",
    clean: false,
    plugins: [
      {
        name: "credential-in-browsers",
        resolveId: (id) => (id.endsWith("/credential/index.js") ? credentialInBrowsers : undefined),
      },
    ],
  },
]);
