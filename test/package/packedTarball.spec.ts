// What would be published, installed in an empty folder and used from there. `npm run test:package`.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { packPackages, type PackedPackage } from "../../scripts/packPackages.js";
import { asFunction, expectedOutput, imports, program, requires } from "./program.js";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const run = promisify(execFile);

describe("the packed packages", function () {
  this.timeout(300_000);

  let folder: string;
  let packages: readonly PackedPackage[];

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "installed-")));
    const tarballs = join(folder, "tarballs");
    await mkdir(tarballs);
    packages = await packPackages(tarballs);
    await write("package.json", JSON.stringify({ private: true, type: "module" }));
    const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    await run("npm", ["install", ...quiet, ...packages.map(({ tarball }) => tarball)], {
      cwd: folder,
    });
  });

  after(() => rm(folder, { recursive: true, force: true }));

  describe("hold", () => {
    const documents: Readonly<Record<string, readonly string[]>> = {
      "arm-managed-identity": [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "docs/migrating-from-arm-msi.md",
        "docs/versioning-and-support.md",
        "package.json",
      ],
      "arm-managed-identity-emulator": ["LICENSE", "README.md", "package.json"],
    };

    for (const [name, expected] of Object.entries(documents)) {
      it(`of ${name}: what is built, its sources and its documents, and nothing else`, () => {
        const files = packages.find((candidate) => candidate.name === name)?.files ?? [];
        const others = files.filter((path) => !/^(dist|src)\//.test(path));
        expect(others).to.have.members(expected);
        expect(files).to.include.members(["dist/index.js", "dist/index.cjs", "src/index.ts"]);
        expect(files.filter((path) => /spec|test|tsbuildinfo/.test(path))).to.deep.equal([]);
      });
    }

    it("every source that a source map names", async () => {
      const missing: string[] = [];
      for (const { name, files } of packages) {
        for (const path of files.filter((candidate) => candidate.endsWith(".map"))) {
          const map = JSON.parse(
            await readFile(join(folder, "node_modules", name, path), "utf8"),
          ) as { sources: readonly string[] };
          const sources = map.sources.map((source) => join(dirname(path), source));
          missing.push(...sources.filter((source) => !files.includes(source)));
        }
      }
      expect(missing).to.deep.equal([]);
    });
  });

  it("work from an ES module", async () => {
    await write("program.mjs", `${imports}\n${program}`);
    expect(await output("program.mjs")).to.equal(expectedOutput);
  });

  it("work from a CommonJS module", async () => {
    await write("program.cjs", `${requires}\n${asFunction(program)}`);
    expect(await output("program.cjs")).to.equal(expectedOutput);
  });

  it("type-check as an ES module, with the declarations of their dependencies, and run", async () => {
    await write("typed.mts", `${imports}\n${program}`);
    await compile("typed.mts", { module: "nodenext" });
    expect(await output("typed.mjs")).to.equal(expectedOutput);
  });

  it("type-check as a CommonJS module, with the declarations of their dependencies, and run", async () => {
    await write("typed.cts", `${imports}\n${asFunction(program)}`);
    await compile("typed.cts", { module: "nodenext" });
    expect(await output("typed.cjs")).to.equal(expectedOutput);
  });

  it("type-check with the resolution of Node 16", async () => {
    await write("older.mts", `${imports}\n${program}`);
    await compile("older.mts", { module: "node16", moduleResolution: "node16" });
    expect(await output("older.mjs")).to.equal(expectedOutput);
  });

  it("type-check for a bundler", async () => {
    await write("bundled.ts", `${imports}\n${program}`);
    await compile("bundled.ts", { module: "esnext", moduleResolution: "bundler" });
  });

  it("refuse a wrong type", async () => {
    await write("wrong.mts", `${imports}\nconst wrong: string = startEmulator;\n`);
    const failure = await compile("wrong.mts", { module: "nodenext" }).then(
      () => "compiled",
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(failure).to.match(/^wrong\.mts\(\d+,7\): error TS2322/m);
  });

  describe("load, when imported,", () => {
    it("only what every call needs: not the code for long-running operations", async () => {
      for (const code of [
        `await import("arm-managed-identity")`,
        `createRequire(import.meta.url)("arm-managed-identity")`,
      ]) {
        const loaded = await scriptsLoadedBy(code);
        expect(loaded.join("\n")).to.include("/node_modules/arm-managed-identity/dist/index.");
        expect(loaded.filter((url) => /core-lro|longRunning/.test(url))).to.deep.equal([]);
      }
    });

    it("which is seen when it is loaded", async () => {
      const loaded = await scriptsLoadedBy(`await import("@azure/core-lro")`);
      expect(loaded.join("\n")).to.include("/node_modules/@azure/core-lro/");
    });
  });

  /** The scripts that Node ran, taken from its coverage, which knows of both kinds of modules. */
  async function scriptsLoadedBy(code: string): Promise<readonly string[]> {
    const coverage = await mkdtemp(join(folder, "coverage-"));
    await write(
      "load.mjs",
      `import { createRequire } from "node:module";\ncreateRequire;\n${code};`,
    );
    await run(process.execPath, ["load.mjs"], {
      cwd: folder,
      env: { ...process.env, NODE_V8_COVERAGE: coverage },
    });
    const urls: string[] = [];
    for (const file of await readdir(coverage)) {
      const report = JSON.parse(await readFile(join(coverage, file), "utf8")) as {
        result: readonly { url: string }[];
      };
      urls.push(...report.result.map(({ url }) => url));
    }
    return urls;
  }

  async function compile(file: string, options: Readonly<Record<string, string>>): Promise<void> {
    const compilerOptions = {
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      ...options,
    };
    await write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
    await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], {
      cwd: folder,
    });
  }

  async function output(file: string): Promise<string> {
    return (await run(process.execPath, [file], { cwd: folder })).stdout;
  }

  function write(path: string, text: string): Promise<void> {
    return writeFile(join(folder, path), text);
  }
});
