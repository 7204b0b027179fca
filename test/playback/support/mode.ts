// What a run of the playback tests talks to: recordings, or a target.

/**
 * How the tests run: `playback` answers from recordings, with the network locked; `record` talks to the target and
 * writes recordings; `live` talks to the target and writes nothing.
 */
export type Mode = "playback" | "record" | "live";

const modes: readonly string[] = ["playback", "record", "live"] satisfies readonly Mode[];

/**
 * Reads the environment variable `TEST_MODE`. Absent or empty: `playback`.
 *
 * @throws TypeError for any other value, so that a typing error never passes for a run against the target.
 */
export function readMode(variable: string | undefined): Mode {
  const mode = variable === undefined || variable === "" ? "playback" : variable;
  if (!modes.includes(mode)) {
    throw new TypeError(
      `TEST_MODE must be ${modes.join(", ")} or absent, which means playback; it is ${JSON.stringify(variable)}.`,
    );
  }
  return mode as Mode;
}
