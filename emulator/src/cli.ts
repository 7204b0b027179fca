#!/usr/bin/env node
// The command: starts an emulator, prints how to reach it, stops on SIGINT, SIGTERM and SIGHUP.

import { readFile } from "node:fs/promises";
import { writeCertificateFile } from "./commandLine/certificateFile.js";
import { greeting } from "./commandLine/greeting.js";
import { helpText } from "./commandLine/helpText.js";
import { prepareStart } from "./commandLine/prepareStart.js";
import { readCommandLine, type StartCommand } from "./commandLine/readCommandLine.js";
import { runEmulator, type Emulator } from "./emulator.js";
import { UnusableFile } from "./files/unusableFile.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Something the user has to change: exit code 2. All else that fails is 1. */
const wrongUse = 2;

// Whoever reads what is printed may stop reading: that is no reason to end.
process.stdout.on("error", () => undefined);

const command = readCommandLine(process.argv.slice(2));
switch (command.kind) {
  case "help":
    process.stdout.write(helpText);
    break;
  case "version":
    process.stdout.write(`${await version()}\n`);
    break;
  case "refuse":
    end(`${command.reason}\nTry --help.`, wrongUse);
    break;
  case "start":
    await run(command).catch((error: unknown) => {
      end(messageOf(error), error instanceof UnusableFile ? wrongUse : 1);
    });
    break;
}

async function run(start: StartCommand): Promise<void> {
  const { options, beginnings, remarks, explain } = await prepareStart(start);
  const report = (error: Error) => {
    process.stderr.write(`${error.message} It will be tried again after the next change.\n`);
  };
  const emulator = await runEmulator(options, { ...beginnings, report }).catch((error: unknown) => {
    const explanation = explain(error);
    throw explanation === undefined ? error : new UnusableFile(explanation, error);
  });
  const file = await writeCertificateFile(emulator, start.files.certificate).catch(
    async (error: unknown) => {
      await emulator.stop();
      throw error;
    },
  );
  stopOnSignal(emulator, () => file.remove());
  process.stdout.write(
    greeting({
      emulator,
      version: await version(),
      certificateFile: file.path,
      isTemporary: file.isTemporary,
      remarks: remarks(),
      platform: process.platform,
    }),
  );
}

/** Stops cleanly on the first signal; a second one, of any kind, ends the process at once. */
function stopOnSignal(emulator: Emulator, clean: () => Promise<void>): void {
  const stop = () => {
    for (const signal of signals) {
      process.off(signal, stop);
    }
    Promise.allSettled([emulator.stop(), clean()]).then(
      (results) => {
        for (const result of results) {
          if (result.status === "rejected") {
            end(messageOf(result.reason), 1);
          }
        }
      },
      () => undefined,
    );
  };
  for (const signal of signals) {
    process.on(signal, stop);
  }
}

async function version(): Promise<string> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function end(message: string, exitCode: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
