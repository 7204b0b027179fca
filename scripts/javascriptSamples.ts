/** The samples as plain JavaScript, made from those in TypeScript: the same text without its types. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import type { EmittedFile } from "../emitter/generators/fileText.js";
import { listFiles } from "../emitter/writeFiles.js";

/** The folder that holds nothing but samples made by {@link javascriptSamples}. */
export const javascriptFolder = "samples/javascript";

/**
 * Makes JavaScript of every sample.
 * @param root - The folder the samples written by hand lie in, below `samples/`.
 * @param emitted - The files of the emitter; its samples are among them, and need not have been written yet.
 */
export async function javascriptSamples(
  root: string,
  emitted: readonly EmittedFile[],
): Promise<readonly EmittedFile[]> {
  const paths = await listFiles(root, "samples");
  const written = await Promise.all(
    paths
      .filter((path) => path.endsWith(".ts") && !path.startsWith(referenceFolder))
      .map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })),
  );
  return [...written, ...emitted.filter(({ path }) => path.startsWith(referenceFolder))].map(
    ({ path, text }) => ({ path: toJavaScriptPath(path), text: toJavaScript(path, text) }),
  );
}

const referenceFolder = "samples/reference/";

function toJavaScriptPath(path: string): string {
  return path.replace(/^samples\/(.*)\.ts$/, `${javascriptFolder}/$1.js`);
}

function toJavaScript(path: string, text: string): string {
  const { outputText } = ts.transpileModule(
    markBlankLines(text.replace(/^\/\/ Generated .*\n\n/, "")),
    {
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        removeComments: false,
      },
    },
  );
  const javaScript = outputText
    .replace(markedLine, "")
    // What the comments say to run.
    .replaceAll("node --import tsx ", "node ")
    .replace(/\bsamples\/[\w/.]+\.ts\b/g, toJavaScriptPath);
  return `// Made from ${path} by \`npm run generate\`. Do not edit: change that file.\n\n${javaScript}`;
}

/**
 * The compiler keeps comments and drops blank lines, so each blank line gets a comment. The line itself stays: a comment
 * with a blank line behind it is kept even if the statement after it goes.
 */
function markBlankLines(text: string): string {
  const templates = templatesOf(text);
  return text.replace(/^\n/gm, (line, offset: number) =>
    templates.some(([start, end]) => offset > start && offset < end) ? line : `${marker}\n${line}`,
  );
}

const marker = "//:blank";
const markedLine = new RegExp(`^[ \\t]*${marker}$`, "gm");

/** Where the template literals are: a blank line in one of them is text. */
function templatesOf(text: string): readonly (readonly [number, number])[] {
  const source = ts.createSourceFile("sample.ts", text, ts.ScriptTarget.ES2022);
  const found: [number, number][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateLiteral(node)) {
      found.push([node.getStart(source), node.getEnd()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
