// What stands between a document's examples and Azure: the emulator, under the names of the public clouds.

import https, { type RequestOptions } from "node:https";
import { syncBuiltinESMExports } from "node:module";
import type { Emulator } from "arm-managed-identity-emulator";

const clouds: readonly unknown[] = [
  "management.azure.com",
  "management.usgovcloudapi.net",
  "management.chinacloudapi.cn",
];

/**
 * Sends requests that a client makes to a public cloud to an emulator instead, so that an example may be
 * written, and is run, as a reader needs it: without an endpoint. Nothing of the package is replaced; the
 * emulator's certificate is checked.
 *
 * @returns Ends it.
 */
export function answerForClouds({ endpoint, certificate }: Emulator): () => void {
  const original = https.request;
  const { hostname, port } = new URL(endpoint);
  const redirected = (options: RequestOptions, ...rest: unknown[]): unknown =>
    Reflect.apply(original, https, [
      clouds.includes(options.hostname)
        ? { ...options, hostname, port, ca: certificate, agent: undefined }
        : options,
      ...rest,
    ]);
  https.request = redirected as typeof https.request;
  syncBuiltinESMExports();
  return () => {
    https.request = original;
    syncBuiltinESMExports();
  };
}
