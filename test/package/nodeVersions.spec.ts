// The packed packages on the other supported versions of Node, installed and run by that Node itself, so that the
// dependencies are those its users get.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { packPackages } from "../../scripts/packPackages.js";
import { asFunction, expectedOutput, imports, program, requires } from "./program.js";

const run = promisify(execFile);
const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

describe("the packed packages on other versions of Node", function () {
  this.timeout(300_000);

  let folder: string;
  let tarballs: readonly string[];

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "node-versions-")));
    const target = join(folder, "tarballs");
    await mkdir(target);
    tarballs = (await packPackages(target)).map(({ tarball }) => tarball);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const version of ["22", "24"]) {
    it(`work on Node ${version}, from ES modules and from CommonJS`, async () => {
      const node = await installNode(version);
      const home = join(folder, `user-of-${version}`);
      await mkdir(home);
      await writeFile(
        join(home, "package.json"),
        JSON.stringify({ private: true, type: "module" }),
      );
      await writeFile(join(home, "program.mjs"), `${imports}\n${program}`);
      await writeFile(join(home, "program.cjs"), `${requires}\n${asFunction(program)}`);
      // npm runs on the Node that is first in the path, and installs what fits it.
      const env = {
        ...process.env,
        PATH: `${dirname(node)}${delimiter}${process.env["PATH"] ?? ""}`,
      };
      await run("npm", ["install", ...quiet, ...tarballs], { cwd: home, env });
      expect((await run(node, ["--version"])).stdout).to.match(new RegExp(`^v${version}\\.`));
      for (const file of ["program.mjs", "program.cjs"]) {
        expect((await run(node, [file], { cwd: home })).stdout).to.equal(expectedOutput);
      }
    });
  }

  /** Installs a version of Node from the packages that hold its binary, and gives the path of it. */
  async function installNode(version: string): Promise<string> {
    const home = join(folder, `node-${version}`);
    await mkdir(home);
    await writeFile(join(home, "package.json"), JSON.stringify({ private: true }));
    const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
    await run("npm", ["install", ...quiet, `${name}@${version}`], { cwd: home });
    const manifest = createRequire(join(home, "any.js")).resolve(`${name}/package.json`);
    return join(dirname(manifest), "bin", process.platform === "win32" ? "node.exe" : "node");
  }
});
