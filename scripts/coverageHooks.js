// Has what is built run as it was built while coverage is measured. Loaded behind tsx, which would otherwise rewrite
// dynamic imports in it, with a source map that leads to dist/ and no further.

import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { URL } from "node:url";
import { isMainThread } from "node:worker_threads";

const built = new URL("../dist/", import.meta.url).href;

if (isMainThread) {
  register(import.meta.url);
}

/** Gives modules in dist/ as they are; leaves all others to the hooks before. */
export async function load(url, context, nextLoad) {
  const file = url.split("?")[0];
  return file.startsWith(built) && file.endsWith(".js")
    ? { format: "module", source: await readFile(new URL(file)), shortCircuit: true }
    : nextLoad(url, context);
}
