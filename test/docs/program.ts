// Code blocks as programs: each a module of its own, type-checked together, run one after the other.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { root, type CodeBlock } from "./markdown.js";

/** What a block may use without declaring it; `codeBlocks.spec.ts` gives the values. */
const preamble = `
import type { TokenCredential } from "@azure/core-auth";
import type { ManagedServiceIdentityClient } from "arm-managed-identity";
import type { Emulator, startEmulator as start } from "arm-managed-identity-emulator";

declare global {
  /** A client of the emulator. */
  var client: ManagedServiceIdentityClient;
  /** The emulator's credential. */
  var credential: TokenCredential;
  /** The emulator's subscription. */
  var subscriptionId: string;
  /** The emulator itself. */
  var emulator: Emulator;
  /** Starts another one. */
  var startEmulator: typeof start;
}
`;

/** A block that was written to a file. */
export interface Program {
  readonly block: CodeBlock;
  /** The file with the block as it stands in its document; every line has the number it has there. */
  readonly file: string;
}

/** The languages of blocks that are programs, and the files Node takes them from. */
const extensions: Readonly<Record<string, string>> = { ts: "ts", js: "mjs", cjs: "cjs" };

/** Whether a block is a program, as opposed to commands or data. */
export function isProgram({ language }: CodeBlock): boolean {
  return Object.hasOwn(extensions, language);
}

/**
 * Writes blocks to a new folder of the repository, because only there the packages are found by their names.
 *
 * @returns The folder, to be removed after use, and the programs.
 */
export async function writePrograms(
  blocks: readonly CodeBlock[],
): Promise<{ folder: string; programs: Program[] }> {
  const parent = join(root, ".temp");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "documents-"));
  await writeFile(join(folder, "preamble.d.ts"), preamble);
  const programs = blocks.map((block) => ({
    block,
    file: join(
      folder,
      block.path.replaceAll(/[\\/]/g, "-"),
      `${block.line}.${extensions[block.language] ?? ""}`,
    ),
  }));
  for (const { block, file } of programs) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${"\n".repeat(block.line - 1)}${block.code}\n`);
  }
  return { folder, programs };
}

/**
 * Type-checks all programs in one go, as strictly as their readers may.
 *
 * @returns The problems of each document, with lines.
 */
export function typeCheck(folder: string, programs: readonly Program[]): string[] {
  const program = ts.createProgram({
    rootNames: [join(folder, "preamble.d.ts"), ...programs.map(({ file }) => file)],
    options: compilerOptions,
    host: cachingHost(),
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    if (file === undefined) {
      return text;
    }
    const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const found = programs.find((candidate) => samePath(candidate.file, file.fileName));
    return `${found?.block.path ?? relative(root, file.fileName)}:${line}: ${text}`;
  });
}

/**
 * Runs a program to its end. It is the block as it stands, but for modules that stand in for others.
 *
 * @param standIns - Files to import instead of packages, by the packages' names.
 * @throws Error that names document and line if the program fails.
 */
export async function run(
  { block, file }: Program,
  standIns: Readonly<Record<string, string>> = {},
): Promise<void> {
  let code = `${"\n".repeat(block.line - 1)}${block.code}\n`;
  for (const [name, standIn] of Object.entries(standIns)) {
    code = code.replaceAll(JSON.stringify(name), JSON.stringify(pathToFileURL(standIn).href));
  }
  const copy = join(dirname(file), `run-${basename(file)}`);
  await writeFile(copy, code);
  try {
    await import(pathToFileURL(copy).href);
  } catch (cause) {
    const stack = cause instanceof Error ? (cause.stack ?? "") : "";
    const line = stack.split(basename(copy))[1]?.match(/^:(\d+)/)?.[1] ?? String(block.line);
    const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new Error(`${block.path}:${line} fails when it is run: ${message}`, { cause });
  }
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  typeRoots: [join(root, "node_modules", "@types")],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  noEmit: true,
};

// Owner: this module. Key: a file's name. Lifetime: the test run. Never invalidated: only installed files are
// kept, and they do not change. Reading them again for each program takes longer than checking it.
const installedFiles = new Map<string, ts.SourceFile | undefined>();

function cachingHost(): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (fileName, ...rest) => {
    if (!fileName.includes("/node_modules/")) {
      return read(fileName, ...rest);
    }
    if (!installedFiles.has(fileName)) {
      installedFiles.set(fileName, read(fileName, ...rest));
    }
    return installedFiles.get(fileName);
  };
  return host;
}

function samePath(one: string, other: string): boolean {
  return one.replaceAll("\\", "/") === other.replaceAll("\\", "/");
}
