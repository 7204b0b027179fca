/** The scenario pages: each shows a document and, exactly, what is emitted for it. */

import { expect } from "chai";
import { runScenarios, type ScenarioOutcome } from "./runScenarios.js";
import { readPages, rewritePage } from "./scenarioPage.js";
import { typeErrors } from "./typeCheck.js";

const pages = await readPages();
const update = process.env["UPDATE_SCENARIOS"] === "1";

describe("scenario pages", function () {
  this.timeout(120_000);
  let outcomes: ReadonlyMap<string, ScenarioOutcome>;

  before(async () => {
    outcomes = await runScenarios(pages);
    if (update) {
      for (const page of pages) {
        await rewritePage(page, (target) => actualText(outcomes.get(page.name), target));
      }
    }
  });

  for (const page of pages) {
    it(`emits what ${page.name}.md shows`, () => {
      const outcome = outcomes.get(page.name);
      if (update) {
        // The page has just been written from this outcome; comparing with what it was says nothing.
        return;
      }
      for (const { target, text } of page.expected) {
        expect(actualText(outcome, target), target).to.equal(text);
      }
    });
  }

  it("emits TypeScript that compiles", () => {
    const emitted = [...outcomes].flatMap(([name, outcome]) =>
      "files" in outcome ? [{ name, files: outcome.files }] : [],
    );
    expect(emitted.length).to.be.greaterThan(10);
    expect(typeErrors(emitted)).to.deep.equal([]);
  });
});

/** A file without its header, which is the same everywhere; or the refusal. */
function actualText(outcome: ScenarioOutcome | undefined, target: string): string {
  if (outcome === undefined) {
    return "no outcome\n";
  }
  if ("error" in outcome) {
    return target === "error" ? outcome.error : `refused:\n${outcome.error}`;
  }
  return outcome.files.get(target)?.replace(/^\/\/ Generated from .*\n\n/, "") ?? "not emitted\n";
}
