/** Reads and rewrites a scenario page: a document in, text out. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A scenario page. */
export interface ScenarioPage {
  /** Name of the file without `.md`. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The fragment of a document: paths and definitions. */
  readonly fragment: Readonly<Record<string, unknown>>;
  /** What is expected of it. */
  readonly expected: readonly ExpectedBlock[];
}

/** A block of the page with expected output. */
export interface ExpectedBlock {
  /** Path of the emitted file, or `error`. */
  readonly target: string;
  readonly text: string;
}

/** Reads all pages, ordered by name. */
export async function readPages(): Promise<readonly ScenarioPage[]> {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(path, "utf8");
      return { name: name.slice(0, -".md".length), path, text, ...parse(text, name) };
    }),
  );
}

/** Replaces the text of every expected block. */
export async function rewritePage(
  page: ScenarioPage,
  actual: (target: string) => string,
): Promise<void> {
  const text = page.text.replace(block, (whole, fence: string) => {
    const target = targetOf(fence);
    return target === undefined ? whole : `\`\`\`${fence}\n${actual(target)}\`\`\``;
  });
  await writeFile(page.path, text);
}

const block = /^```(.*)\n([\s\S]*?)^```$/gm;

function parse(text: string, name: string): Pick<ScenarioPage, "fragment" | "expected"> {
  const blocks = [...text.matchAll(block)].map(([, fence = "", content = ""]) => ({
    fence,
    content,
  }));
  const documents = blocks.filter(({ fence }) => fence === "json");
  const expected = blocks.flatMap(({ fence, content }) => {
    const target = targetOf(fence);
    return target === undefined ? [] : [{ target, text: content }];
  });
  const [document] = documents;
  if (document === undefined || documents.length > 1 || expected.length === 0) {
    throw new Error(`${name}: one \`\`\`json block and at least one expected block are needed.`);
  }
  return { fragment: JSON.parse(document.content) as Record<string, unknown>, expected };
}

function targetOf(fence: string): string | undefined {
  return fence === "text error" ? "error" : /^ts (\S+)$/.exec(fence)?.[1];
}
