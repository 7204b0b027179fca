import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import {
  asObject,
  isObject,
  objectsOf,
  operationsOf,
  readObject,
  serviceDocuments,
  type JsonObject,
} from "./documents.js";

/** The segment of a resource id after which the value of a path parameter stands. */
const collections = {
  subscriptionId: "subscriptions",
  resourceGroupName: "resourcegroups",
  resourceName: "userAssignedIdentities",
  federatedIdentityCredentialResourceName: "federatedIdentityCredentials",
};

/** The resources in an example's answers: that of the body, or those of its list. Registered operations have no id. */
function answeredResources(example: JsonObject): JsonObject[] {
  return objectsOf(example.responses).flatMap(([, { body }]) => {
    const items = isObject(body) ? (Array.isArray(body.value) ? body.value : [body]) : [];
    return items.map((item) => asObject(item)).filter((item) => "id" in item);
  });
}

/** What stands after a segment of a resource id. */
function segmentAfter(id: string, segment: string): string | undefined {
  const segments = id.split("/");
  return segments[segments.indexOf(segment) + 1];
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
        const version = String(asObject(document.info).version);
        expect(parameters["api-version"]).to.equal(version);
        const documented = Object.keys(asObject(operation.value.responses));
        const success = documented.filter((status) => status !== "default");
        expect(Object.keys(asObject(example.responses))).to.have.members(success);
        for (const [, { body }] of objectsOf(example.responses)) {
          if (!isObject(body) || body.nextLink === undefined) continue;
          expect(body.nextLink).to.include(`?api-version=${version}&`);
        }
      });

      it(`${name}/${path.basename(exampleFile)} answers what it asks for`, () => {
        // The one list whose items are not the service's own resources, and are spelled differently.
        const check = operation.id.endsWith("_ListAssociatedResources") ? isResource : isAskedFor;
        for (const resource of answeredResources(example)) check(resource, parameters);
      });
    }
  }
});

function isAskedFor(resource: JsonObject, parameters: JsonObject): void {
  const id = String(resource.id);
  expect(id).to.match(/^\/subscriptions\/[^/]+\/resourcegroups\//);
  expect(id.split("/").at(-1)).to.equal(resource.name);
  for (const [parameter, collection] of Object.entries(collections)) {
    if (!(parameter in parameters)) continue;
    expect(segmentAfter(id, collection)).to.equal(parameters[parameter]);
  }
  if ("scope" in parameters) {
    expect(id.toLowerCase()).to.equal(`/${String(parameters.scope)}`.toLowerCase());
  }
}

function isResource(resource: JsonObject): void {
  const id = String(resource.id);
  expect(id.split("/").at(-1)).to.equal(resource.name);
  expect(segmentAfter(id, "subscriptions")).to.equal(resource.subscriptionId);
  expect(segmentAfter(id, "resourceGroups")?.toLowerCase()).to.equal(resource.resourceGroup);
  const type = id.split("/providers/")[1]?.split("/").slice(0, 2).join("/").toLowerCase();
  expect(resource.type).to.equal(type);
}
