// Reads the command line.

import { parseArgs, type ParseArgsConfig } from "node:util";
import { reasonOf } from "../files/unusableFile.js";
import type { EmulatorOptions } from "../options/emulatorOptions.js";
import { BadFlag, fileFlags, optionFlags } from "./flags.js";

/** What is to be started. */
export interface StartCommand {
  readonly kind: "start";
  /** The options that were given by flags. */
  readonly options: EmulatorOptions;
  /** The flags that gave them, by option: "port" is "--port". */
  readonly flags: ReadonlyMap<string, string>;
  /** The files that were named, as they were written. */
  readonly files: Readonly<Partial<Record<(typeof fileFlags)[number], string>>>;
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "refuse"; readonly reason: string }
  | StartCommand;

/** Reads the arguments that follow the program's name. */
export function readCommandLine(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({ args: [...args], options: parserOptions() });
    if (values["help"] === true) {
      return { kind: "help" };
    }
    if (values["version"] === true) {
      return { kind: "version" };
    }
    return readStart(new Map(Object.entries(values).map(([name, value]) => [name, list(value)])));
  } catch (error) {
    return { kind: "refuse", reason: error instanceof BadFlag ? error.message : saidByNode(error) };
  }
}

/** What Node finds wrong with the arguments, in one sentence. */
function saidByNode(error: unknown): string {
  const [reason = ""] = reasonOf(error).split(/\.? To specify |\.?\n/);
  // "Ambiguous" is a value that begins with a dash, and so could be the next flag.
  const [, flag] = /^Option '(?:-\w, )?(--[\w-]+).*(?:ambiguous|missing)$/.exec(reason) ?? [];
  return flag === undefined
    ? `${reason}.`
    : `${flag} needs a value, which cannot begin with a dash.`;
}

type ParserOptions = NonNullable<ParseArgsConfig["options"]>;

function parserOptions(): ParserOptions {
  const options: ParserOptions = {
    help: { type: "boolean", short: "h" },
    version: { type: "boolean" },
  };
  for (const [name, { kind }] of Object.entries(optionFlags)) {
    options[name] = kind === "switch" ? { type: "boolean" } : { type: "string", multiple: true };
  }
  for (const name of fileFlags) {
    options[name] = { type: "string", multiple: true };
  }
  return options;
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function readStart(given: ReadonlyMap<string, readonly string[]>): StartCommand {
  const options: Record<string, unknown> = {};
  const flags = new Map<string, string>();
  const files: Record<string, string> = {};
  for (const [name, texts] of given) {
    const flag = `--${name}`;
    const known = optionFlags[name];
    if (known?.kind !== "list" && texts.length > 1) {
      throw new BadFlag(`${flag} can be given only once.`);
    }
    if (known !== undefined) {
      options[known.option] = known.read(texts, flag);
      flags.set(known.option, flag);
    } else if (texts[0] === "") {
      throw new BadFlag(`${flag} needs the name of a file.`);
    } else {
      files[name] = texts[0] ?? "";
    }
  }
  return { kind: "start", options, flags, files };
}
