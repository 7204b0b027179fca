import { spawnSync } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "../../src/index.js";
import { failure, ownFolder } from "../folders.js";

describe("emulator: two on one state file", () => {
  const folder = ownFolder();
  const stateFile = () => join(folder(), "state.json");
  const lock = () => `${stateFile()}.lock`;

  it("refuses the second one, naming the process, until the first has stopped", async () => {
    const first = await startEmulator({ stateFile: stateFile() });
    const { message } = await failure(startEmulator({ stateFile: stateFile() }));
    expect(message).to.include(stateFile()).and.include(`process ${process.pid}`);
    await first.stop();
    expect(await readdir(folder())).to.deep.equal(["state.json"]);
    await (await startEmulator({ stateFile: stateFile() })).stop();
  });

  it("lets only one of many that start at once have it", async () => {
    await writeFile(lock(), `${deadProcess()} left-behind\n`);
    const starts = await Promise.allSettled(
      Array.from({ length: 8 }, () => startEmulator({ stateFile: stateFile() })),
    );
    const started = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
    expect(started).to.have.lengthOf(1);
    await started[0]?.stop();
  });

  it("takes over what a process left that is no more, or an earlier one of its own number", async () => {
    for (const pid of [deadProcess(), process.pid]) {
      await writeFile(lock(), `${pid} left-behind\n`);
      await (await startEmulator({ stateFile: stateFile() })).stop();
      expect(await readdir(folder())).to.deep.equal(["state.json"]);
    }
  });

  it("does not touch a lock file that is none", async () => {
    await writeFile(lock(), "mine");
    const { message } = await failure(startEmulator({ stateFile: stateFile() }));
    expect(message).to.include(lock()).and.include("not the lock of an emulator");
    expect(await readFile(lock(), "utf8")).to.equal("mine");
  });

  it("does not write when its lock was taken away, and says so", async () => {
    const emulator = await startEmulator({ stateFile: stateFile() });
    await writeFile(lock(), `${process.pid} another\n`);
    await writeFile(stateFile(), "another's");
    const { message } = await failure(emulator.stop());
    expect(message).to.include("could not be written").and.include("another one uses");
    expect(await readFile(stateFile(), "utf8")).to.equal("another's");
    await rm(lock());
  });
});

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}
