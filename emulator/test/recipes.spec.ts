import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { run, type Run } from "./commandLine.js";
import { ownFolder } from "./folders.js";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");

/** The block of the README that follows a comment. */
function blockAfter(comment: string): string {
  const [, block] = readme.split(`<!-- ${comment} -->`)[1]?.split(/^```\w*\n|^```$/m) ?? [];
  if (block === undefined) {
    throw new Error(`The README has no block after <!-- ${comment} -->.`);
  }
  return block;
}

describe("emulator: files and recipes of the README", () => {
  const folder = ownFolder();
  let running: Run | undefined;
  afterEach(() => running?.kill());

  it("start the emulator with config and seed, which a shell with curl can use", async () => {
    for (const name of ["config.json", "seed.json"]) {
      await writeFile(join(folder(), name), blockAfter(`file: ${name}`));
    }
    const files = ["config", "seed"].flatMap((name) => [
      `--${name}`,
      join(folder(), `${name}.json`),
    ]);
    running = run(...files);
    const variables = await running.started();
    const told = await running.printed("Ctrl+C");
    expect(told)
      .to.match(/^Faults: +2$/m)
      .and.include(join(folder(), "state.json"));

    const shell = spawn("sh", ["-euc", blockAfter("recipe: curl")], {
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    shell.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    const [code] = (await once(shell, "close")) as [number];
    expect(code).to.equal(0);
    expect(out.match(/"name":"my-bot"/g)).to.have.lengthOf(2);

    running.process.kill("SIGTERM");
    expect(await running.ended).to.include({ code: 0, err: "" });
    const state = await readFile(join(folder(), "state.json"), "utf8");
    expect(state).to.include("11111111-1111-4111-8111-111111111111").and.include("my-bot");
  });
});
