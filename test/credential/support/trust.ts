// How a process of its own comes to trust a host's certificate.

import { writeFile } from "node:fs/promises";
import type { Host } from "./hosts.js";

/** Writes the certificate to a file, for `NODE_EXTRA_CA_CERTS`. */
export async function trustFile(
  folder: { file(name: string): string },
  { options }: Pick<Host, "options">,
): Promise<string> {
  const path = folder.file("trusted.pem");
  await writeFile(path, options.tlsOptions?.ca ?? "");
  return path;
}
