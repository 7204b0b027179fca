// Reads the command line.

import { parseArgs } from "node:util";

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "refuse"; readonly reason: string }
  | { readonly kind: "start"; readonly port: number; readonly certificateFile: string | undefined };

/** The text of `--help`. */
export const helpText = `Usage: npm run emulator -- [options]

Starts an emulator of Azure's managed identity management API on 127.0.0.1 (HTTPS), with an empty
subscription, and prints how to reach it. Everything is kept in memory. Ctrl+C stops it.

Options:
  --port NUMBER        The port to listen on. Default: any free one.
  --certificate FILE   Write the server's certificate (PEM, without its key) to this file, for
                       clients to trust. It is made anew at every start.
  --help               Show this text.
`;

/** Reads the arguments that follow the program's name. */
export function readCommandLine(args: readonly string[]): Command {
  let values: { port?: string; certificate?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        certificate: { type: "string" },
        help: { type: "boolean" },
      },
    }));
  } catch (error) {
    return { kind: "refuse", reason: error instanceof Error ? error.message : String(error) };
  }
  const { port = "0", certificate, help } = values;
  if (help === true) {
    return { kind: "help" };
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return { kind: "refuse", reason: `--port must be a number from 0 to 65535, not '${port}'.` };
  }
  if (certificate === "") {
    return { kind: "refuse", reason: "--certificate needs the name of a file." };
  }
  return { kind: "start", port: Number(port), certificateFile: certificate };
}
