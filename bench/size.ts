// Measures how much a browser loads, and how much an installation brings, beside the peers.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { table } from "./report.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const client = "ManagedServiceIdentityClient";

console.log(
  "Browser bundle of the client, minified by esbuild, gzip -9; bytes of the initial chunk",
);
const bundles: readonly [name: string, code: string][] = [
  ["arm-managed-identity", `export { ${client} } from "arm-managed-identity";`],
  ["@azure/arm-msi", `export { ${client} } from "@azure/arm-msi";`],
  ["@azure-rest/core-client", `export { getClient } from "@azure-rest/core-client";`],
];
const bundleRows: string[][] = [];
for (const [name, code] of bundles) {
  const { minified, gzipped } = await bundle(code);
  bundleRows.push([name, minified.toLocaleString("en"), gzipped.toLocaleString("en")]);
}
console.log(table(["", "min", "min+gzip"], bundleRows));

console.log("\nInstallation in an empty folder, without optional packages");
const installations: readonly [name: string, packages: readonly string[]][] = [
  ["arm-managed-identity", [pack()]],
  ["@azure/arm-msi", ["@azure/arm-msi@2.2.0"]],
  ["@azure/arm-msi + @azure/identity", ["@azure/arm-msi@2.2.0", "@azure/identity@4.13.1"]],
];
const installationRows = installations.map(([name, packages]) => {
  const { count, files, bytes } = install(packages);
  return [name, String(count), files.toLocaleString("en"), (bytes / 1e6).toFixed(1)];
});
console.log(table(["", "packages", "files", "MB"], installationRows));

/** What is loaded before anything is called: the entry and the chunks it imports statically. */
async function bundle(code: string): Promise<{ minified: number; gzipped: number }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: "entry.js" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: join(root, "bundle"),
    absWorkingDir: root,
    write: false,
    metafile: true,
  });
  const initial = initialChunks(metafile);
  const contents = outputFiles
    .filter(({ path }) => initial.has(path.slice(root.length + 1)))
    .map((file) => file.contents);
  return {
    minified: contents.reduce((sum, { length }) => sum + length, 0),
    gzipped: contents.reduce((sum, chunk) => sum + gzipSync(chunk, { level: 9 }).length, 0),
  };
}

function initialChunks({ outputs }: Metafile): ReadonlySet<string> {
  const chunks = new Set<string>();
  const queue = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === "entry.js");
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    chunks.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && !chunks.has(imported)) {
        queue.push(imported);
      }
    }
  }
  return chunks;
}

function pack(): string {
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  const printed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(printed) as { filename: string }[];
  return join(folder, packed?.filename ?? "");
}

function install(packages: readonly string[]): { count: number; files: number; bytes: number } {
  const folder = mkdtempSync(join(tmpdir(), "install-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    const quiet = ["--no-audit", "--no-fund", "--omit=optional", "--ignore-scripts"];
    execFileSync("npm", ["install", ...quiet, ...packages], { cwd: folder, stdio: "ignore" });
    const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
      packages: Record<string, unknown>;
    };
    const sizes = readdirSync(join(folder, "node_modules"), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
    return {
      count: Object.keys(lock.packages).length - 1,
      files: sizes.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
