/**
 * The second half of `npm run coverage`: fails when code is not covered that test/uncovered.json does not list with a
 * reason, or when that lists code that is covered or not there any more. Code is told by its text, so that lines may
 * move.
 */

import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    // Where c8 left its report, and the list: for tests.
    coverage: { type: "string", default: join(root, "coverage") },
    uncovered: { type: "string", default: join(root, "test/uncovered.json") },
  },
});

/** What c8 says of one file; a branch is a block that V8 counts. */
interface FileCoverage {
  readonly path: string;
  readonly s: Readonly<Record<string, number>>;
  readonly statementMap: Readonly<Record<string, Span>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
  readonly branchMap: Readonly<Record<string, { readonly loc: Span }>>;
}
interface Span {
  readonly start: { readonly line: number };
}
interface Code {
  readonly file: string;
  readonly code: string;
}
interface Listed extends Code {
  readonly reason: string;
}

const report = Object.values(
  JSON.parse(await readFile(join(values.coverage, "coverage-final.json"), "utf8")) as Record<
    string,
    FileCoverage
  >,
);
const listed = JSON.parse(await readFile(values.uncovered, "utf8")) as Listed[];
const uncovered = await findUncovered();
const problems = [...(await checkMaps()), ...checkUncovered(), ...(await checkList())];
if (problems.length > 0) {
  console.error(
    `${problems.join("\n")}\nTest it, or list it in test/uncovered.json with a reason.`,
  );
  process.exitCode = 1;
} else {
  console.log(`Everything is covered but what test/uncovered.json lists (${listed.length}).`);
}

/** Numbers are true only if each process ran what was built as it was built, with maps that lead to src/. */
async function checkMaps(): Promise<string[]> {
  const names = await readdir(join(values.coverage, "tmp"));
  const rewritten = `"sources":["${pathToFileURL(join(root, "dist")).href}/`;
  const bad: string[] = [];
  for (const name of names) {
    const text = await readFile(join(values.coverage, "tmp", name), "utf8");
    if (text.includes(rewritten)) {
      bad.push(`${name}: a process ran dist/ through a loader that rewrote it.`);
    }
  }
  return bad;
}

async function findUncovered(): Promise<readonly (Code & { readonly line: number })[]> {
  const found: (Code & { readonly line: number })[] = [];
  for (const { path, s, statementMap, b, branchMap } of report) {
    const file = relative(root, path).replaceAll("\\", "/");
    const lines = (await readFile(path, "utf8")).split("\n");
    const numbers = [
      ...Object.entries(s)
        .filter(([, count]) => count === 0)
        .map(([id]) => statementMap[id]),
      ...Object.entries(b)
        .filter(([, counts]) => counts.includes(0))
        .map(([id]) => branchMap[id]?.loc),
    ].map((span) => span?.start.line ?? 0);
    for (const line of new Set(numbers)) {
      found.push({ file, code: (lines[line - 1] ?? "").trim(), line });
    }
  }
  return found;
}

function checkUncovered(): string[] {
  return uncovered
    .filter((one) => !listed.some((entry) => isSame(entry, one)))
    .map(({ file, line, code }) => `${file}:${line}: not covered: ${code}`);
}

async function checkList(): Promise<string[]> {
  const stale: string[] = [];
  for (const entry of listed) {
    const { file, code, reason } = entry;
    const text = await readFile(join(root, file), "utf8").catch(() => "");
    if (!text.split("\n").some((line) => line.trim() === code)) {
      stale.push(`test/uncovered.json: not in ${file} any more: ${code}`);
    } else if (!uncovered.some((one) => isSame(entry, one))) {
      stale.push(`test/uncovered.json: covered in ${file}: ${code}`);
    }
    if (reason === "") {
      stale.push(`test/uncovered.json: no reason for ${file}: ${code}`);
    }
  }
  return stale;
}

function isSame(one: Code, other: Code): boolean {
  return one.file === other.file && one.code === other.code;
}
