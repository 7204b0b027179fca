/** Generation as a whole: the same bytes every time, nothing edited by hand, nothing written from a broken document. */

import { execFile } from "node:child_process";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { generatedFolders } from "../scripts/generateFiles.js";
import { listFiles } from "./writeFiles.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What one document shows need not be shown with nine. */
const quick = ["--only", "2024-11-30"];

describe("generation", function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "generation-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("gives the same bytes twice", async () => {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    const runs = await Promise.all(
      [first, second].map((output) => run("generate.ts", ["--output", output])),
    );
    expect(runs.map(({ code }) => code)).to.deep.equal([0, 0]);
    const files = await readAll(first);
    expect(files.size).to.be.greaterThan(8);
    expect(await readAll(second)).to.deep.equal(files);
  });

  it("deletes files that are not generated any more", async () => {
    await copyGenerated(folder);
    await writeFile(join(folder, "src/generated/operations/gone.ts"), "export {};\n");
    const { code, stdout } = await run("generate.ts", ["--output", folder]);
    expect(code).to.equal(0);
    expect(stdout).to.contain("deleted src/generated/operations/gone.ts");
    expect(await listFiles(folder, "src/generated")).not.to.contain(
      "src/generated/operations/gone.ts",
    );
  });

  it("finds an edit, a lost file and a foreign one", async () => {
    await copyGenerated(folder);
    await appendFile(join(folder, "src/generated/models.ts"), "// edited\n");
    await appendFile(join(folder, "samples/javascript/tasks/handleErrors.js"), "// edited\n");
    await rm(join(folder, "emulator/src/generated/routes.ts"));
    await rm(join(folder, "samples/reference/operations/list.ts"));
    await writeFile(join(folder, "src/generated/foreign.ts"), "export {};\n");
    const { code, stderr } = await run("checkGenerated.ts", ["--root", folder]);
    expect(code).to.equal(1);
    expect(stderr).to.contain("different: src/generated/models.ts");
    expect(stderr).to.contain("different: samples/javascript/tasks/handleErrors.js");
    expect(stderr).to.contain("missing: emulator/src/generated/routes.ts");
    expect(stderr).to.contain("missing: samples/reference/operations/list.ts");
    expect(stderr).to.contain("not generated: src/generated/foreign.ts");
    expect(stderr).not.to.contain("versions.ts");
  });

  it("follows a directive", async () => {
    const swagger = await withDirective(
      folder,
      "$.definitions.Identity",
      '$.description = "Quite another text."',
    );
    const output = join(folder, "output");
    const { code } = await run("generate.ts", ["--swagger", swagger, "--output", output, ...quick]);
    expect(code).to.equal(0);
    expect((await readAll(output)).get("src/generated/models.ts")).to.contain(
      "/** Quite another text. */\nexport interface Identity ",
    );
  });

  it("refuses a directive that finds nothing", async () => {
    const swagger = await withDirective(folder, "$.definitions.Nobody", '$.description = "Text."');
    const output = join(folder, "output");
    const { code, stderr } = await run("generate.ts", [
      "--swagger",
      swagger,
      "--output",
      output,
      ...quick,
    ]);
    expect(code).to.equal(1);
    expect(stderr).to.contain('directive "$.definitions.Nobody": where finds nothing');
    expect((await readAll(output)).size).to.equal(0);
  });

  for (const { what, from, to, message } of brokenDocuments()) {
    it(`refuses ${what} and writes nothing`, async () => {
      const swagger = join(folder, "swagger");
      await cp(join(root, "swagger"), swagger, { recursive: true });
      const document = join(swagger, "specification/2024-11-30/ManagedIdentity.json");
      const text = await readFile(document, "utf8");
      expect(text).to.match(from);
      await writeFile(document, text.replace(from, to));
      const output = join(folder, "output");
      const args = ["--swagger", join(swagger, "README.md"), "--output", output, ...quick];
      const { code, stderr } = await run("generate.ts", args);
      expect(code).to.equal(1);
      expect(stderr).to.match(message);
      expect((await readAll(output)).size).to.equal(0);
    });
  }
});

interface BrokenDocument {
  readonly what: string;
  readonly from: RegExp;
  readonly to: string;
  readonly message: RegExp;
}

function brokenDocuments(): readonly BrokenDocument[] {
  return [
    {
      what: "a reference that points nowhere",
      from: /#\/definitions\/SystemAssignedIdentity"/,
      to: '#/definitions/Nobody"',
      message:
        /ManagedIdentity\.json:\d+:\d+[\s\S]*Nobody|Nobody[\s\S]*ManagedIdentity\.json:\d+:\d+/,
    },
    {
      what: "broken JSON",
      from: /"swagger": "2.0",/,
      to: '"swagger": "2.0"',
      message: /ManagedIdentity\.json:\d+:\d+/,
    },
    {
      what: "a construct the emitter does not support",
      from: /"x-ms-skip-url-encoding": true/,
      to: '"x-ms-skip-url-encoding": true, "x-ms-new-thing": true',
      message:
        /ManagedIdentity\.json cannot be emitted:\nSystemAssignedIdentities_GetByScope: parameter 'scope': 'x-ms-new-thing' is not supported/,
    },
    {
      what: "an example that is not there",
      from: /examples\/IdentityGet\.json/,
      to: "examples/Nothing.json",
      message:
        /UserAssignedIdentities_Get: example 'IdentityGet': there is no file '.*Nothing\.json'/,
    },
    {
      what: "a document of another API version",
      from: /"version": "2024-11-30"/,
      to: '"version": "2024-12-01"',
      message: /v2024-11-30 has the API version 2024-12-01/,
    },
  ];
}

/** A copy of the documents with one directive more; answers the path of its configuration. */
async function withDirective(folder: string, where: string, transform: string): Promise<string> {
  const swagger = join(folder, "swagger");
  await cp(join(root, "swagger"), swagger, { recursive: true });
  const readme = join(swagger, "README.md");
  const directive = { directive: [{ from: "ManagedIdentity.json", where, transform }] };
  await appendFile(readme, `\n\`\`\`yaml\n${JSON.stringify(directive)}\n\`\`\`\n`);
  return readme;
}

async function copyGenerated(target: string): Promise<void> {
  for (const generated of generatedFolders) {
    await cp(join(root, generated), join(target, generated), { recursive: true });
  }
}

async function readAll(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = (
    await Promise.all(generatedFolders.map((generated) => listFiles(folder, generated)))
  ).flat();
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [
        path,
        await readFile(join(folder, path), "utf8"),
      ]),
    ),
  );
}

function run(
  script: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ["--import", "tsx", join(root, "scripts", script), ...args],
      { cwd: root },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}
