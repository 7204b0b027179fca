// Reads the file of `--config`.

import { dirname, resolve } from "node:path";
import { Clock } from "../clock.js";
import { Faults, type FaultPattern } from "../faults/faults.js";
import type { Fault } from "../faults/fault.js";
import { JsonReader } from "../files/jsonReader.js";
import { readJsonFile } from "../files/readJsonFile.js";
import { UnusableFile } from "../files/unusableFile.js";
import { services } from "../http/message.js";
import type { EmulatorOptions } from "../options/emulatorOptions.js";
import { resolveOptions } from "../options/resolveOptions.js";

/** What a config file says. */
export interface Config {
  /** Not checked yet but for their names. */
  readonly options: EmulatorOptions;
  readonly faults: Faults;
  readonly clock: Clock;
  /** How many faults there are, and whether the clock is another than the machine's. */
  readonly faultCount: number;
  readonly isClockSet: boolean;
  readonly clockIsFrozen: boolean;
}

/**
 * Reads a config file. The state file in it is found from the folder of the config file.
 *
 * @throws UnusableFile that names file and place.
 */
export async function readConfig(file: string): Promise<Config> {
  const whole = new JsonReader(
    await readJsonFile("config file", file),
    "",
    (place, problem) =>
      new UnusableFile(`The config file ${file}: ${place === "" ? "it" : place} ${problem}.`),
  );
  whole.members([...Object.keys(resolveOptions({})), "allowRemote", "faults", "clock"]);
  const { faults: _faults, clock: _clock, ...options } = whole.object();
  const stateFile = whole.member("stateFile").optional((name) => name.text());
  const clock = whole.member("clock");
  const rules = whole.member("faults").optional((list) => list.items()) ?? [];
  return {
    options: {
      ...options,
      ...(stateFile !== undefined && { stateFile: resolve(dirname(file), stateFile) }),
    },
    faults: readFaults(rules),
    clock: readClock(clock),
    faultCount: rules.length,
    isClockSet: clock.value !== undefined,
    clockIsFrozen: clock.value !== undefined && clock.member("frozen").value === true,
  };
}

function readClock(reader: JsonReader): Clock {
  const clock = new Clock();
  if (reader.value !== undefined) {
    reader.members(["aheadInMs", "frozen"]);
    const { value: frozen = false } = reader.member("frozen");
    if (typeof frozen !== "boolean") {
      throw reader.member("frozen").refuse("must be true or false");
    }
    clock.advance(reader.member("aheadInMs").optional((ahead) => ahead.wholeNumber()) ?? 0);
    if (frozen) {
      clock.freeze();
    }
  }
  return clock;
}

function readFaults(rules: readonly JsonReader[]): Faults {
  const faults = new Faults();
  for (const rule of rules) {
    rule.members(["match", "times", "fault"]);
    const { value: times = 1 } = rule.member("times");
    const match = rule.member("match").optional(readPattern) ?? {};
    try {
      faults.add({
        match,
        times: times === "always" ? Infinity : (times as number),
        // Whether it is one is what `add` checks.
        fault: rule.member("fault").value as Fault,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw rule.refuse(`cannot be: ${reason.replace(/^faults\.add: /, "").replace(/\.$/, "")}`);
    }
  }
  return faults;
}

function readPattern(reader: JsonReader): FaultPattern {
  reader.members(["service", "method", "operation", "path"]);
  const service = reader.member("service").optional((given) => {
    const found = services.find((name) => name === given.value);
    if (found === undefined) {
      throw given.refuse(`must be one of ${services.join(", ")}`);
    }
    return found;
  });
  const method = reader.member("method").optional((given) => given.text());
  const operation = reader.member("operation").optional((given) => given.text());
  const path = reader.member("path").optional(readPath);
  return {
    ...(service !== undefined && { service }),
    ...(method !== undefined && { method }),
    ...(operation !== undefined && { operation }),
    ...(path !== undefined && { path }),
  };
}

/** A text, or an expression, which JSON does not have: `{ "regex": "…" }`. */
function readPath(reader: JsonReader): string | RegExp {
  if (typeof reader.value === "string") {
    return reader.value;
  }
  reader.members(["regex"]);
  const source = reader.member("regex");
  try {
    return new RegExp(source.text(), "i");
  } catch (error) {
    throw error instanceof UnusableFile ? error : source.refuse("is not a regular expression");
  }
}
