// Every example in the documents compiles and runs; every command in them exists.
//
// An example is a module of its own. It may use `client`, `credential`, `subscriptionId`, `emulator` and
// `startEmulator` without declaring them (see `program.ts`); the first four belong to an emulator that is started
// for its document and holds the resources in `prepare` below. The examples of a document run in its order, against that one emulator.
//
// Two things differ from a reader's machine, because there is no Azure here: `@azure/identity` is replaced by
// `identityStandIn.ts` when an example runs (not when it is type-checked), and requests to the public clouds
// reach the emulator (see `network.ts`). A block that must not run says why in a comment before it:
// `<!-- not run: the reason -->`.

import { AzureLogger, setLogLevel } from "@azure/logger";
import { expect } from "chai";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { startEmulator, type Emulator, type EmulatorOptions } from "arm-managed-identity-emulator";
import { failureOf } from "../support/failure.js";
import { codeBlocksOf, inlineCodeOf, readDocument, root, type CodeBlock } from "./markdown.js";
import { answerForClouds } from "./network.js";
import { isProgram, run, typeCheck, writePrograms, type Program } from "./program.js";

const documents = await Promise.all(
  [
    "README.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "docs/migrating-from-arm-msi.md",
    "docs/versioning-and-support.md",
    "emulator/README.md",
  ].map(readDocument),
);
const blocks = documents.flatMap(codeBlocksOf);
const standIns = { "@azure/identity": join(root, "test", "docs", "identityStandIn.ts") };

/** Languages of blocks that are neither programs nor commands: they are only shown. */
const shown = ["text", "json", "go", "python"];

describe("the code blocks of the documents", () => {
  let folder: string;
  let programs: readonly Program[];
  before(async () => {
    ({ folder, programs } = await writePrograms(blocks.filter(isProgram)));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("are in a language that is checked, or that is only shown", () => {
    const others = blocks.filter(
      (block) => !isProgram(block) && ![...shown, "sh"].includes(block.language),
    );
    expect(others.map(({ path, line, language }) => `${path}:${line}: '${language}'`)).to.be.empty;
  });

  it("type-check, strictly, against the packages by their names", function () {
    this.timeout(120_000);
    expect(typeCheck(folder, programs)).to.deep.equal([]);
  });

  for (const document of documents) {
    const own = blocks.filter((block) => block.path === document.path && isProgram(block));
    if (own.length === 0) {
      continue;
    }

    describe(`of ${document.path}`, () => {
      let end: () => Promise<void>;
      before(async () => {
        end = await prepare();
      });
      after(() => end());

      for (const block of own.filter(({ notRun }) => notRun === undefined)) {
        it(`run: line ${block.line}`, async () => {
          await quietly(() => run(programOf(block, programs), standIns));
        });
      }
    });
  }

  describe("are really checked, because", () => {
    const example = (code: string, language = "ts"): CodeBlock => ({
      path: "example.md",
      line: 7,
      language,
      code,
    });
    const withProgram = async (
      block: CodeBlock,
      use: (program: Program, folder: string) => void | Promise<void>,
    ): Promise<void> => {
      const written = await writePrograms([block]);
      try {
        await use(programOf(block, written.programs), written.folder);
      } finally {
        await rm(written.folder, { recursive: true, force: true });
      }
    };

    it("one with a wrong type fails, with its document and line", async () => {
      await withProgram(example("\nconst name: number = client.apiVersion;"), (program, place) => {
        const problems = typeCheck(place, [program]);
        expect(problems).to.have.lengthOf(1);
        expect(problems[0]).to.match(/^example\.md:8: Type 'string' is not assignable/);
      });
    });

    it("only a comment that gives a reason, right before a block, keeps it from running", () => {
      const written = (before: string): string => `${before}\n\n\`\`\`ts\n1;\n\`\`\`\n`;
      const text = [
        written("<!-- not run: it needs a browser -->"),
        written("<!-- not run: -->"),
        written("<!-- not run: far away -->\n\nA paragraph."),
      ].join("\n");
      const found = codeBlocksOf({ path: "example.md", text });
      expect(found.map(({ notRun }) => notRun)).to.deep.equal([
        "it needs a browser",
        undefined,
        undefined,
      ]);
      expect(found.map(({ line, code }) => `${line} ${code}`)[0]).to.equal("4 1;");
    });

    it("one in JavaScript with a wrong name fails too", async () => {
      await withProgram(example("client.noSuchGroup;", "js"), (program, place) => {
        expect(typeCheck(place, [program]).join()).to.contain("example.md:7: Property");
      });
    });

    for (const language of ["ts", "js", "cjs"]) {
      it(`one in ${language} that throws fails, with its document and line`, async () => {
        await withProgram(
          example(`\nthrow new Error("on purpose");`, language),
          async (program) => {
            const error = await failureOf(run(program));
            expect(error.message).to.equal("example.md:8 fails when it is run: Error: on purpose");
          },
        );
      });
    }
  });
});

describe("the commands in the documents", () => {
  let scripts: Readonly<Record<string, string>>;
  before(async () => {
    const text = await readFile(join(root, "package.json"), "utf8");
    ({ scripts } = JSON.parse(text) as { scripts: Record<string, string> });
  });

  for (const document of documents) {
    it(`name scripts that exist: ${document.path}`, () => {
      const commands = [
        ...codeBlocksOf(document)
          .filter(({ language }) => language === "sh")
          .map(({ code }) => code),
        ...inlineCodeOf(document),
      ];
      const missing = commands.flatMap(scriptsIn).filter((name) => !Object.hasOwn(scripts, name));
      expect(missing).to.deep.equal([]);
    });
  }

  it("are found wherever they stand in a line", () => {
    expect(scriptsIn("npm ci && npm run demo")).to.deep.equal(["demo"]);
    expect(scriptsIn("UPDATE_REQUESTS=1 npm test")).to.deep.equal(["test"]);
    expect(scriptsIn("npm ci\nnpm run no-such:thing -- --port 1")).to.deep.equal(["no-such:thing"]);
    expect(scriptsIn("npm install x && npm pack")).to.deep.equal([]);
  });
});

function programOf(block: CodeBlock, programs: readonly Program[]): Program {
  const found = programs.find((candidate) => candidate.block === block);
  if (found === undefined) {
    throw new Error(`${block.path}:${block.line} was not written.`);
  }
  return found;
}

/** The scripts of package.json that a command runs. */
function scriptsIn(command: string): string[] {
  return [...command.matchAll(/\bnpm (?:run(?:-script)? ([\w:.-]+)|(test|start)\b)/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

/** Starts the emulator that the examples of one document share, with what they take to be there. */
async function prepare(): Promise<() => Promise<void>> {
  const emulator: Emulator = await startEmulator({
    resourceGroups: { "my-group": "westeurope" },
    associatedResources: {
      "deploy-bot": [
        "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/my-group/providers/Microsoft.Web/sites/shop",
      ],
    },
  });
  const { credential, subscriptionId } = emulator;
  const restore = answerForClouds(emulator);
  // By its own endpoint: the emulator's links to the next page lead there.
  const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
    endpoint: emulator.endpoint,
    tlsOptions: { ca: emulator.certificate },
  });
  const others: Emulator[] = [];
  const start = async (options: EmulatorOptions): Promise<Emulator> => {
    const other = await startEmulator(options);
    others.push(other);
    return other;
  };
  const preamble = { client, credential, subscriptionId, emulator, startEmulator: start };
  Object.assign(globalThis, preamble);
  await client.userAssignedIdentities.createOrUpdate("my-group", "deploy-bot", {
    location: "westeurope",
  });
  return async () => {
    restore();
    await Promise.all([emulator, ...others].map((started) => started.stop()));
    for (const name of Object.keys(preamble)) {
      Reflect.deleteProperty(globalThis, name);
    }
  };
}

/** Runs something without what it prints and logs, and undoes what it does to both. */
async function quietly(action: () => Promise<void>): Promise<void> {
  const originals = { ...console };
  const logger = { ...AzureLogger };
  const silent = (): void => undefined;
  for (const method of ["debug", "error", "info", "log", "table", "warn"] as const) {
    console[method] = silent;
  }
  AzureLogger.log = silent;
  try {
    await action();
  } finally {
    Object.assign(console, originals);
    AzureLogger.log = logger.log;
    setLogLevel();
  }
}
