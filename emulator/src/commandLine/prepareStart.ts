// Puts together what an emulator is started with: flags, then the config file, then the defaults.

import type { Beginnings } from "../emulator.js";
import { readJsonFile } from "../files/readJsonFile.js";
import { UnusableFile } from "../files/unusableFile.js";
import type { EmulatorOptions } from "../options/emulatorOptions.js";
import { resolveOptions } from "../options/resolveOptions.js";
import type { Seed } from "../options/seed.js";
import type { StartCommand } from "./readCommandLine.js";
import { readConfig } from "./readConfig.js";
import { remarks } from "./remarks.js";

/** What an emulator is started with. */
export interface Start {
  readonly options: EmulatorOptions;
  readonly beginnings: Beginnings;
  /** What is not usual about it, for the user to see; to be asked once the options have been accepted. */
  readonly remarks: () => readonly string[];
  /** Says of an error of `startEmulator` where the option came from that it names; undefined of any other error. */
  readonly explain: (error: unknown) => string | undefined;
}

/**
 * Reads the files that the command line names.
 *
 * @throws UnusableFile that names the file and what is wrong with it.
 */
export async function prepareStart({ options, flags, files }: StartCommand): Promise<Start> {
  const config = files.config === undefined ? undefined : await readConfig(files.config);
  const seed =
    files.seed === undefined ? {} : { seed: (await readJsonFile("seed file", files.seed)) as Seed };
  const whole: EmulatorOptions = { ...config?.options, ...options, ...seed };
  return {
    options: whole,
    beginnings: config === undefined ? {} : { clock: config.clock, faults: config.faults },
    remarks: () => remarks(resolveOptions(whole), config),
    explain: (error) => explain(error, flags, files),
  };
}

function explain(
  error: unknown,
  flags: StartCommand["flags"],
  files: StartCommand["files"],
): string | undefined {
  if (error instanceof UnusableFile) {
    return error.message;
  }
  const isOfOption = error instanceof TypeError || error instanceof RangeError;
  const [, option = "", rest = ""] =
    /^startEmulator: (\w+)(.*)$/s.exec(isOfOption ? error.message : "") ?? [];
  if (option === "") {
    return undefined;
  }
  if (option === "seed" && files.seed !== undefined) {
    return `The seed file ${files.seed}: ${rest.replace(/^[.: ]+/, "")}`;
  }
  const flag = flags.get(option);
  if (flag !== undefined) {
    return flag + rest.replace(/^\.\w+/, "").replace("set allowRemote", "add --allow-remote");
  }
  return files.config === undefined
    ? option + rest
    : `The config file ${files.config}: ${option}${rest}`;
}
