/** Runs AutoRest, from the project's own packages and without the network, and reads what our extension wrote. */

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { clientModelFile, type EmitterResult } from "../emitter/options.js";

/** What to run. */
export interface AutoRestRun {
  /** Path of the literate configuration. */
  readonly readme: string;
  /** Further arguments, such as `--tag=v2024-11-30`; without one the configuration decides. */
  readonly args: readonly string[];
  /** Tags the run goes through; each gives a result. */
  readonly tags: readonly string[];
}

/**
 * Runs AutoRest once.
 * @returns The results, in the order of the tags.
 * @throws Error with AutoRest's own messages when it fails.
 */
export async function runAutoRest(run: AutoRestRun): Promise<readonly EmitterResult[]> {
  // AutoRest leaves folders behind in its home and in the temporary folder: both are ours and go away.
  const folder = await mkdtemp(join(tmpdir(), "generate-"));
  try {
    const output = join(folder, "output");
    const { code, text } = await execute(
      [
        join(root, "node_modules/@autorest/core/entrypoints/app.js"),
        resolve(run.readme),
        `--use=${join(root, "node_modules/@autorest/modelerfour")}`,
        `--use=${join(root, "emitter")}`,
        `--output-folder=${output}`,
        ...modelerSettings,
        ...run.args,
      ],
      { ...process.env, AUTOREST_HOME: folder, TMPDIR: folder, TEMP: folder, TMP: folder },
    );
    if (code !== 0) {
      throw new Error(readableMessages(text));
    }
    return await Promise.all(
      run.tags.map(async (tag) => {
        const content = await readFile(join(output, clientModelFile(tag)), "utf8");
        return JSON.parse(content) as EmitterResult;
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Flattening and naming are the emitter's own decisions: modelerfour's hide what the document said. */
const modelerSettings = [
  "--modelerfour.flatten-models=false",
  "--modelerfour.prenamer=false",
  "--modelerfour.always-create-accept-parameter=false",
];

function execute(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; text: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", fail);
    child.on("close", (code) => {
      done({ code, text: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** AutoRest's errors, each once, without its progress, warnings, stacks and advice. */
function readableMessages(text: string): string {
  const messages: string[] = [];
  let keep = false;
  for (const line of stripVTControlCharacters(text).split("\n")) {
    const [, level, start] = /^(\w+)\s*\| (.*)$/.exec(line) ?? [];
    if (start !== undefined) {
      keep = (level === "error" || level === "fatal") && !noise.test(start);
      if (keep) {
        messages.push(start.trim().replace(/^Error: /, ""));
      }
    } else if (keep && !/^\s+at /.test(line)) {
      messages.push(`${messages.pop() ?? ""}\n${line.trimEnd()}`);
    }
  }
  return [...new Set(messages.map((message) => message.trim()))].join("\n") || text.trim();
}

const noise =
  /Process\(\) cancelled|^\s*stack: |Autorest completed with an error|Plugin '?[\w/-]+'? (reported failure|completed with some error)/;
