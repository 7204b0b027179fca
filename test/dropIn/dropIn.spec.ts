// A program written for @azure/arm-msi compiles and runs with nothing but its import changed, to the same effect.

import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startEmulator, type Emulator } from "arm-managed-identity-emulator";
import ts from "typescript";

const run = promisify(execFile);
const folder = fileURLToPath(new URL(".", import.meta.url));

describe("a program written for @azure/arm-msi", () => {
  let scratch: string;
  const outputs = new Map<string, string>();
  before(async () => {
    // Beside the program, so that both find the same packages.
    scratch = await mkdtemp(`${folder}changed-`);
  });
  after(() => rm(scratch, { recursive: true }));

  for (const name of ["@azure/arm-msi", "arm-managed-identity"]) {
    it(`compiles and runs with ${name}`, async () => {
      const program = await readFile(`${folder}program.ts`, "utf8");
      const changed = program.replaceAll('from "@azure/arm-msi"', `from "${name}"`);
      expect(changed === program).to.equal(name === "@azure/arm-msi");
      const file = `${scratch}/${name.replace(/\W+/g, "-")}.ts`;
      await writeFile(file, changed);
      expect(typeErrors(file)).to.deep.equal([]);
      outputs.set(name, await runProgram(file, scratch));
    });
  }

  it("prints the same with both", () => {
    const theirs = outputs.get("@azure/arm-msi")?.split("\n") ?? [];
    expect(theirs).to.have.lengthOf.at.least(25);
    expect(outputs.get("arm-managed-identity")?.split("\n")).to.deep.equal(theirs);
  });
});

async function runProgram(file: string, scratch: string): Promise<string> {
  const emulator: Emulator = await startEmulator({ resourceGroups: { drop: "westeurope" } });
  try {
    const certificate = `${scratch}/emulator.pem`;
    await writeFile(certificate, emulator.certificate);
    const { stdout } = await run(process.execPath, ["--import", "tsx", file], {
      env: {
        ...process.env,
        ...emulator.env,
        RESOURCE_GROUP: "drop",
        NODE_EXTRA_CA_CERTS: certificate,
      },
    });
    return stdout.replaceAll(emulator.endpoint, "{endpoint}");
  } finally {
    await emulator.stop();
  }
}

function typeErrors(file: string): string[] {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
