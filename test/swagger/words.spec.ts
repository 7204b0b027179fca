import { expect } from "chai";

import {
  commonTypesDocuments,
  objectsOf,
  operationsOf,
  readObject,
  serviceDocuments,
  type JsonObject,
} from "./documents.js";

/** A part of a document that readers see, and its words; none where it has no description. */
type Description = readonly [place: string, words: string | undefined];

const documents = [...serviceDocuments(), ...commonTypesDocuments()];

describe("the words", () => {
  for (const { name, file } of documents) {
    it(`explain every definition, property, operation, parameter and answer of ${name}`, () => {
      const silent = descriptionsOf(readObject(file)).filter(([, words]) => words === undefined);
      expect(silent.map(([place]) => place)).to.deep.equal([]);
    });
  }

  it("are the same in all versions, except where the service changed", () => {
    const wordings = new Map<string, Set<string>>();
    for (const { file } of documents) {
      for (const [place, words = ""] of descriptionsOf(readObject(file))) {
        wordings.set(place, (wordings.get(place) ?? new Set<string>()).add(words));
      }
    }
    const changed = [...wordings].filter(([, words]) => words.size > 1).map(([place]) => place);
    expect(changed).to.have.members([
      "the document",
      // New settings of identities.
      "Identity.properties",
      "IdentityUpdate.properties",
      "UserAssignedIdentities_CreateOrUpdate: parameters",
      // An expression may stand in place of the subject.
      "FederatedIdentityCredential",
      "FederatedIdentityCredentialProperties",
      "FederatedIdentityCredentialProperties.subject",
      "FederatedIdentityCredentials_CreateOrUpdate",
      "FederatedIdentityCredentials_CreateOrUpdate: parameters",
      // 2022-01-31-preview has no pattern.
      "parameter federatedIdentityCredentialResourceName",
      // Versions before 2023-01-31 use it for two lists.
      "parameter $top",
    ]);
  });
});

function descriptionsOf(document: JsonObject): Description[] {
  const info = objectsOf({ info: document.info });
  return [
    ...info.filter(([, value]) => "description" in value).map(described("the document")),
    ...operationsOf(document).flatMap(({ id, value }) => [
      described(id)([id, value]),
      ...(value.parameters as JsonObject[]).filter((p) => !("$ref" in p)).map(parameter(id)),
      ...objectsOf(value.responses).map(([status, response]) =>
        described(status === "default" ? "a failure" : `${id}: ${status}`)([status, response]),
      ),
    ]),
    ...objectsOf(document.parameters).map(([, value]) => parameter("")(value)),
    ...objectsOf(document.definitions).flatMap(([name, schema]) =>
      schemaDescriptions(name, schema),
    ),
  ];
}

function schemaDescriptions(place: string, schema: JsonObject): Description[] {
  return [
    described(place)([place, schema]),
    ...objectsOf(schema.properties).flatMap(([name, property]) =>
      schemaDescriptions(`${place}.${name}`, property),
    ),
  ];
}

/** Shared or inline, a parameter is one thing; only a body differs from operation to operation. */
function parameter(operation: string): (value: JsonObject) => Description {
  return (value) => {
    const name = String(value.name);
    const place = value.in === "body" ? `${operation}: ${name}` : `parameter ${name}`;
    return described(place)([name, value]);
  };
}

function described(place: string): (part: readonly [string, JsonObject]) => Description {
  return ([, { description }]) => [
    place,
    typeof description === "string" && description.trim() !== "" ? description : undefined,
  ];
}
