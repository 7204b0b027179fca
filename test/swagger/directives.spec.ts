import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import {
  configurationBlocks,
  readConfiguration,
  swaggerFolder,
  tagOf,
  type ConfigurationBlock,
} from "./configuration.js";
import { readObject, serviceDocuments } from "./documents.js";
import { differences, fingerprint, type Fingerprint } from "./fingerprint.js";

/** What each directive changes: its heading, its tag, and how the document differs when the directive is left out. */
const effects: readonly { heading: string; tag: string; changes: readonly string[] }[] = [
  {
    heading: "One name for the identity's path parameter",
    tag: "v2023-07-31-preview",
    changes: ["parameters/RevokeTokensResourceNameParameter differs"],
  },
  {
    heading: "One type for the expression over claims",
    tag: "v2025-01-31-preview",
    changes: [
      "definitions/FederatedIdentityCredentialProperties differs",
      "definitions/ClaimsMatchingExpression is missing",
    ],
  },
];

const readme = readConfiguration();
const blocks = configurationBlocks(readme);
const directives = blocks.filter(({ content }) => content.startsWith("directive:"));

describe("the tags", () => {
  const versions = serviceDocuments().map(({ name }) => name);

  it("lead to one document each", () => {
    const inputs = blocks.filter(({ content }) => content.includes("input-file:"));
    expect(inputs.map(({ heading, guard, content }) => [heading, tagOf(guard), content])).to.eql(
      versions.map((version) => [
        version,
        `v${version}`,
        `input-file: specification/${version}/ManagedIdentity.json\n`,
      ]),
    );
  });

  it("are all run by --all-versions, oldest first", () => {
    const [batch, ...others] = blocks.filter(({ guard }) => guard === "$(all-versions)");
    expect(others).to.deep.equal([]);
    const entries = versions.map((version) => `  - tag: v${version}\n`);
    expect(batch?.content).to.equal(`batch:\n${entries.join("")}`);
  });
});

describe("the directives", function () {
  this.timeout(30_000); // Each test starts processes.

  let temporary: string;
  before(() => {
    temporary = mkdtempSync(path.join(tmpdir(), "directives-"));
  });
  after(() => {
    rmSync(temporary, { recursive: true, force: true });
  });

  /** The document of a tag as AutoRest sees it with this README. */
  async function directed(configuration: string, tag: string): Promise<Fingerprint> {
    const copy = mkdtempSync(path.join(temporary, "swagger-"));
    cpSync(swaggerFolder, copy, { recursive: true });
    writeFileSync(path.join(copy, "README.md"), configuration);
    await autoRest(["README.md", `--tag=${tag}`, "--apply-transforms-in-place"], copy);
    const version = tag.slice(1);
    return fingerprint(
      readObject(path.join(copy, "specification", version, "ManagedIdentity.json")),
    );
  }

  /** What a block changes: the parts that differ when it is taken out. */
  async function effectOf(configuration: string, block: ConfigurationBlock): Promise<string[]> {
    const tag = tagOf(block.guard);
    if (tag === undefined) throw new Error(`"${block.heading}" is not for one tag.`);
    const [with_, without] = await Promise.all([
      directed(configuration, tag),
      directed(configuration.replace(block.text, ""), tag),
    ]);
    return differences(without, with_);
  }

  it("are those whose effect is stated here, one in each block", () => {
    const headings = directives.map(({ heading, guard }) => [heading, tagOf(guard)]);
    expect(headings).to.deep.equal(effects.map(({ heading, tag }) => [heading, tag]));
    expect(readme.match(/^directive:/gm)).to.have.length(directives.length);
    for (const { content } of directives) expect(content.match(/^ {2}- /gm)).to.have.length(1);
  });

  for (const { heading, changes } of effects) {
    it(`"${heading}" changes what it is meant to`, async () => {
      const block = directives.find((directive) => directive.heading === heading);
      expect(await effectOf(readme, block!)).to.deep.equal(changes);
    });
  }

  it("would be found out if one had no effect", async () => {
    const where = "$.parameters.RevokeTokensResourceNameParameter";
    const misspelt = readme.replace(where, "$.parameters.RevokeTokenResourceNameParameter");
    const [block] = configurationBlocks(misspelt).filter(({ text }) => !readme.includes(text));
    expect(await effectOf(misspelt, block!)).to.deep.equal([]);
  });
});

const autoRestCommandLine = createRequire(import.meta.url).resolve(
  "@autorest/core/entrypoints/app.js",
);

function autoRest(args: readonly string[], folder: string): Promise<void> {
  // AutoRest leaves folders behind in its home and in the temporary folder.
  const home = path.join(folder, "home");
  mkdirSync(home);
  const env = { ...process.env, AUTOREST_HOME: home, TMPDIR: home, TEMP: home, TMP: home };
  // Without a title AutoRest would want the common types to have the service's.
  const all = [autoRestCommandLine, ...args, "--title=any"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, all, { cwd: folder, env }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`AutoRest failed:\n${stdout}${stderr}`, { cause: error }));
    });
  });
}
