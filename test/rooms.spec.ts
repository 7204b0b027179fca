// The rules of `npm run check:rooms` can fail: a small repository that breaks each of them once.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const core = "@azure/core-rest-pipeline";
const auth = "@azure/core-auth";

/** What a file imports, and the rule that each import breaks, if any. */
type Files = Readonly<Record<string, readonly (readonly [code: string, ...rules: string[]])[]>>;

const files: Files = {
  "src/index.ts": [
    [`export { client } from "./client.js";`],
    [`import "./federation/good.js";`],
    [`import "${core}";`, "index"],
  ],
  "src/client.ts": [
    [`import "./generated/models.js";`],
    [`import type {} from "${core}";`],
    [`import "${auth}";`, "client-azure-types"],
    [`import "./federation/bad.js";`, "client"],
  ],
  "src/generated/models.ts": [
    [`import "../customizations/request.js";`],
    [`import type {} from "${core}";`],
    [`import "${auth}";`, "generated-azure-types"],
    [`import "selfsigned";`, "generated", "no-unlisted"],
  ],
  "src/customizations/request.ts": [
    [`import "${core}";`],
    [`import "node:fs";`, "customizations"],
    [`import type {} from "../../emulator/src/left/one.js";`, "customizations"],
  ],
  "src/credential/good.ts": [
    [`import type {} from "${auth}";`],
    [`await import("${core}");`],
    [`import "./bad.js";`],
  ],
  "src/credential/bad.ts": [
    [`import "${auth}";`, "credential-azure-types"],
    [`import type {} from "${core}";`],
    [`import "node:fs";`],
    [`import "selfsigned";`, "credential", "no-unlisted"],
    [`await import("../customizations/options.js");`, "credential-own-files"],
  ],
  "src/customizations/options.ts": [[`import "${core}";`]],
  "src/federation/good.ts": [
    [`import type {} from "../generated/models.js";`],
    [`import "../customizations/request.js";`],
  ],
  "src/federation/bad.ts": [
    [`import "../generated/models.js";`, "federation-generated-types"],
    [`import "../credential/good.js";`, "federation"],
  ],
  "emitter/main.ts": [
    [`import "@autorest/codemodel";`],
    [`import "node:fs";`],
    [`import "../src/customizations/options.js";`, "emitter"],
  ],
  "emulator/src/index.ts": [
    [`import "selfsigned";`],
    [`import "node:fs";`],
    [`import type {} from "${core}";`, "emulator"],
  ],
  "emulator/test/index.spec.ts": [
    [`import "../src/index.js";`],
    [`import "chai";`],
    [`import "../../src/index.js";`, "emulator-tests"],
  ],
  "samples/sample.ts": [
    [`import "chai";`],
    [`import "../src/index.js";`, "users"],
    [`import "../bench/bench.js";`, "samples-apart"],
  ],
  "bench/bench.ts": [[`import "../emulator/src/index.js";`, "users"]],
  "test/client.spec.ts": [
    [`import "../emitter/main.js";`],
    [`import "../emulator/src/generated/routes.js";`],
    [`import "../src/client.js";`, "tests"],
    [`import "../emulator/src/index.js";`, "tests"],
  ],
  "emulator/src/generated/routes.ts": [[`import "node:fs";`]],
  "scripts/script.ts": [
    [`import "../emitter/main.js";`],
    [`import "../src/index.js";`, "scripts"],
    [`import "unlisted";`, "no-unlisted"],
    [`import "missing";`, "no-unresolvable"],
    [`import "old";`, "no-deprecated"],
    [`import "node:punycode";`, "no-deprecated-core"],
  ],
  // For types only, and through a third file. A cycle is reported at one of its files.
  "emulator/src/circle/one.ts": [[`import type {} from "./two.js";`, "no-cycle"]],
  "emulator/src/circle/two.ts": [[`import type {} from "./three.js";`]],
  "emulator/src/circle/three.ts": [[`import type {} from "./one.js";`]],
  // No two of these files import each other, but their folders do.
  "emulator/src/left/one.ts": [[`import "../right/one.js";`]],
  "emulator/src/right/two.ts": [[`import "../left/two.js";`]],
  "emulator/src/right/one.ts": [],
  "emulator/src/left/two.ts": [],
  "emulator/src/alone.ts": [],
  "emulator/src/development.ts": [[`import "chai";`, "emulator"]],
  "src/customizations/development.ts": [[`import "@azure/arm-msi";`, "runtime-dependencies"]],
};

const packages: Readonly<Record<string, object>> = {
  [core]: {},
  [auth]: {},
  "@azure/arm-msi": {},
  "@autorest/codemodel": {},
  chai: {},
  selfsigned: {},
  old: { deprecated: "Use another." },
  unlisted: {},
};

describe("the rules of the rooms", () => {
  let folder: string;

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "rooms-")));
    await write("package.json", {
      dependencies: { [core]: "*", [auth]: "*" },
      devDependencies: {
        "@azure/arm-msi": "*",
        "@autorest/codemodel": "*",
        chai: "*",
        missing: "*",
        old: "*",
      },
    });
    await write("emulator/package.json", { dependencies: { selfsigned: "*" } });
    await write("tsconfig.json", {
      compilerOptions: { module: "NodeNext", moduleResolution: "NodeNext" },
    });
    for (const [name, manifest] of Object.entries(packages)) {
      await write(`node_modules/${name}/package.json`, { name, version: "1.0.0", ...manifest });
      await write(`node_modules/${name}/index.js`, "");
    }
    for (const [path, imports] of Object.entries(files)) {
      await write(path, [...imports.map(([code]) => code), "export {};"].join("\n"));
    }
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("name every import that is not allowed, cycles and unused files included, and nothing else", async () => {
    const expected = Object.entries(files).flatMap(([path, imports]) =>
      imports.flatMap(([, ...rules]) => rules.map((rule) => `${rule}: ${path}`)),
    );
    const found = await violations();
    expect(sorted(found)).to.deep.equal(
      sorted([
        ...expected,
        "no-folder-cycle: emulator/src/left",
        "no-folder-cycle: emulator/src/right",
        "no-orphan: emulator/src/alone.ts",
      ]),
    );
  });

  it("are each broken by an import above", async () => {
    const broken = new Set((await violations()).map((line) => line.split(":")[0]));
    const config = (await import(`${root}/.dependency-cruiser.cjs`)) as {
      default: { forbidden: readonly { name: string }[] };
    };
    const untested = config.default.forbidden.filter(({ name }) => !broken.has(name));
    expect(untested).to.deep.equal([]);
  });

  async function violations(): Promise<readonly string[]> {
    const command = promisify(execFile);
    const { stdout } = await command(
      process.execPath,
      [
        join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
        ...["--config", join(root, ".dependency-cruiser.cjs"), "--output-type", "json"],
        ...[
          "src",
          "emitter",
          "emulator/src",
          "emulator/test",
          "test",
          "samples",
          "bench",
          "scripts",
        ],
      ],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    );
    const result = JSON.parse(stdout) as {
      summary: { violations: { rule: { name: string }; from: string }[] };
    };
    return result.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  }

  async function write(path: string, content: object | string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(
      join(folder, path),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  }
});

function sorted(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
