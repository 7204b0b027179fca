/** The part of JSONPath that directives use. */

import { expect } from "chai";
import { matchesAnything } from "./jsonPath.js";

const document = {
  definitions: { "A.b": { properties: { id: { type: "string" } } } },
  list: [{ name: "one" }, { name: "two" }],
};

describe("where of a directive", () => {
  for (const path of [
    "$",
    "$.definitions",
    '$.definitions["A.b"].properties.id',
    "$.definitions.*.properties",
    "$..id.type",
    "$..*",
    "$.list[1]",
    "$.list[*].name",
    "$.list[?(@.name == 'two')]",
    '$.list[?(@.name === "one")]',
  ]) {
    it(`finds ${path}`, () => {
      expect(matchesAnything(path, document)).to.equal(true);
    });
  }

  for (const path of [
    "$.nothing",
    "$.definitions.A",
    "$..nothing",
    "$.list[2]",
    "$.list[?(@.name == 'three')]",
    "$.list.name",
    "$.toString",
  ]) {
    it(`finds nothing for ${path}`, () => {
      expect(matchesAnything(path, document)).to.equal(false);
    });
  }

  for (const path of ["", "definitions", "$.list[?(@.name)]", "$.list[0:1]", "$.a b"]) {
    it(`does not claim to read ${JSON.stringify(path)}`, () => {
      expect(matchesAnything(path, document)).to.equal(undefined);
    });
  }
});
