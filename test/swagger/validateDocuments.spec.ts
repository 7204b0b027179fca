import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import {
  asObject,
  readObject,
  serviceDocuments,
  specificationFolder,
  type JsonObject,
} from "./documents.js";

type OavCommand = "validate-spec" | "validate-example";

const oavCommandLine = createRequire(import.meta.url).resolve("oav/dist/cli.js");
const offline = fileURLToPath(new URL("../../scripts/oavOffline.cjs", import.meta.url));

describe("oav", function () {
  this.timeout(30_000); // Each test starts a process.

  let temporary: string;
  before(() => {
    temporary = mkdtempSync(path.join(tmpdir(), "oav-"));
  });
  after(() => {
    rmSync(temporary, { recursive: true, force: true });
  });

  function oav(
    command: OavCommand,
    document: string,
  ): Promise<{ exitCode: number; output: string }> {
    return new Promise((resolve) => {
      // oav writes its log below the home folder; two runs at once fall over each other's.
      const home = mkdtempSync(path.join(temporary, "home-"));
      const child = execFile(
        process.execPath,
        ["--require", offline, oavCommandLine, command, document, "--logLevel", "error"],
        { env: { ...process.env, HOME: home, USERPROFILE: home } },
        (_error, stdout, stderr) => {
          resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr });
        },
      );
    });
  }

  for (const { name, file } of serviceDocuments()) {
    it(`accepts the document and the examples of ${name}`, async () => {
      const results = await Promise.all([
        oav("validate-spec", file),
        oav("validate-example", file),
      ]);
      for (const { exitCode, output } of results) expect(exitCode, output).to.equal(0);
    });
  }

  describe("given a fault", () => {
    /** Changes one file of a version in a copy of the specification, and gives the copied document. */
    function planted(
      file: string,
      change: (content: JsonObject) => void,
      version = "2024-11-30",
    ): string {
      const copy = mkdtempSync(path.join(temporary, "specification-"));
      cpSync(specificationFolder, copy, { recursive: true });
      const faulty = path.join(copy, version, file);
      const content = readObject(faulty);
      change(content);
      writeFileSync(faulty, JSON.stringify(content, null, 2));
      return path.join(copy, version, "ManagedIdentity.json");
    }

    it("names the example whose answer lacks a required member", async () => {
      const document = planted("examples/FederatedIdentityCredentialCreate.json", (example) => {
        const answer = asObject(asObject(example.responses)["201"]);
        delete asObject(asObject(answer.body).properties).subject;
      });
      const { exitCode, output } = await oav("validate-example", document);
      expect(exitCode, output).to.equal(1);
      expect(output)
        .to.include("Missing required property: subject")
        .and.include("FederatedIdentityCredentialCreate.json");
    });

    it("names the example whose request has a member of the wrong type", async () => {
      const document = planted("examples/IdentityCreate.json", (example) => {
        asObject(asObject(example.parameters).parameters).location = 7;
      });
      const { exitCode, output } = await oav("validate-example", document);
      expect(exitCode, output).to.equal(1);
      expect(output).to.include("Expected type string").and.include("IdentityCreate.json");
    });

    it("names the example whose answer has a member of a later version", async () => {
      const add = (example: JsonObject): void => {
        const answer = asObject(asObject(example.responses)["200"]);
        asObject(asObject(answer.body).properties).isolationScope = "None";
      };
      const document = planted("examples/IdentityGet.json", add, "2023-07-31-preview");
      const { exitCode, output } = await oav("validate-example", document);
      expect(exitCode, output).to.equal(1);
      expect(output)
        .to.include("Additional properties not allowed: isolationScope")
        .and.include("IdentityGet.json");
    });

    it("names the definition of an unknown type", async () => {
      const document = planted("ManagedIdentity.json", (content) => {
        asObject(asObject(content.definitions).Identity).type = "objekt";
      });
      const { exitCode, output } = await oav("validate-spec", document);
      expect(exitCode, output).to.equal(1);
      expect(output).to.include("objekt").and.include(".definitions['Identity'].type");
    });

    it("refuses to fetch a document", async () => {
      const address = "https://example.invalid/ManagedIdentity.json";
      const { exitCode, output } = await oav("validate-spec", address);
      expect(exitCode, output).to.equal(1);
      expect(output).to.include(`oav asked for ${address}, but nothing is fetched in this run.`);
    });
  });
});
