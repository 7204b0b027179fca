// A link from one document of the repository to another leads somewhere.

import { expect } from "chai";
import { stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { allDocuments, anchorsOf, linksOf, root, type Document } from "./markdown.js";

const documents = await allDocuments();

describe("the links of the documents", () => {
  it("are looked for in all of them", () => {
    expect(documents.map(({ path }) => path)).to.include.members([
      "README.md",
      "SECURITY.md",
      "docs/migrating-from-arm-msi.md",
      "emulator/README.md",
      "src/customizations/README.md",
      "swagger/README.md",
    ]);
    expect(documents.filter(({ path }) => path.includes("node_modules"))).to.deep.equal([]);
  });

  for (const document of documents.filter((candidate) => linksOf(candidate).length > 0)) {
    it(`lead to files and headings that exist: ${document.path}`, async () => {
      expect(await brokenLinksOf(document)).to.deep.equal([]);
    });
  }

  it("are reported with their line if they lead nowhere", async () => {
    const text = [
      "# One",
      "[good](docs/example.md), [good](#one), [good](README.md#contributing)",
      "[missing](docs/no-such-file.md)",
      "```md",
      "[not a link](nowhere.md)",
      "```",
      "[missing](#two) and `[not a link](nowhere.md)`",
      "[missing](../README.md#no-such-heading)",
      "[named]: nowhere.md",
    ].join("\n");
    expect(await brokenLinksOf({ path: "docs/example.md", text: text })).to.deep.equal([
      "docs/example.md:2: docs/example.md",
      "docs/example.md:2: README.md#contributing",
      "docs/example.md:3: docs/no-such-file.md",
      "docs/example.md:7: #two",
      "docs/example.md:8: ../README.md#no-such-heading",
      "docs/example.md:9: nowhere.md",
    ]);
  });
});

async function brokenLinksOf(document: Document): Promise<string[]> {
  const broken: string[] = [];
  for (const { line, target } of linksOf(document)) {
    if (!(await leadsSomewhere(document, target))) {
      broken.push(`${document.path}:${line}: ${target}`);
    }
  }
  return broken;
}

async function leadsSomewhere(document: Document, target: string): Promise<boolean> {
  const [file = "", anchor] = target.split("#");
  const path =
    file === "" ? document.path : relative(root, join(root, dirname(document.path), file));
  if (file !== "" && !(await exists(path))) {
    return false;
  }
  if (anchor === undefined) {
    return true;
  }
  const found = file === "" ? document : documents.find((candidate) => candidate.path === path);
  return found !== undefined && anchorsOf(found).has(anchor);
}

function exists(path: string): Promise<boolean> {
  return stat(join(root, path)).then(
    () => true,
    () => false,
  );
}
