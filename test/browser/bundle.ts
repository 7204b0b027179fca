// Bundles the page's script as an application would be: for the browser, with nothing put in place of Node.

import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

/** The bundle's files by their path on the server, and which sources went where. */
export interface Bundle {
  readonly files: ReadonlyMap<string, string>;
  readonly metafile: Metafile;
}

/** Bundles `page.ts` to `/page.js` and the chunks it loads later. A module that is not there is an error. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(dirname(fileURLToPath(import.meta.url)), "page.ts")],
    outdir: "/",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  return { files: new Map(outputFiles.map(({ path, text }) => [path, text])), metafile };
}

/** The sources that are loaded with the page, not later by `import()`. */
export function sourcesLoadedAtOnce({ metafile }: Bundle): readonly string[] {
  const [entry] = Object.keys(metafile.outputs).filter(
    (path) => metafile.outputs[path]?.entryPoint !== undefined && path.endsWith("page.js"),
  );
  const loaded = new Set<string>();
  const waiting = entry === undefined ? [] : [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (!loaded.has(path)) {
      loaded.add(path);
      const imports = metafile.outputs[path]?.imports ?? [];
      waiting.push(
        ...imports.filter(({ kind }) => kind === "import-statement").map((one) => one.path),
      );
    }
  }
  return [...loaded].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
}
