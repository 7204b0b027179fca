/** Runs the real AutoRest pipeline over all scenario pages, in two processes at a time. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatTypeScript } from "../../scripts/formatTypeScript.js";
import { runAutoRest } from "../../scripts/runAutoRest.js";
import { allFiles } from "../generators/allFiles.js";
import type { EmitterResult } from "../options.js";
import type { ScenarioPage } from "./scenarioPage.js";

/** What a page came to: the emitted files by path, or the refusal. */
export type ScenarioOutcome =
  { readonly files: ReadonlyMap<string, string> } | { readonly error: string };

/** Runs all pages. */
export async function runScenarios(
  pages: readonly ScenarioPage[],
): Promise<ReadonlyMap<string, ScenarioOutcome>> {
  const folder = await mkdtemp(join(tmpdir(), "scenarios-"));
  try {
    const middle = Math.ceil(pages.length / 2);
    const halves = [pages.slice(0, middle), pages.slice(middle)];
    const outcomes = await Promise.all(
      halves.map((half, index) => runBatch(half, join(folder, String(index)))),
    );
    return new Map(outcomes.flat());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runBatch(
  pages: readonly ScenarioPage[],
  folder: string,
): Promise<readonly [string, ScenarioOutcome][]> {
  await mkdir(folder);
  for (const { name, fragment } of pages) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify({ ...frame, ...fragment }));
  }
  const readme = join(folder, "README.md");
  await writeFile(readme, configuration(pages.map(({ name }) => name)));
  const results = await runAutoRest({
    readme,
    // A refusal must not end the batch.
    args: ["--client-model.problems=collect"],
    tags: pages.map(({ name }) => name),
  });
  return Promise.all(
    results.map(async (result, index): Promise<[string, ScenarioOutcome]> => [
      pages[index]?.name ?? "",
      await toOutcome(result),
    ]),
  );
}

const apiVersion = "2024-11-30";

/** What every document has and no page repeats. */
const frame = {
  swagger: "2.0",
  info: { title: "ManagedServiceIdentityClient", version: apiVersion },
  host: "management.azure.com",
  schemes: ["https"],
  consumes: ["application/json"],
  produces: ["application/json"],
  parameters: {
    SubscriptionId: {
      name: "subscriptionId",
      in: "path",
      required: true,
      type: "string",
      description: "Id of the subscription.",
    },
  },
};

function configuration(names: readonly string[]): string {
  const blocks = names.map(
    (name) => `\`\`\`yaml $(tag) == '${name}'\ninput-file: ${name}.json\n\`\`\``,
  );
  const batch = `\`\`\`yaml\nbatch:\n${names.map((name) => `  - tag: ${name}`).join("\n")}\n\`\`\``;
  return ["> see https://aka.ms/autorest", batch, ...blocks].join("\n\n");
}

async function toOutcome(result: EmitterResult): Promise<ScenarioOutcome> {
  if ("problems" in result) {
    return { error: `${result.problems.join("\n")}\n` };
  }
  const files = new Map<string, string>();
  for (const { path, text } of allFiles(result.client, apiVersion)) {
    files.set(path, await formatTypeScript(text));
  }
  return { files };
}
