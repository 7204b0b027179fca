// `npm run check:recordings` fails when recordings and the emulator have drifted apart.

import { expect } from "chai";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Compares the recordings of one suite after something was done to them. */
async function check(change: (file: string) => Promise<void>): Promise<[number, string]> {
  const folder = await mkdtemp(join(tmpdir(), "drift-"));
  try {
    await cp(join(root, "test/recordings/tokenRevocation"), join(folder, "tokenRevocation"), {
      recursive: true,
    });
    await change(
      join(folder, "tokenRevocation/finds-nothing-to-revoke-where-there-is-no-identity.json"),
    );
    const specs = "test/playback/tokenRevocation.spec.ts";
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        ["--import", "tsx", "scripts/checkRecordings.ts", "--recordings", folder, "--specs", specs],
        { cwd: root },
        (error, stdout, stderr) => {
          resolve([error === null ? 0 : Number(error.code), stdout + stderr]);
        },
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("check:recordings", () => {
  it("passes while the emulator answers as recorded", async () => {
    const [code, output] = await check(() => Promise.resolve());
    expect(output).to.include("The recordings are what the emulator answers.");
    expect(code).to.equal(0);
  });

  it("fails and names the file when it does not", async () => {
    const [code, output] = await check(async (file) => {
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace('"status": 404', '"status": 410'));
    });
    expect(output).to.include("different: tokenRevocation/finds-nothing-to-revoke");
    expect(code).to.equal(1);
  });

  it("fails for a story whose recording is missing", async () => {
    const [code, output] = await check((file) => rm(file));
    expect(output).to.include("missing: tokenRevocation/finds-nothing-to-revoke");
    expect(code).to.equal(1);
  });
});
