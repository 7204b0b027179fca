// The gate of `npm run coverage` beyond c8's numbers: what is not covered is listed with a reason, and nothing else is.

import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const file = "src/customizations/packageInfo.ts";
const [line, code] = [
  1,
  "// What this package calls itself to the service, to tracing and in logs.",
];

interface Measured {
  readonly uncovered: readonly object[];
  /** Where the map of a built file leads to. */
  readonly source?: string;
}

/** Runs the check over a report in which one line of one file is not covered. */
async function check({ uncovered, source = "src/index.ts" }: Measured): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coverage-gate-"));
  try {
    const path = join(root, file);
    const loc = { start: { line } };
    const report = {
      path,
      s: { 0: 0 },
      statementMap: { 0: loc },
      b: { 0: [0] },
      branchMap: { 0: { loc } },
    };
    const raw = {
      "source-map-cache": { x: { data: { sources: [pathToFileURL(join(root, source)).href] } } },
    };
    await mkdir(join(folder, "tmp"));
    await writeFile(join(folder, "coverage-final.json"), JSON.stringify({ [path]: report }));
    await writeFile(join(folder, "tmp/coverage-1.json"), JSON.stringify(raw));
    await writeFile(join(folder, "uncovered.json"), JSON.stringify(uncovered));
    const list = join(folder, "uncovered.json");
    const script = ["scripts/checkCoverage.ts", "--coverage", folder, "--uncovered", list];
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        ["--import", "tsx", ...script],
        { cwd: root },
        (error, stdout, stderr) => {
          resolve(`${error === null ? "passes" : "fails"}: ${stdout}${stderr}`);
        },
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("the gate of coverage", () => {
  it("lets pass what is listed with a reason", async () => {
    expect(await check({ uncovered: [{ file, code, reason: "A comment." }] })).to.match(/^passes/);
  });

  it("stops what is not listed, or listed for another file", async () => {
    for (const uncovered of [
      [],
      [{ file: "src/index.ts", code: "// What is public.", reason: "x" }],
    ]) {
      expect(await check({ uncovered }))
        .to.match(/^fails/)
        .and.to.include(`${file}:${line}: not covered: ${code}`);
    }
  });

  it("stops a list of what is not there any more, or without a reason", async () => {
    const listed = { file, code, reason: "A comment." };
    const stale = { file, code: "const gone = true;", reason: "x" };
    expect(await check({ uncovered: [listed, stale] })).to.match(/^fails.*not in .* any more/);
    expect(await check({ uncovered: [{ ...listed, reason: "" }] })).to.match(/^fails.*no reason/);
  });

  it("stops a list of what is covered", async () => {
    const listed = { file, code, reason: "A comment." };
    const covered = { ...listed, code: 'export const packageName = "arm-managed-identity";' };
    expect(await check({ uncovered: [listed, covered] })).to.match(
      /^fails.*covered in .*packageName/,
    );
  });

  it("stops numbers of a build that something rewrote", async () => {
    const uncovered = [{ file, code, reason: "A comment." }];
    expect(await check({ uncovered, source: "dist/index.js" })).to.match(/^fails.*loader/);
  });
});
