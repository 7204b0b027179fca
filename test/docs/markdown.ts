// Markdown as these tests need it: its code blocks, its headings, its links.

import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A Markdown file. */
export interface Document {
  /** Its path from the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of code. */
export interface CodeBlock {
  /** Where it is: the path of its document. */
  readonly path: string;
  /** The line of the document its first line of code is on, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** Why it is not run, if the comment before it says so: `<!-- not run: the reason -->`. */
  readonly notRun?: string;
}

/** A link to a file or a heading of this repository. */
export interface Link {
  readonly line: number;
  readonly target: string;
}

const folders = new Set(["node_modules", "dist", "coverage", ".git", ".temp"]);

/** Reads every Markdown file of the repository, but for what is installed, built or temporary. */
export async function allDocuments(folder = root): Promise<Document[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry): Promise<Document[]> => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return folders.has(entry.name) ? [] : allDocuments(path);
    }
    return entry.name.endsWith(".md") ? [await readDocument(relative(root, path))] : [];
  });
  return (await Promise.all(found)).flat().sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Reads a Markdown file. */
export async function readDocument(path: string): Promise<Document> {
  return { path, text: await readFile(join(root, path), "utf8") };
}

/** The code blocks of a document. */
export function codeBlocksOf(document: Document): CodeBlock[] {
  return scan(document.text).blocks.map((block) => ({ path: document.path, ...block }));
}

/** The links of a document, but for those with a scheme (`https:`). */
export function linksOf({ text }: Document): Link[] {
  return scan(text).prose.flatMap(({ line, content }) => {
    const plain = content.replace(/`[^`]*`/g, "");
    const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
    const defined = [...plain.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/g)];
    return [...inline, ...defined]
      .map((match) => ({ line, target: match[1] ?? "" }))
      .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
  });
}

/** The anchors of a document's headings, as GitHub names them. */
export function anchorsOf({ text }: Document): Set<string> {
  const anchors = new Set<string>();
  for (const { content } of scan(text).prose) {
    const title = /^#{1,6}\s+(.*?)\s*#*$/.exec(content)?.[1];
    if (title === undefined) {
      continue;
    }
    const anchor = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count++) {
      unique = `${anchor}-${count}`;
    }
    anchors.add(unique);
  }
  return anchors;
}

/** The texts in backticks outside code blocks. */
export function inlineCodeOf({ text }: Document): string[] {
  return scan(text).prose.flatMap(({ content }) =>
    [...content.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""),
  );
}

interface Scan {
  readonly blocks: readonly Omit<CodeBlock, "path">[];
  readonly prose: readonly { readonly line: number; readonly content: string }[];
}

function scan(text: string): Scan {
  const blocks: Omit<CodeBlock, "path">[] = [];
  const prose: { line: number; content: string }[] = [];
  const lines = text.split(/\r?\n/);
  let remark: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    const content = lines[index] ?? "";
    const fence = /^\s*(`{3,}|~{3,})\s*([^\s`]*)/.exec(content);
    if (fence === null) {
      // The remark of a block is the last text before it.
      remark = content.trim() === "" ? remark : content;
      prose.push({ line: index + 1, content });
      continue;
    }
    const code: string[] = [];
    const first = index + 2;
    for (index++; index < lines.length; index++) {
      const line = lines[index] ?? "";
      if (line.trim() === fence[1]) {
        break;
      }
      code.push(line);
    }
    const notRun = /^\s*<!-- not run: (.+) -->\s*$/.exec(remark ?? "")?.[1];
    blocks.push({
      line: first,
      language: fence[2] ?? "",
      code: code.join("\n"),
      ...(notRun === undefined ? {} : { notRun }),
    });
    remark = undefined;
  }
  return { blocks, prose };
}
