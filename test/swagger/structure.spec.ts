import { fileURLToPath } from "node:url";

import { expect } from "chai";

import {
  asObject,
  commonTypesDocuments,
  readObject,
  serviceDocuments,
  type JsonObject,
} from "./documents.js";
import { differences, fingerprint, type Fingerprint } from "./fingerprint.js";

/** The fingerprint of an official document and where that document was published. */
interface OfficialStructure extends Fingerprint {
  readonly source: {
    readonly repository: string;
    readonly path: string;
    readonly commit: string;
    readonly note?: string;
  };
}

const officialStructures = readObject(
  fileURLToPath(new URL("officialStructure.json", import.meta.url)),
) as unknown as Readonly<Record<string, OfficialStructure>>;

const documents = [...serviceDocuments(), ...commonTypesDocuments()];

describe("the structure of the documents", () => {
  it("is recorded for exactly the documents that exist", () => {
    const names = documents.map(({ name }) => name);
    expect(Object.keys(officialStructures)).to.have.members(names);
    expect(names).to.deep.equal([
      "2018-11-30",
      "2021-09-30-preview",
      "2022-01-31-preview",
      "2023-01-31",
      "2023-07-31-preview",
      "2024-11-30",
      "2025-01-31-preview",
      "2025-05-31-preview",
      "2026-05-31",
      "common-types/v1",
      "common-types/v4",
      "common-types/v5",
    ]);
  });

  for (const { name, file } of documents) {
    it(`is the official one in ${name}`, () => {
      const official = officialStructures[name];
      if (official === undefined) throw new Error(`officialStructure.json has no entry "${name}".`);
      const lines = differences(fingerprint(readObject(file)), official);
      const { repository, path: officialPath, commit } = official.source;
      expect(lines, `Compared with ${repository}, ${officialPath} (${commit})`).to.deep.equal([]);
    });
  }
});

describe("fingerprint", () => {
  const sample = serviceDocuments().find(({ name }) => name === "2024-11-30");
  if (sample === undefined) throw new Error("The document to try the fingerprint on is missing.");
  const official = fingerprint(readObject(sample.file));

  function changed(change: (document: JsonObject) => void): string[] {
    const document = readObject(sample!.file);
    change(document);
    return differences(fingerprint(document), official);
  }
  const definition = (document: JsonObject, name: string): JsonObject =>
    asObject(asObject(document.definitions)[name]);

  it("takes no notice of words", () => {
    const lines = changed((document) => {
      asObject(document.info).description = "Other words.";
      definition(document, "Identity").description = "Other words.";
      definition(document, "OperationDisplay").title = "Other words.";
      definition(document, "IsolationScope").summary = "Other words.";
    });
    expect(lines).to.deep.equal([]);
  });

  it("takes no notice of the order of keywords", () => {
    const lines = changed((document) => {
      const definitions = asObject(document.definitions);
      const reversed = Object.entries(asObject(definitions.Identity)).reverse();
      definitions.Identity = Object.fromEntries(reversed);
    });
    expect(lines).to.deep.equal([]);
  });

  it("names a definition with another format", () => {
    const lines = changed((document) => {
      definition(document, "Azure.Core.uuid").format = "guid";
    });
    expect(lines).to.deep.equal(["definitions/Azure.Core.uuid differs"]);
  });

  it("names a definition that lost its title", () => {
    const lines = changed((document) => {
      delete definition(document, "Operation").title;
    });
    expect(lines).to.deep.equal(["definitions/Operation differs"]);
  });

  it("tells a property called description from a description", () => {
    const lines = changed((document) => {
      delete asObject(definition(document, "OperationDisplay").properties).description;
    });
    expect(lines).to.deep.equal(["definitions/OperationDisplay differs"]);
  });

  it("names an operation whose parameters stand in another order", () => {
    const lines = changed((document) => {
      const item = asObject(
        asObject(document.paths)["/{scope}/providers/Microsoft.ManagedIdentity/identities/default"],
      );
      (asObject(item.get).parameters as unknown[]).reverse();
    });
    expect(lines).to.deep.equal([
      "GET /{scope}/providers/Microsoft.ManagedIdentity/identities/default differs",
    ]);
  });

  it("sees another client name", () => {
    const lines = changed((document) => {
      asObject(document.info).title = "Other";
    });
    expect(lines).to.deep.equal(["info differs"]);
  });

  it("names what is missing and what is too much", () => {
    const lines = changed((document) => {
      const definitions = asObject(document.definitions);
      definitions.Extra = { type: "object" };
      delete definitions.CloudError;
    });
    expect(lines).to.deep.equal([
      "definitions/CloudError is missing",
      "definitions/Extra is not in the official document",
    ]);
  });

  it("sees another order of definitions", () => {
    const lines = changed((document) => {
      const reversed = Object.entries(asObject(document.definitions)).reverse();
      document.definitions = Object.fromEntries(reversed);
    });
    expect(lines).to.deep.equal([
      "the order of paths, operations, definitions or parameters differs",
    ]);
  });

  it("takes the two paths to common types for one", () => {
    const at = (folder: string): Fingerprint =>
      fingerprint({ definitions: { A: { $ref: `${folder}/types.json#/definitions/Resource` } } });
    const ours = at("../common-types/v4");
    const theirs = at("../../../../../../common-types/resource-management/v4");
    expect(differences(ours, theirs)).to.deep.equal([]);
    expect(differences(at("../common-types/v5"), theirs)).to.deep.equal(["definitions/A differs"]);
  });
});
