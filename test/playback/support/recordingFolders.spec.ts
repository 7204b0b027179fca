// Each suite looks after the files in its folder; a folder that no suite has would be looked after by nobody.

import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const suites = fileURLToPath(new URL("../", import.meta.url));
const folder = fileURLToPath(new URL("../../recordings/", import.meta.url));

describe("the folders of recordings", () => {
  it("each have a suite", () => {
    const named = readdirSync(suites)
      .filter((name) => name.endsWith(".spec.ts"))
      .flatMap((name) => [
        ...readFileSync(join(suites, name), "utf8").matchAll(/recordings\("(.+?)"/g),
      ])
      .map(([, suite]) => suite);
    const present = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath }) => parentPath.slice(folder.length).replaceAll("\\", "/"));
    expect([...new Set(present)].sort()).to.deep.equal(named.sort());
  });
});
