// What is printed when the emulator has started.

import type { Emulator } from "../emulator.js";

/** What of an emulator is told. */
export interface Greeting {
  readonly emulator: Pick<Emulator, "endpoint" | "subscriptionId" | "tokenEndpoint" | "env">;
  readonly version: string;
  readonly certificateFile: string;
  /** Whether the file is gone when the emulator has stopped. */
  readonly isTemporary: boolean;
  readonly remarks: readonly string[];
  /** As of `process.platform`: on "win32" variables are set as PowerShell does, else as in sh. */
  readonly platform: string;
}

/** Tells how to reach an emulator. */
export function greeting({
  emulator: { endpoint, subscriptionId, tokenEndpoint, env },
  version,
  certificateFile,
  isTemporary,
  remarks,
  platform,
}: Greeting): string {
  const variables = { NODE_EXTRA_CA_CERTS: certificateFile, ...env };
  return [
    `The managed identity emulator ${version} is running.`,
    "",
    `Endpoint:     ${endpoint}`,
    `Certificate:  ${certificateFile}${isTemporary ? " (until it stops)" : ""}`,
    `Subscription: ${subscriptionId}`,
    ...remarks,
    ...(tokenEndpoint === undefined ? [] : [`Tokens:       ${tokenEndpoint.url}`]),
    "",
    "Set these for the process that calls it. Node trusts the certificate by",
    "NODE_EXTRA_CA_CERTS, Go by SSL_CERT_FILE, Python by REQUESTS_CA_BUNDLE,",
    "curl by --cacert.",
    "",
    ...Object.entries(variables).map(platform === "win32" ? powerShellAssignment : shellAssignment),
    "",
    "Press Ctrl+C to stop.",
    "",
  ].join("\n");
}

function shellAssignment([name, value]: readonly [string, string]): string {
  const isPlain = /^[\w@%+=:,./-]+$/.test(value);
  return `  export ${name}=${isPlain ? value : `'${value.replaceAll("'", "'\\''")}'`}`;
}

function powerShellAssignment([name, value]: readonly [string, string]): string {
  // PowerShell takes typographic quotes for quotes, too.
  return `  $env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
