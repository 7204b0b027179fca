import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import {
  asObject,
  commonTypesDocuments,
  isObject,
  objectsOf,
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
    expect(names).to.include.members(["2024-11-30", "common-types/v4"]);
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
  const [sample] = serviceDocuments();
  if (sample === undefined) throw new Error("There is no document to try the fingerprint on.");
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

/** One operation of a document, with the path it is found under. */
interface Operation {
  readonly id: string;
  readonly path: string;
  readonly value: JsonObject;
}

function operationsOf(document: JsonObject): Operation[] {
  return objectsOf(document.paths).flatMap(([operationPath, item]) =>
    objectsOf(item).map(([, value]) => ({
      id: String(value.operationId),
      path: operationPath,
      value,
    })),
  );
}

/** The segment of a resource id after which the value of a path parameter stands. */
const collections = {
  subscriptionId: "subscriptions",
  resourceGroupName: "resourcegroups",
  resourceName: "userAssignedIdentities",
  federatedIdentityCredentialResourceName: "federatedIdentityCredentials",
};

/** The resources in an example's answers: that of the body, or those of its list. Registered operations have no id. */
function answeredResources(example: JsonObject): { id: string; name: string }[] {
  return objectsOf(example.responses).flatMap(([, { body }]) => {
    const items = isObject(body) ? (Array.isArray(body.value) ? body.value : [body]) : [];
    return items
      .map((item) => asObject(item))
      .filter((item) => "id" in item)
      .map((item) => ({ id: String(item.id), name: String(item.name) }));
  });
}

describe("the examples", () => {
  for (const { name, file } of serviceDocuments()) {
    const document = readObject(file);
    const folder = path.dirname(file);
    const referenced = operationsOf(document).flatMap((operation) =>
      objectsOf(operation.value["x-ms-examples"]).map(([, reference]) => ({
        operation,
        file: path.join(folder, String(reference.$ref)),
      })),
    );

    it(`show every operation of ${name}`, () => {
      const shown = new Set(referenced.map(({ operation }) => operation.id));
      const unshown = operationsOf(document).filter(({ id }) => !shown.has(id));
      expect(unshown.map(({ id }) => id)).to.deep.equal([]);
    });

    it(`are the files of ${name}, no more and no fewer`, () => {
      const files = readdirSync(path.join(folder, "examples")).sort();
      const names = referenced.map((example) => path.basename(example.file)).sort();
      expect(files).to.deep.equal(names);
    });

    // A file that is missing is reported by the test above.
    for (const { operation, file: exampleFile } of referenced.filter((r) => existsSync(r.file))) {
      const example = readObject(exampleFile);
      const parameters = asObject(example.parameters);

      it(`${name}/${path.basename(exampleFile)} belongs to its operation`, () => {
        expect(example).to.have.all.keys("parameters", "responses", "operationId", "title");
        expect(example.operationId).to.equal(operation.id);
        expect(parameters["api-version"]).to.equal(asObject(document.info).version);
        const documented = Object.keys(asObject(operation.value.responses));
        const success = documented.filter((status) => status !== "default");
        expect(Object.keys(asObject(example.responses))).to.have.members(success);
      });

      it(`${name}/${path.basename(exampleFile)} answers what it asks for`, () => {
        for (const { id, name: last } of answeredResources(example)) {
          expect(id).to.match(/^\/subscriptions\/[^/]+\/resourcegroups\//);
          expect(id.split("/").at(-1)).to.equal(last);
          for (const [parameter, collection] of Object.entries(collections)) {
            if (!(parameter in parameters)) continue;
            const segments = id.split("/");
            expect(segments[segments.indexOf(collection) + 1]).to.equal(parameters[parameter]);
          }
          if ("scope" in parameters) {
            expect(id.toLowerCase()).to.equal(`/${String(parameters.scope)}`.toLowerCase());
          }
        }
      });
    }
  }
});

describe("the words", () => {
  /** Definitions and properties that may go without a description: none so far. */
  const undescribed: readonly string[] = [];

  for (const { name, file } of documents) {
    it(`explain every definition and property of ${name}`, () => {
      const silent = objectsOf(readObject(file).definitions).flatMap(([definition, schema]) => [
        ...(isDescribed(schema) ? [] : [definition]),
        ...objectsOf(schema.properties)
          .filter(([, property]) => !isDescribed(property))
          .map(([property]) => `${definition}.${property}`),
      ]);
      expect(silent).to.have.members(undescribed);
    });

    it(`explain every operation, parameter and answer of ${name}`, () => {
      const document = readObject(file);
      const silent = operationsOf(document).flatMap(({ id, value }) => [
        ...(isDescribed(value) ? [] : [id]),
        ...(value.parameters as JsonObject[])
          .filter((parameter) => !("$ref" in parameter) && !isDescribed(parameter))
          .map((parameter) => `${id}: ${String(parameter.name)}`),
        ...objectsOf(value.responses)
          .filter(([, response]) => !isDescribed(response))
          .map(([status]) => `${id}: ${status}`),
      ]);
      const shared = objectsOf(document.parameters).filter(([, value]) => !isDescribed(value));
      expect([...silent, ...shared.map(([parameter]) => parameter)]).to.deep.equal([]);
    });
  }
});

function isDescribed(part: JsonObject): boolean {
  return typeof part.description === "string" && part.description.trim() !== "";
}
