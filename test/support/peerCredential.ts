// `ManagedIdentityCredential` of `@azure/identity` in a process of its own: there, what it finds out about its host holds
// for all credentials and for as long as the process runs.

import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { spawn } from "node:child_process";
import { once } from "node:events";

// Written in JavaScript, so that nothing but the package is loaded.
const program = `
const { ManagedIdentityCredential } = await import("@azure/identity");
const credential = new ManagedIdentityCredential(JSON.parse(process.argv[1]));
process.on("message", async ({ scopes, options }) => {
  try {
    process.send({ token: await credential.getToken(scopes, options) });
  } catch (error) {
    process.send({ error: error.name + ": " + error.message });
  }
});
process.send({});
`;

/** A credential, and the end of its process. */
export interface PeerCredential extends TokenCredential {
  stop(): Promise<void>;
}

/** Starts a process that has these variables and no others. Calls are made one after the other. */
export async function startPeerCredential(
  env: Readonly<Record<string, string>>,
  options: object = {},
): Promise<PeerCredential> {
  const child = spawn(
    process.execPath,
    ["--input-type=module", "--eval", program, JSON.stringify(options)],
    {
      env: { PATH: process.env["PATH"] ?? "", ...env },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  await once(child, "message");
  return {
    async getToken(scopes, { claims, enableCae } = {}) {
      const answered = once(child, "message");
      child.send({ scopes, options: { claims, enableCae } });
      const [{ token, error }] = (await answered) as [{ token?: AccessToken; error?: string }];
      if (token === undefined) {
        throw new Error(error);
      }
      return token;
    },
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}
