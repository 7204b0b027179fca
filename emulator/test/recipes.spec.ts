import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { endpoints } from "../src/endpoints.js";
import { knownMembers } from "../src/versionedMembers.js";
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

describe("emulator: support matrix of the README", () => {
  const [, section = ""] = readme.split("\n## What is supported\n");
  const rows = section
    .slice(0, section.indexOf("\n#"))
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").slice(1, -1));
  const [[, ...versions] = [], , ...lines] = rows.map((row) => row.map((cell) => cell.trim()));

  it("has every operation, in the versions that answer it", () => {
    const told = lines
      .filter(([name = ""]) => !name.startsWith("`"))
      .map(([name, ...cells]) => [name, versions.filter((_, index) => cells[index] === "yes")]);
    const answered = endpoints.filter((endpoint) => endpoint.versions !== undefined);
    expect(told).to.have.deep.members(
      answered.map((endpoint) => [endpoint.operationId, endpoint.versions]),
    );
    for (const { operationId, versions: some } of endpoints) {
      expect(section.includes(some === undefined ? `\`${operationId}\`` : operationId)).to.equal(
        true,
        operationId,
      );
    }
  });

  it("has every member that only some versions have", () => {
    const told = lines
      .filter(([name = ""]) => name.startsWith("`"))
      .map(([name = "", ...cells]) => [
        name.replaceAll("`", ""),
        cells.map((cell) => cell === "yes"),
      ]);
    const known = versions.map(knownMembers);
    const members = Object.keys(knownMembers("")) as (keyof ReturnType<typeof knownMembers>)[];
    expect(told).to.have.deep.members(
      members.map((member) => [member, known.map((version) => version[member])]),
    );
  });
});
