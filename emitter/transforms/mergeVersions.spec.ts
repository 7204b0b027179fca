/** One client model from several API versions. */

import { expect } from "chai";
import type {
  Body,
  ClientModel,
  Model,
  Operation,
  Property,
  TypeReference,
} from "../clientModel.js";
import { findModel, ownMembers, type Member } from "../flattening.js";
import { limitedBodyMembers } from "../limits.js";
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

  it("takes name and text from the newest version", () => {
    const { client: result, messages } = merged(
      client("2020-01-01", [], [property("size", { description: "Old." })]),
      client("2021-01-01", [], [property("size", { name: "extent", description: "New." })]),
    );
    expect(messages).to.deep.equal([]);
    expect(properties(result)).to.have.lengthOf(1);
    expect(properties(result)[0]).to.include({ name: "extent", description: "New." });
  });

  it("refuses versions that differ in a member's type", () => {
    const { messages } = merged(
      client("2020-01-01", [], [property("size")]),
      client("2021-01-01", [], [property("size", { type: { kind: "number" } })]),
    );
    expect(messages).to.deep.equal(["Widget.size: 2020-01-01 and 2021-01-01 differ in its type"]);
  });

  it("refuses members that only all versions together bring under one name", () => {
    const { messages } = merged(
      client("2020-01-01", [], [property("size", { name: "extent" })]),
      client("2021-01-01", [], [property("scale", { name: "extent" })]),
    );
    expect(messages).to.deep.equal(["Widget.size: there is already a member 'extent'"]);
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

  it("refuses an enum that is open in one version and closed in another", () => {
    const enumOf = (extensible: boolean): ClientModel["enums"] => [
      { name: "Color", description: "", extensible, values: [] },
    ];
    const { messages } = merged(
      { ...client("2020-01-01", [], []), enums: enumOf(true) },
      { ...client("2021-01-01", [], []), enums: enumOf(false) },
    );
    expect(messages).to.deep.equal(["Color: API versions differ in x-ms-enum.modelAsString"]);
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

  describe("of what a caller can set", () => {
    it("accepts the same uses in another order, or written out", () => {
      const { messages } = merged(
        client("2020-01-01", [], [property("a", { mutability: ["update", "read", "create"] })]),
        client("2021-01-01", [], [property("a")]),
        client("2022-01-01", [], [property("a", { mutability: ["read", "create", "update"] })]),
      );
      expect(messages).to.deep.equal([]);
    });

    it("refuses a member that is read-only in one version only", () => {
      const { messages } = merged(
        client("2020-01-01", [], [property("a", { readOnly: true })]),
        client("2021-01-01", [], [property("a")]),
      );
      expect(messages).to.deep.equal([
        "Widget.a: API versions differ in its use " +
          "(read in 2020-01-01; read/create/update in 2021-01-01, all of them together)",
      ]);
    });

    it("refuses a member that can be changed in one version only", () => {
      const { messages } = merged(
        client("2020-01-01", [], [property("a", { mutability: ["read", "create"] })]),
        client("2021-01-01", [], [property("a")]),
      );
      expect(messages).to.have.lengthOf(1);
      expect(messages[0]).to.contain("Widget.a: API versions differ in its use (read/create in");
    });

    it("accepts that the container is read-only instead of the members in it", () => {
      const { client: result, messages } = merged(
        flattening("2020-01-01", { readOnly: true }, [
          property("id2"),
          property("scope", { mutability: ["read", "create", "update"] }),
        ]),
        flattening("2021-01-01", {}, [property("id2", { readOnly: true }), property("scope")]),
      );
      expect(messages).to.deep.equal([]);
      expect(
        flatMembers(result).map(({ name, readOnly, inProperties }) => [
          name,
          readOnly,
          inProperties,
        ]),
      ).to.deep.equal([
        ["id2", true, true],
        ["scope", false, true],
      ]);
    });

    it("refuses a flattened member that its container makes read-only in one version only", () => {
      const { messages } = merged(
        flattening("2020-01-01", { readOnly: true }, [property("size")]),
        flattening("2021-01-01", {}, [property("size")]),
      );
      expect(messages).to.deep.equal([
        "Widget.properties.size: API versions differ in its use " +
          "(read in 2020-01-01; read/create/update in 2021-01-01, all of them together)",
      ]);
    });

    it("refuses a member that only the newest container makes settable", () => {
      const { messages } = merged(
        flattening("2020-01-01", { readOnly: true }, [property("old")]),
        flattening("2021-01-01", {}, []),
      );
      expect(messages).to.deep.equal([
        "Widget.properties.old: API versions differ in its use " +
          "(read in 2020-01-01; read/create/update in all of them together)",
      ]);
    });
  });

  describe("of what only some versions have", () => {
    const put = { ...operation("Widgets_Put"), body: body("Widget") };

    it("knows the limited members of a body, inherited and flattened ones included", () => {
      const widget = (version: string, inherited: readonly Property[], inside: Partial<Property>) =>
        client(
          version,
          [put],
          [property("size"), property("properties", { ...nested("Inside"), flatten: true })],
          [
            { name: "Base", description: "", parents: [], properties: inherited },
            {
              name: "Inside",
              description: "",
              parents: [],
              properties: [property("scope", inside)],
            },
          ],
          ["Base"],
        );
      const { client: result, messages } = merged(
        client(
          "2020-01-01",
          [put],
          [property("size")],
          [{ name: "Base", description: "", parents: [], properties: [] }],
          ["Base"],
        ),
        widget("2021-01-01", [property("note"), property("stamp", { readOnly: true })], {}),
        widget("2022-01-01", [property("note"), property("stamp", { readOnly: true })], {}),
      );
      expect(messages).to.deep.equal([]);
      expect(
        limitedBodyMembers(result, findModel(result, "Widget")).map(({ name, versions }) => [
          name,
          versions,
        ]),
      ).to.deep.equal([
        ["note", ["2021-01-01", "2022-01-01"]],
        ["scope", ["2021-01-01", "2022-01-01"]],
      ]);
    });

    it("has no limited members where every version that sends the body has them", () => {
      const { client: result, messages } = merged(
        client("2020-01-01", [], [property("size")]),
        client("2021-01-01", [put], [property("size"), property("scope")]),
      );
      expect(messages).to.deep.equal([]);
      expect(limitedBodyMembers(result, findModel(result, "Widget"))).to.deep.equal([]);
    });

    for (const { kind, type } of [
      { kind: "an object", type: nested("Rules").type },
      { kind: "an array", type: { kind: "array", item: nested("Rules").type } as const },
      { kind: "a dictionary", type: { kind: "dictionary", value: nested("Rules").type } as const },
    ]) {
      it(`refuses a member inside ${kind} of a body that an older version lacks`, () => {
        const { messages } = merged(
          holding("2020-01-01", put, type, [property("kinds")]),
          holding("2021-01-01", put, type, [property("kinds"), property("strict")]),
        );
        expect(messages).to.deep.equal([
          "Rules.strict: API version 2020-01-01 does not know it; " +
            "only the members of a body itself can depend on the version",
        ]);
      });
    }

    it("accepts a member inside another that is as new as itself, or that only the service sets", () => {
      const { type } = nested("Rules");
      const { messages } = merged(
        client("2020-01-01", [put], [property("size")]),
        holding("2021-01-01", put, type, [property("kinds")]),
        holding("2022-01-01", put, type, [
          property("kinds"),
          property("strict", { readOnly: true }),
        ]),
      );
      expect(messages).to.deep.equal([]);
    });
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
  others: readonly Model[] = [],
  parents: readonly string[] = [],
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
        parents,
        properties: members.map((one) => ({ ...one, versions: [version] })),
      },
      ...others.map((model) => ({
        ...model,
        properties: model.properties.map((one) => ({ ...one, versions: [version] })),
      })),
    ],
    enums: [],
  };
}

/** A version whose `Widget` has nothing but a flattened `properties`. */
function flattening(
  version: string,
  container: Partial<Property>,
  members: readonly Property[],
): ClientModel {
  return client(
    version,
    [],
    [property("properties", { ...nested("Inside"), flatten: true, ...container })],
    [{ name: "Inside", description: "", parents: [], properties: members }],
  );
}

function flatMembers(result: ClientModel): readonly Member[] {
  return ownMembers(result, findModel(result, "Widget"));
}

/** A version that sends a `Widget` with `rules`, which are or hold the model `Rules`. */
function holding(
  version: string,
  put: Operation,
  type: TypeReference,
  members: readonly Property[],
): ClientModel {
  return client(
    version,
    [put],
    [property("size"), property("rules", { type })],
    [{ name: "Rules", description: "", parents: [], properties: members }],
  );
}

function nested(name: string): Pick<Property, "type"> {
  return { type: { kind: "model", name } };
}

function body(model: string): Body {
  return { name: "parameters", description: "", model };
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
    examples: [],
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
