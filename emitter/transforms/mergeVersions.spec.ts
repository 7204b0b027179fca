/** One client model from several API versions. */

import { expect } from "chai";
import type { ClientModel, Operation, Property } from "../clientModel.js";
import { Problems } from "../problems.js";
import { mergeVersions } from "./mergeVersions.js";

describe("merge of API versions", () => {
  it("leaves a single version as it is", () => {
    const only = client("2020-01-01", [operation("Widgets_Get")], [property("size")]);
    expect(merged(only).client).to.deep.equal(only);
  });

  it("needs at least one version", () => {
    expect(() => mergeVersions([], new Problems())).to.throw("No API version");
  });

  it("knows the versions of operations and properties", () => {
    const { client: result, messages } = merged(
      client("2020-01-01", [operation("Widgets_Get"), operation("Widgets_Old")], [property("old")]),
      client("2021-01-01", [operation("Widgets_Get")], [property("size")]),
      client("2022-01-01", [operation("Widgets_Get")], [property("size")]),
    );
    expect(messages).to.deep.equal([]);
    expect(result.apiVersions).to.deep.equal(["2020-01-01", "2021-01-01", "2022-01-01"]);
    expect(result.groups[0]?.operations.map(({ id, versions }) => [id, versions])).to.deep.equal([
      ["Widgets_Get", ["2020-01-01", "2021-01-01", "2022-01-01"]],
      ["Widgets_Old", ["2020-01-01"]],
    ]);
    expect(properties(result).map(({ name, versions }) => [name, versions])).to.deep.equal([
      ["size", ["2021-01-01", "2022-01-01"]],
      ["old", ["2020-01-01"]],
    ]);
  });

  it("takes type, name and text from the newest version", () => {
    const { client: result } = merged(
      client("2020-01-01", [], [property("size", { description: "Old." })]),
      client(
        "2021-01-01",
        [],
        [property("size", { name: "extent", description: "New.", type: { kind: "number" } })],
      ),
    );
    expect(properties(result)).to.have.lengthOf(1);
    expect(properties(result)[0]).to.include({ name: "extent", description: "New." });
    expect(properties(result)[0]?.type).to.deep.equal({ kind: "number" });
  });

  it("requires a property only if every version that has it does", () => {
    const { client: result } = merged(
      client("2020-01-01", [], [property("a", { required: true })]),
      client(
        "2021-01-01",
        [],
        [property("a", { required: false }), property("b", { required: true })],
      ),
      client("2022-01-01", [], [property("a", { required: true })]),
    );
    expect(properties(result).map(({ name, required }) => [name, required])).to.deep.equal([
      ["a", false],
      ["b", true],
    ]);
  });

  it("brings together the values of an enum", () => {
    const enumOf = (values: readonly string[]): ClientModel["enums"] => [
      {
        name: "Color",
        description: "",
        extensible: true,
        values: values.map((value) => ({ name: value, value, description: "" })),
      },
    ];
    const { client: result } = merged(
      { ...client("2020-01-01", [], []), enums: enumOf(["Red", "Blue"]) },
      { ...client("2021-01-01", [], []), enums: enumOf(["Green", "Red"]) },
    );
    expect(result.enums[0]?.values.map(({ value }) => value)).to.deep.equal([
      "Green",
      "Red",
      "Blue",
    ]);
  });

  const conflicts: readonly [string, Partial<Operation>][] = [
    ["the method", { verb: "POST" }],
    ["the path", { segments: ["gadgets"] }],
    ["the body", { body: { name: "parameters", description: "", model: "Widget" } }],
    ["the result", { responses: [{ status: 200 }] }],
    ["how it is paged", { paging: { itemsName: "value", itemModel: "Widget" } }],
    ["how it is long-running", { longRunning: {} }],
  ];
  for (const [what, change] of conflicts) {
    it(`refuses versions that differ in ${what}`, () => {
      const { messages } = merged(
        client("2020-01-01", [{ ...operation("Widgets_Get"), ...change }], []),
        client("2021-01-01", [operation("Widgets_Get")], []),
      );
      expect(messages).to.deep.equal([`Widgets_Get: 2020-01-01 and 2021-01-01 differ in ${what}`]);
    });
  }

  it("refuses versions that differ in flattening, inheritance or service", () => {
    const old = client("2020-01-01", [], [property("properties", { flatten: true })]);
    const { messages } = merged(
      {
        ...old,
        title: "OtherClient",
        models: old.models.map((model) => ({ ...model, parents: ["Base"] })),
      },
      client("2021-01-01", [], [property("properties")]),
    );
    expect(messages).to.deep.equal([
      "2020-01-01: another service (OtherClient, Microsoft.Widgets)",
      "Widget: API versions differ in what it inherits from",
      "Widget.properties: API versions differ in x-ms-client-flatten",
    ]);
  });
});

function merged(...clients: readonly ClientModel[]): {
  client: ClientModel;
  messages: readonly string[];
} {
  const problems = new Problems();
  const result = mergeVersions(clients, problems);
  return { client: result, messages: problems.messages };
}

function properties(result: ClientModel): readonly Property[] {
  return result.models[0]?.properties ?? [];
}

function client(
  version: string,
  operations: readonly Operation[],
  members: readonly Property[],
): ClientModel {
  return {
    title: "WidgetsClient",
    provider: "Microsoft.Widgets",
    apiVersions: [version],
    groups: [
      {
        name: "widgets",
        typeName: "Widgets",
        operations: operations.map((one) => ({ ...one, versions: [version] })),
      },
    ],
    models: [
      {
        name: "Widget",
        description: "",
        parents: [],
        properties: members.map((one) => ({ ...one, versions: [version] })),
      },
    ],
    enums: [],
  };
}

function operation(id: string): Operation {
  return {
    id,
    name: id.split("_")[1]?.toLowerCase() ?? "",
    typeName: id.replace("_", ""),
    description: "",
    verb: "GET",
    segments: ["widgets"],
    parameters: [],
    responses: [{ status: 200, model: "Widget" }],
    versions: [],
  };
}

function property(wireName: string, more: Partial<Property> = {}): Property {
  return {
    name: wireName,
    wireName,
    description: "",
    type: { kind: "string" },
    required: false,
    readOnly: false,
    flatten: false,
    versions: [],
    ...more,
  };
}
