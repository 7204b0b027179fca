import { spawnSync } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { lockFile } from "../../src/files/fileLock.js";
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
    expect(await readdir(folder())).to.deep.equal(["state.json"]);
  });

  it("has one winner, however often processes that end leave their lock to many", async () => {
    for (let round = 0; round < 50; round++) {
      await writeFile(lock(), `${process.pid} left-behind-${round}\n`);
      const locks = await Promise.allSettled(
        Array.from({ length: 8 }, () => lockFile(stateFile())),
      );
      const winners = locks.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(winners, `round ${round}`).to.have.lengthOf(1);
      await winners[0]?.check();
      await winners[0]?.release();
      expect(await readdir(folder())).to.deep.equal([]);
    }
  });

  it("says which files were left when a takeover was interrupted", async () => {
    const guard = `${lock()}.removing`;
    await writeFile(lock(), `${deadProcess()} left-behind\n`);
    await writeFile(guard, `${deadProcess()} left-behind\n`);
    const { message } = await failure(lockFile(stateFile()));
    expect(message).to.include(lock()).and.include(guard).and.include("remove both");
  });

  it("does not take an empty lock for somebody who is writing his for ever", async () => {
    await writeFile(lock(), "");
    const { message } = await failure(lockFile(stateFile()));
    expect(message).to.include("not the lock of an emulator");
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
