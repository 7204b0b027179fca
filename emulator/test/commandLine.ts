// Runs the command as a process of its own.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs. */
export interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  /** Resolves, with all that was printed so far, when a text has been printed on either stream. */
  printed(text: string): Promise<string>;
  /** Waits until it has started; the variables that it tells to export. */
  started(): Promise<Readonly<Record<string, string>>>;
  /** Ends it if it has not ended yet; by default so that it can remove its files. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the command. */
export function run(...args: readonly string[]): Run {
  const child = spawn(process.execPath, ["--import", "tsx/esm", cli, ...args]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ending>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  const printed = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => (out + err).includes(text) && resolve(out + err);
      child.stdout.on("data", look);
      child.stderr.on("data", look);
      child.on("close", () => reject(new Error(`It ended without saying ${text}: ${out}${err}`)));
      look();
    });
  return {
    process: child,
    ended,
    printed,
    async started() {
      const text = await printed("Ctrl+C");
      return Object.fromEntries(
        [...text.matchAll(/^ {2}export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [
          name,
          value.replace(/^'(.*)'$/, "$1"),
        ]),
      );
    },
    async kill(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, "close");
      }
    },
  };
}
