// Measures the credential beside that of @azure/identity: import, bundle, warm and cold calls, files installed.

import { build } from "esbuild";
import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { median, table } from "./report.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const ours = { door: "arm-managed-identity/credential", package: "" };
const theirs = { door: "@azure/identity", package: "@azure/identity" };
const contenders = [ours, theirs];
const rounds = 15;

// The endpoint of App Service.
let requests = 0;
const server = createServer((_request, response) => {
  requests++;
  const expires_on = Math.floor(Date.now() / 1_000) + 86_400;
  setTimeout(() => response.end(JSON.stringify({ access_token: "t", expires_on })), 20);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
const env = {
  PATH: process.env["PATH"] ?? "",
  IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
  IDENTITY_HEADER: "secret",
};

const importTimes = importTimesOf();
const rows: [string, ...string[]][] = [
  ["import, ms (median)", ...importTimes.map((times) => median(times).toFixed(1))],
  ["import, ms (least)", ...importTimes.map((times) => Math.min(...times).toFixed(1))],
  [
    "bundle, loaded at once, min+gzip, KB",
    ...(await inTurn((each) => bundleSize(each.door, false))),
  ],
  ["bundle, everything, min+gzip, KB", ...(await inTurn((each) => bundleSize(each.door, true)))],
  ["warm getToken, µs", ...(await inTurn(({ door }) => warmCall(door)))],
  ["requests for 100 cold calls at once", ...(await inTurn(({ door }) => coldCalls(door)))],
];
const installs = contenders.map((each) => installed(each.package));
rows.push(
  ["packages installed", ...installs.map(({ packages }) => String(packages))],
  ["files installed", ...installs.map(({ files }) => String(files))],
  ["MB installed", ...installs.map(({ bytes }) => (bytes / 1e6).toFixed(1))],
);
server.close();
console.log(`The credential beside its peer, Node ${process.versions.node}`);
console.log(table(["", ...contenders.map(({ door }) => door)], rows));

async function inTurn(measure: (each: typeof ours) => Promise<string>): Promise<string[]> {
  const measured: string[] = [];
  for (const each of contenders) {
    measured.push(await measure(each));
  }
  return measured;
}

/** In turns, so that what else the machine does falls on both; the first round fills the disk cache. */
function importTimesOf(): number[][] {
  const times: number[][] = contenders.map(() => []);
  for (let round = -1; round < rounds; round++) {
    contenders.forEach(({ door }, index) => {
      const script = `const start = performance.now(); await import("${door}"); console.log(performance.now() - start);`;
      const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
        encoding: "utf8",
        cwd: root,
        env,
      });
      if (round >= 0) {
        times[index]?.push(Number(printed));
      }
    });
  }
  return times;
}

async function bundleSize(door: string, everything: boolean): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { ManagedIdentityCredential } from "${door}";`,
      resolveDir: root,
      loader: "js",
    },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    minify: true,
    metafile: true,
    write: false,
    outdir: "out",
    logLevel: "silent",
  });
  const wanted = new Set(
    Object.keys(metafile.outputs).filter(
      (path) => everything || metafile.outputs[path]?.entryPoint === "<stdin>",
    ),
  );
  for (const path of wanted) {
    for (const { path: imported, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && imported in metafile.outputs) {
        wanted.add(imported);
      }
    }
  }
  const bytes = outputFiles
    .filter(({ path }) => [...wanted].some((each) => path.endsWith(`/${each}`)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  return (bytes / 1_024).toFixed(1);
}

async function run(door: string, body: string): Promise<string> {
  const script = `const { ManagedIdentityCredential } = await import("${door}"); ${body}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", script],
    { cwd: root, env },
  );
  return stdout.trim();
}

async function warmCall(door: string): Promise<string> {
  const body = `
    const credential = new ManagedIdentityCredential();
    const scope = "https://management.azure.com/.default";
    const call = async (times) => {
      for (let time = 0; time < times; time++) await credential.getToken(scope);
    };
    await call(20_000);
    const rounds = [];
    for (let round = 0; round < 7; round++) {
      const start = performance.now();
      await call(20_000);
      rounds.push(((performance.now() - start) * 1_000) / 20_000);
    }
    console.log(rounds.sort((one, other) => one - other)[3]);
  `;
  return Number(await run(door, body)).toFixed(2);
}

async function coldCalls(door: string): Promise<string> {
  requests = 0;
  await run(
    door,
    `const credential = new ManagedIdentityCredential();
     await Promise.all(Array.from({ length: 100 }, () => credential.getToken("https://x/.default")));`,
  );
  return String(requests);
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
}

/** What npm puts on disk for a package and all it depends on; "" is this one. */
function installed(name: string): { packages: number; files: number; bytes: number } {
  const folders = new Set<string>();
  const visit = (folder: string): void => {
    if (folders.has(folder)) {
      return;
    }
    folders.add(folder);
    const { dependencies = {} } = manifestOf(folder);
    for (const dependency of Object.keys(dependencies)) {
      visit(resolve(dependency, folder));
    }
  };
  visit(name === "" ? root : resolve(name, root));
  const paths = [...folders].flatMap((folder) =>
    folder === root
      ? ["package.json", ...(manifestOf(root).files ?? [])].flatMap((path) =>
          filesIn(join(root, path)),
        )
      : filesIn(folder),
  );
  return {
    packages: folders.size,
    files: paths.length,
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
  };
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function resolve(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    if (existsSync(path)) {
      return path;
    }
    if (folder === dirname(folder)) {
      throw new Error(`${name} is not installed.`);
    }
  }
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.name === "node_modules" ? [] : filesIn(join(path, entry.name)),
  );
}
