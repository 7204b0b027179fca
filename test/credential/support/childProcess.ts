// A process of its own that gets tokens, for what is decided once in a process's life.

import { execFile } from "node:child_process";
import type { Variables } from "./environment.js";

/** What a call came to. */
export type Result =
  | {
      readonly token: string;
      readonly expiresOnTimestamp: number;
      readonly refreshAfterTimestamp?: number;
      readonly tokenType?: string;
    }
  | { readonly error: string; readonly message: string; readonly statusCode?: number }
  | { readonly waitedInMs: number };

/** What to do: make a credential for each entry, one after the other, and call it. */
export interface Script {
  readonly library: "arm-managed-identity/credential" | "@azure/identity";
  readonly credentials: readonly {
    readonly options?: Record<string, unknown>;
    /** One call after the other, or all at once. */
    readonly calls?: readonly { readonly scope: unknown; readonly options?: object }[];
    readonly atOnce?: boolean;
    /** Variables to set before. */
    readonly variables?: Variables;
    /** How much later it is than before, in milliseconds. */
    readonly advanceInMs?: number;
  }[];
  /** Has chance always choose the least, and waits of at least 100 ms end at once; their sum comes last. */
  readonly skipWaits?: boolean;
}

// Written in JavaScript, so that nothing but the library is loaded.
const program = `
const { library, credentials, skipWaits } = JSON.parse(process.argv[1]);
let offset = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + offset] : parts));
  }
  static now() {
    return RealDate.now() + offset;
  }
};
let waitedInMs = 0;
if (skipWaits) {
  Math.random = () => 0;
  const { setTimeout } = globalThis;
  const now = performance.now.bind(performance);
  performance.now = () => now() + waitedInMs;
  globalThis.setTimeout = (handler, wait = 0, ...more) => {
    // These two are limits, not waits.
    const isWait = wait >= 100 && wait !== 10_000 && wait !== 30_000;
    waitedInMs += isWait ? wait : 0;
    return setTimeout(handler, isWait ? 0 : wait, ...more);
  };
}
const { ManagedIdentityCredential } = await import(library);
const results = [];
const attempt = async (act) => {
  try {
    return await act();
  } catch (error) {
    const { name, message, statusCode } = error;
    return { error: name, message, ...(statusCode === undefined ? {} : { statusCode }) };
  }
};
for (const { options, calls = [], atOnce, variables, advanceInMs = 0 } of credentials) {
  offset += advanceInMs;
  Object.assign(process.env, variables);
  const made = await attempt(() => ({ credential: new ManagedIdentityCredential(options) }));
  if (made.credential === undefined) {
    results.push(made);
    continue;
  }
  const call = ({ scope, options }) => attempt(() => made.credential.getToken(scope, options));
  if (atOnce) {
    results.push(...(await Promise.all(calls.map(call))));
  } else {
    for (const each of calls) {
      results.push(await call(each));
    }
  }
}
if (skipWaits) {
  results.push({ waitedInMs });
}
console.log(JSON.stringify(results));
`;

/** Runs a script with the variables given and no others. */
export function runScript(script: Script, variables: Variables): Promise<readonly Result[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ["--input-type=module", "--eval", program, JSON.stringify(script)],
      { env: { PATH: process.env["PATH"] ?? "", ...variables }, timeout: 60_000 },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(JSON.parse(stdout) as Result[]);
        } else {
          reject(new Error(`The process failed: ${stderr}`, { cause: error }));
        }
      },
    );
  });
}
