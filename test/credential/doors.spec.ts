// The door `arm-managed-identity/credential`: what it loads, what it shares with the other door, and what browsers get.

import { build, type Metafile } from "esbuild";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import * as credentialDoor from "arm-managed-identity/credential";
import * as mainDoor from "arm-managed-identity";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";
import { startImds } from "./support/hosts.js";

const require = createRequire(import.meta.url);

/** Bundles a line of code as an application would. */
async function bundle(
  code: string,
  platform: "node" | "browser",
): Promise<{ metafile: Metafile; texts: Map<string, string> }> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform,
    minify: true,
    metafile: true,
    write: false,
    outdir: "out",
    logLevel: "silent",
  });
  return {
    metafile,
    texts: new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*\/out\//, "out/"), text])),
  };
}

/** The files loaded at once with an entry, and not by a later `import()`. */
function loadedAtOnce({ outputs }: Metafile): { files: string[]; inputs: string[] } {
  const files = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === "<stdin>");
  for (const path of files) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && imported in outputs && !files.includes(imported)) {
        files.push(imported);
      }
    }
  }
  return { files, inputs: files.flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})) };
}

const entry = `export { ManagedIdentityCredential } from "arm-managed-identity/credential";`;

describe("the door to the credential", () => {
  restoreAfterEach();

  it("loads neither the client, nor generated code, nor any package", async () => {
    const { metafile, texts } = await bundle(entry, "node");
    const { files, inputs } = loadedAtOnce(metafile);
    expect(inputs.filter((path) => path.includes("node_modules"))).to.deep.equal([]);
    const text = files.map((path) => texts.get(path)).join("\n");
    for (const absent of [
      "ManagedServiceIdentityClient",
      "userAssignedIdentities",
      "api-version:",
    ]) {
      expect(text, absent).to.not.contain(absent);
    }
    expect(
      inputs.some((path) => /dist\/index(-\w+)?\.c?js$/.test(path)),
      "the main door",
    ).to.be.false;
    const later = Object.keys(metafile.inputs).filter((path) => !inputs.includes(path));
    expect(
      later.some((path) => path.includes("core-client/")),
      "the REST client",
    ).to.be.false;
    expect(
      later.some((path) => path.includes("core-rest-pipeline/")),
      "the pipeline",
    ).to.be.true;
  });

  it("is small: what it loads at once is less than a tenth of the peer's 103 KB", async () => {
    const { metafile, texts } = await bundle(entry, "node");
    const sizes = loadedAtOnce(metafile).files.map(
      (path) => gzipSync(texts.get(path) ?? "", { level: 9 }).length,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.within(1, 9.5 * 1_024);
  });

  it("loads no package in Node until it needs one", () => {
    const program = `
      require("arm-managed-identity/credential");
      console.log(JSON.stringify(Object.keys(require.cache)));
    `;
    const options = { encoding: "utf8", cwd: import.meta.dirname } as const;
    const printed = execFileSync(process.execPath, ["--eval", program], options);
    const files = JSON.parse(printed) as string[];
    expect(files).to.not.have.length(0);
    expect(files.filter((path) => path.includes("node_modules"))).to.deep.equal([]);
  });

  it("shares its classes, and so its tokens, with the main door, in both module formats", () => {
    for (const name of Object.keys(credentialDoor) as (keyof typeof credentialDoor)[]) {
      expect(mainDoor[name], name).to.equal(credentialDoor[name]);
    }
    const main = require("arm-managed-identity") as typeof mainDoor;
    const credential = require("arm-managed-identity/credential") as typeof credentialDoor;
    expect(main.ManagedIdentityCredential).to.equal(credential.ManagedIdentityCredential);
    expect(Object.keys(credential).sort()).to.deep.equal(Object.keys(credentialDoor).sort());
  });

  it("sends the package's version as its user agent", async () => {
    const manifest = new URL("../../package.json", import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    const host = await startImds();
    try {
      setEnvironment(host.variables);
      await new credentialDoor.ManagedIdentityCredential().getToken("https://x");
      expect(host.server.requests[0]?.headers["user-agent"]).to.equal(
        `arm-managed-identity/${version} Node/${process.versions.node}`,
      );
    } finally {
      await host.stop();
    }
  });
});

describe("in a browser", () => {
  const all = `
    export * from "arm-managed-identity";
    export { ManagedIdentityCredential as Other } from "arm-managed-identity/credential";
  `;

  it("both doors are free of Node, and have the same exports", async () => {
    const { metafile } = await bundle(all, "browser");
    const external = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external === true),
    );
    expect(external).to.deep.equal([]);
    const [output] = Object.values(metafile.outputs).filter(
      (each) => each.entryPoint === "<stdin>",
    );
    expect(output?.exports.sort()).to.deep.equal([...Object.keys(mainDoor), "Other"].sort());
  });

  it("both doors are free of Node when they are required, too", async () => {
    const required = `
      const main = require("arm-managed-identity");
      const credential = require("arm-managed-identity/credential");
      export const names = [Object.keys(main), Object.keys(credential)];
      export const make = [main, credential].map((door) => () => new door.ManagedIdentityCredential());
    `;
    const { metafile, texts } = await bundle(required, "browser");
    const inputs = Object.keys(metafile.inputs).filter((path) => path.includes("dist/"));
    expect(inputs.some((path) => path.endsWith("dist/browser/index.cjs"))).to.be.true;
    expect(inputs.some((path) => path.endsWith("dist/browser/credential.cjs"))).to.be.true;
    expect(inputs.filter((path) => path.endsWith("dist/credential.cjs"))).to.deep.equal([]);
    const [text = ""] = texts.values();
    const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
    const { names, make } = (await import(url)) as { names: string[][]; make: (() => unknown)[] };
    expect(names[0]?.sort()).to.deep.equal(Object.keys(mainDoor).sort());
    expect(names[1]?.sort()).to.deep.equal(Object.keys(credentialDoor).sort());
    for (const each of make) {
      expect(each).to.throw(Error, /no managed identities in browsers/);
    }
  });

  it("making a credential throws, and says what to use", async () => {
    const { texts } = await bundle(entry, "browser");
    const [text = ""] = texts.values();
    const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
    const browser = (await import(url)) as typeof credentialDoor;
    expect(() => new browser.ManagedIdentityCredential())
      .to.throw(Error, /no managed identities in browsers/)
      .with.property("name", "CredentialUnavailableError");
  });
});
