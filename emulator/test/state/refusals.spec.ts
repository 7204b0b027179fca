import { copyFile, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "../../src/index.js";
import { failure, ownFolder } from "../folders.js";
import { credentialBody, credentialPath, openLaboratory, type Json } from "../support.js";

const other = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

describe("emulator: state file that cannot be used", () => {
  const folder = ownFolder();
  const stateFile = () => join(folder(), "state.json");

  async function saved(): Promise<Record<string, Json & string>> {
    const seed = {
      resourceGroups: { rg1: { location: "westeurope", identities: { id1: {}, id2: {} } } },
    };
    const laboratory = await openLaboratory({ stateFile: stateFile(), seed });
    await laboratory.put(credentialPath(laboratory, "one"), credentialBody());
    await laboratory.close();
    return JSON.parse(await readFile(stateFile(), "utf8")) as Record<string, Json & string>;
  }

  async function refusal(text: string): Promise<string> {
    await writeFile(stateFile(), text);
    const { message } = await failure(startEmulator({ stateFile: stateFile() }));
    expect(await readFile(stateFile(), "utf8"), "left as it is").to.equal(text);
    expect(await readdir(folder()), "no lock is left").to.deep.equal(["state.json"]);
    expect(message).to.include(stateFile());
    return message;
  }

  it("is refused when it is cut off, naming the place but none of its secrets", async () => {
    await saved();
    const whole = await readFile(stateFile(), "utf8");
    const message = await refusal(whole.slice(0, whole.indexOf("PRIVATE KEY") + 100));
    expect(message).to.match(/not JSON: see line \d+, column \d+/);
    expect(message).not.to.include("PRIVATE");
    expect(await refusal("")).to.include("it is empty");
    expect(await refusal('{"format":')).to.include("ends too early, at line 1, column 11");
  });

  it("is refused when it is something else, or of another version", async () => {
    const state = await saved();
    expect(await refusal("{}")).to.include("not a state file");
    expect(await refusal("[1]")).to.include("damaged");
    const newer = JSON.stringify({ ...state, version: 2 });
    expect(await refusal(newer))
      .to.include("version 2")
      .and.include("version 1");
  });

  it("is refused when it is of another subscription or tenant", async () => {
    await saved();
    for (const [option, word] of [
      ["subscriptionId", "subscription"],
      ["tenantId", "tenant"],
    ] as const) {
      const { message } = await failure(startEmulator({ stateFile: stateFile(), [option]: other }));
      expect(message).to.include(`of the ${word} 0000`).and.include(other);
    }
  });

  it("is refused with the place of what is wrong in it", async () => {
    const state = await saved();
    const damages: readonly (readonly [string, (copy: typeof state) => unknown])[] = [
      ["subscriptionId must be a text", (copy) => delete copy.subscriptionId],
      ["sequence must be a whole number", (copy) => (copy.sequence = "4" as never)],
      ["keepsakes.certificateKey cannot be", (copy) => set(copy, "keepsakes.certificateKey", "k")],
      ["keepsakes.certificate cannot be", (copy) => set(copy, "keepsakes.certificate", "k")],
      ["registration must be one of", (copy) => set(copy, "registration", "Maybe")],
      ["resourceGroups must be an array", (copy) => (copy.resourceGroups = {} as never)],
      ["resourceGroups[0].name must be", (copy) => set(copy, "resourceGroups.0.name", 1)],
      [
        "resourceGroups[0].identities[1].clientId must be a GUID",
        (copy) => set(copy, "resourceGroups.0.identities.1.clientId", "x"),
      ],
      [
        "identities[0].credentials[0].audiences[0] must be a text",
        (copy) => set(copy, "resourceGroups.0.identities.0.credentials.0.audiences.0", 5),
      ],
      [
        "two resources of one name",
        (copy) => set(copy, "resourceGroups.0.identities.1.name", "ID1"),
      ],
      [
        "two resources of one number",
        (copy) => set(copy, "resourceGroups.0.identities.1.sequence", 1),
      ],
      ["a resource of number 0", (copy) => set(copy, "resourceGroups.0.identities.1.sequence", 0)],
      [
        "two identities of one client id or principal id",
        (copy) =>
          set(
            copy,
            "resourceGroups.0.identities.1.clientId",
            (copy.resourceGroups as unknown as Json[])[0]!.identities![0]!.principalId,
          ),
      ],
    ];
    for (const [problem, damage] of damages) {
      const copy = structuredClone(state);
      damage(copy);
      expect(await refusal(JSON.stringify(copy))).to.include(problem);
    }
  });

  it("is refused when it is a folder or a symbolic link", async () => {
    await saved();
    await mkdir(join(folder(), "folder"));
    await symlink(stateFile(), join(folder(), "link"));
    await symlink(join(folder(), "nowhere"), join(folder(), "dangling"));
    for (const [name, reason] of [
      ["folder", "not a plain file"],
      ["link", "a symbolic link"],
      ["dangling", "a symbolic link"],
    ] as const) {
      const { message } = await failure(startEmulator({ stateFile: join(folder(), name) }));
      expect(message).to.include(reason);
    }
  });

  it("cannot be written where there is no folder", async () => {
    const { message } = await failure(
      startEmulator({ stateFile: join(folder(), "no", "such", "state.json") }),
    );
    expect(message).to.include("could not be written: no such file or folder");
  });

  it("is a copy's own: the same state can be used twice under two names", async () => {
    await saved();
    const copy = join(folder(), "copy.json");
    await copyFile(stateFile(), copy);
    const emulators = await Promise.all([
      startEmulator({ stateFile: stateFile() }),
      startEmulator({ stateFile: copy }),
    ]);
    await Promise.all(emulators.map((emulator) => emulator.stop()));
  });
});

function set(object: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, object);
  parent[last] = value;
}
