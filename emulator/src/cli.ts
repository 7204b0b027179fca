#!/usr/bin/env node
// The command: starts an emulator, prints how to reach it, stops on SIGINT and SIGTERM.

import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { helpText, readCommandLine } from "./commandLine.js";
import { startEmulator, type Emulator } from "./emulator.js";

const command = readCommandLine(process.argv.slice(2));
switch (command.kind) {
  case "help":
    process.stdout.write(helpText);
    break;
  case "refuse":
    process.stderr.write(`${command.reason}\nTry --help.\n`);
    process.exitCode = 2;
    break;
  case "start":
    await run(command.port, command.certificateFile).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    });
    break;
}

async function run(port: number, certificateFile: string | undefined): Promise<void> {
  const emulator = await startEmulator({ port });
  const stop = () => void emulator.stop();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const file = certificateFile === undefined ? undefined : resolve(certificateFile);
  try {
    if (file !== undefined) {
      await writeFile(file, emulator.certificate);
    }
  } catch (error) {
    await emulator.stop();
    throw new Error(`The certificate could not be written to ${file}: ${String(error)}`, {
      cause: error,
    });
  }
  process.stdout.write(greeting(emulator, file));
}

function greeting({ endpoint, subscriptionId, env }: Emulator, file: string | undefined): string {
  const variables = Object.entries(env).map(([name, value]) => `  export ${name}=${value}`);
  const trust =
    file === undefined
      ? [
          "Its certificate is self-signed: start with --certificate FILE to get it as a file to trust.",
        ]
      : [`Its certificate is in ${file}. To trust it:`, `  export NODE_EXTRA_CA_CERTS='${file}'`];
  return [
    `Managed identity emulator: ${endpoint}`,
    `Subscription: ${subscriptionId}`,
    ...trust,
    "For the process that calls it:",
    ...variables,
    "Press Ctrl+C to stop.",
    "",
  ].join("\n");
}
