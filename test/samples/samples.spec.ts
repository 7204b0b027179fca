// The samples do what they say: each is run as a user runs it, in TypeScript and in JavaScript.

import { expect } from "chai";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { routes } from "../../emulator/src/generated/routes.js";
import { root } from "../docs/markdown.js";
import { runSample, startHost, type Outcome } from "./runSample.js";
import { story } from "./story.js";

const folders = { ts: "samples", js: "samples/javascript" };
const languages = ["ts", "js"] as const;
type Language = (typeof languages)[number];

const samples = await samplesIn(folders.ts, ".ts");

/** Samples that are about the emulator; all others are about Azure. */
const aboutEmulator = ["demo", "onEmulator", "tasks/testYourCode.test"];

describe("samples", function () {
  this.timeout(600_000);
  let outcomes: Readonly<Record<Language, readonly Outcome[]>>;

  before(async () => {
    // At the same time, each on an emulator of its own.
    const [ts, js] = await Promise.all([tell("ts"), tell("js")]);
    outcomes = { ts, js };
  });

  for (const language of languages) {
    describe(`in ${language === "ts" ? "TypeScript" : "JavaScript"}`, () => {
      story.forEach(({ sample, shows }, index) => {
        it(`run against the emulator: ${index + 1}. ${sample}`, () => {
          const { exitCode, stdout, stderr } = outcomes[language][index] ?? never();
          expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
          for (const text of shows) {
            if (typeof text === "string") {
              expect(stdout).to.contain(text);
            } else {
              expect(stdout).to.match(text);
            }
          }
        });
      });
    });
  }

  it("are all run, in both languages", async () => {
    expect([...new Set(story.map(({ sample }) => sample))].sort()).to.deep.equal(samples);
    expect(await samplesIn(folders.js, ".js")).to.deep.equal(samples);
  });

  it("show every operation once", () => {
    const operations = routes.map(({ group, method }) => `reference/${group}/${method}`);
    const reference = samples.filter((sample) => sample.startsWith("reference/"));
    expect(reference).to.deep.equal(operations.sort());
  });

  it("say by name which variable is missing", async () => {
    const cases = (await Promise.all(samples.map(requiredVariables))).flatMap((variables) =>
      // One generator writes the reference samples: of each, one variable will do.
      variables.slice(variables[0]?.sample.startsWith("reference/") === true ? -1 : 0),
    );
    expect(cases.length).to.be.greaterThan(samples.length);
    const host = await startHost();
    try {
      await inTurns(cases, async ({ sample, variable }) => {
        const env = Object.fromEntries(
          Object.entries(host.env).filter(([name]) => name !== variable),
        );
        const { exitCode, stdout, stderr } = await runSample(fileOf(sample, "js"), env);
        expect({ sample, exitCode, stdout }).to.deep.equal({ sample, exitCode: 1, stdout: "" });
        expect(stderr, sample).to.contain(`Error: Set the environment variable ${variable}.`);
      });
    } finally {
      await host.stop();
    }
  });

  it("refuse an issuer of AKS without the slash that its tokens have", async () => {
    const env = { AZURE_SUBSCRIPTION_ID: "s", AZURE_RESOURCE_GROUP: "g" };
    const issuer = "https://westeurope.oic.prod-aks.azure.com/tenant/cluster";
    const { exitCode, stderr } = await runSample(fileOf("tasks/federateAksWorkload", "js"), {
      ...env,
      AKS_OIDC_ISSUER: issuer,
    });
    expect(exitCode).to.equal(1);
    expect(stderr).to.contain(`${issuer}/`);
  });

  it("know nothing of the emulator, so they run against Azure as they are", async () => {
    for (const sample of samples.filter((one) => !aboutEmulator.includes(one))) {
      const text = await textOf(sample);
      expect(text, sample).not.to.match(/emulator(?!\/\. Do not edit)|localhost|127\.0\.0\.1/i);
      expect(text, sample).to.contain('endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"]');
    }
  });

  it("are listed with their variables in samples/README.md", async () => {
    const lines = (await readFile(join(root, "samples/README.md"), "utf8")).split("\n");
    for (const sample of samples) {
      const line = lines.find((one) => one.startsWith("|") && one.includes(`(${sample}.ts)`));
      expect(line, sample).to.not.equal(undefined);
      for (const { variable } of await requiredVariables(sample)) {
        expect(line, sample).to.contain(`\`${variable}\``);
      }
    }
  });
});

async function tell(language: Language): Promise<readonly Outcome[]> {
  const host = await startHost();
  const outcomes: Outcome[] = [];
  try {
    for (const { sample, env = {}, programs = [] } of story) {
      const files = programs.map((program) => fileOf(program, language));
      outcomes.push(await runSample(fileOf(sample, language), { ...host.env, ...env }, files));
    }
  } finally {
    await host.stop();
  }
  return outcomes;
}

async function requiredVariables(
  sample: string,
): Promise<readonly { sample: string; variable: string }[]> {
  const calls = (await textOf(sample)).matchAll(/\brequired\("(\w+)"\)/g);
  return [...calls].map(([, variable = ""]) => ({ sample, variable }));
}

/** Two at a time. */
async function inTurns<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const turn = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all([turn(), turn()]);
}

function fileOf(sample: string, language: Language): string {
  return `${folders[language]}/${sample}.${language}`;
}

function textOf(sample: string): Promise<string> {
  return readFile(join(root, fileOf(sample, "ts")), "utf8");
}

async function samplesIn(folder: string, extension: string): Promise<string[]> {
  const paths = await readdir(join(root, folder), { recursive: true });
  return paths
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(extension))
    .map((path) => path.slice(0, -extension.length))
    .sort();
}

function never(): never {
  throw new Error("The sample was not run.");
}
