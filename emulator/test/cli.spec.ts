import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readCommandLine } from "../src/commandLine.js";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }>;
  /** Resolves when a text has been printed. */
  printed(text: string): Promise<string>;
}

function run(...args: readonly string[]): Run {
  const child = spawn(process.execPath, ["--import", "tsx/esm", cli, ...args]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Awaited<Run["ended"]>>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  const printed = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => out.includes(text) && resolve(out);
      child.stdout.on("data", look);
      child.on("close", () => reject(new Error(`It ended without saying ${text}: ${err}`)));
      look();
    });
  return { process: child, ended, printed };
}

describe("emulator: command line", () => {
  it("reads its options", () => {
    const start = { kind: "start", port: 0, certificateFile: undefined };
    expect(readCommandLine([])).to.deep.equal(start);
    expect(readCommandLine(["--port", "8443"])).to.deep.equal({ ...start, port: 8443 });
    const file = { ...start, certificateFile: "c.pem" };
    expect(readCommandLine(["--certificate=c.pem"])).to.deep.equal(file);
    expect(readCommandLine(["--help", "--port", "x"])).to.deep.equal({ kind: "help" });
  });

  it("refuses what it does not understand, saying what", () => {
    const bad = [["--prot", "1"], ["--port"], ["--port", "65536"], ["--port", "x"], ["more"]];
    for (const args of [...bad, ["--certificate", ""]]) {
      const command = readCommandLine(args);
      expect(command.kind, args.join(" ")).to.equal("refuse");
      expect(command).to.have.property("reason").that.includes(args[0]);
    }
  });

  it("ends with exit code 2 for a bad option and 0 for --help", async () => {
    const bad = await run("--nonsense").ended;
    expect(bad.code).to.equal(2);
    expect(bad.err).to.include("--nonsense").and.include("--help");
    const help = await run("--help").ended;
    expect(help.code).to.equal(0);
    expect(help.out).to.include("--certificate FILE").and.include("--port");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`prints how to reach it, writes the certificate only, and stops on ${signal}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "emulator-"));
      const file = join(folder, "certificate.pem");
      const emulator = run("--certificate", file);
      try {
        const out = await emulator.printed("Ctrl+C");
        expect(out).to.match(/https:\/\/127\.0\.0\.1:\d+/);
        expect(out).to.include("export AZURE_SUBSCRIPTION_ID=00000000-0000-4000-8000-000000000001");
        expect(out).to.include("export EMULATOR_ACCESS_TOKEN=");
        expect(out).to.include(`NODE_EXTRA_CA_CERTS='${file}'`);
        const pem = await readFile(file, "utf8");
        expect(pem).to.include("BEGIN CERTIFICATE").and.not.include("PRIVATE");
        emulator.process.kill(signal);
        expect(await emulator.ended).to.include({ code: 0, err: "" });
      } finally {
        emulator.process.kill("SIGKILL");
        await rm(folder, { recursive: true });
      }
    });
  }

  it("ends with exit code 1 and stops when the certificate cannot be written", async () => {
    const { code, err } = await run(
      "--certificate",
      join(tmpdir(), "no", "such", "folder", "c.pem"),
    ).ended;
    expect(code).to.equal(1);
    expect(err).to.include("could not be written");
  });
});
