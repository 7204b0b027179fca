import { readFile, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { join } from "node:path";
import { expect } from "chai";
import { prepareStart } from "../src/commandLine/prepareStart.js";
import { readCommandLine } from "../src/commandLine/readCommandLine.js";
import { jsonErrorOffset } from "../src/files/jsonErrorOffset.js";
import { run, type Run } from "./commandLine.js";
import { failure, ownFolder } from "./folders.js";

describe("emulator: config file", () => {
  const folder = ownFolder();
  const file = () => join(folder(), "config.json");
  const prepare = (...args: readonly string[]) => {
    const command = readCommandLine(["--config", file(), ...args]);
    if (command.kind !== "start") {
      throw new Error("It should start.");
    }
    return prepareStart(command);
  };
  const write = (content: unknown) => writeFile(file(), JSON.stringify(content));

  it("sets options, of which a flag wins, and finds the state file beside itself", async () => {
    await write({
      port: 1,
      pageSize: 5,
      stateFile: "state.json",
      identities: {},
      allowRemote: true,
    });
    const { options } = await prepare("--port", "2");
    expect(options).to.deep.equal({
      port: 2,
      pageSize: 5,
      stateFile: join(folder(), "state.json"),
      identities: {},
      allowRemote: true,
    });
    expect((await prepare("--state", "x.json")).options.stateFile).to.equal("x.json");
  });

  it("sets the clock", async () => {
    await write({ clock: { aheadInMs: 86_400_000, frozen: true } });
    const { clock } = (await prepare()).beginnings;
    expect(clock?.now()).to.be.above(Date.now() + 86_000_000);
    expect(clock?.now()).to.equal(clock?.now());
  });

  it("is told when it starts: propagation by its members, the clock and whether it stands still", async () => {
    await write({
      propagation: { identityInMs: 5, credentialInMs: 9 },
      compression: true,
      stateFile: "s.json",
      registration: { state: "NotRegistered" },
      clock: { frozen: true },
    });
    const { beginnings, remarks } = await prepare();
    expect(remarks()).to.deep.equal([
      `State:        ${join(folder(), "s.json")} (holds keys)`,
      "Propagation:  identity 5 ms, credential 9 ms",
      "Registration: NotRegistered (unless the state file knows better)",
      "Compression:  on",
      `Clock:        ${new Date(beginnings.clock?.now() ?? 0).toISOString()}, frozen`,
    ]);
  });

  it("is read by the command, faults and all", async () => {
    await write({
      resourceGroups: { rg1: "westeurope" },
      faults: [
        {
          match: { method: "get", path: { regex: "/RESOURCEGROUPS/rg\\d\\?" } },
          times: "always",
          fault: { kind: "answer", status: 503, body: "on purpose" },
        },
      ],
    });
    const emulator: Run = run("--config", file());
    try {
      const variables = await emulator.started();
      expect(await emulator.printed("Faults:")).to.match(/^Faults: +1$/m);
      const ca = await readFile(variables["NODE_EXTRA_CA_CERTS"] ?? "");
      const path = `/subscriptions/${variables["AZURE_SUBSCRIPTION_ID"]}/resourceGroups/rg1?api-version=2021-04-01`;
      for (let time = 0; time < 2; time += 1) {
        const status = await new Promise((resolve, reject) => {
          get(`${variables["EMULATOR_ENDPOINT"]}${path}`, { ca }, (response) => {
            response.resume();
            resolve(response.statusCode);
          }).on("error", reject);
        });
        expect(status).to.equal(503);
      }
    } finally {
      await emulator.kill();
    }
  });

  it("is refused with the place of what is wrong", async () => {
    const fault = { kind: "truncatedBody" };
    const cases: readonly (readonly [content: unknown, message: string])[] = [
      [[], "it must be an object"],
      [{ ports: 1 }, "ports is not known here; what is known: host, port,"],
      [{ faults: {} }, "faults must be an array"],
      [{ faults: [{ fault, time: 1 }] }, "faults[0].time is not known here"],
      [{ faults: [{ fault }, { fault: { kind: "x" } }] }, "faults[1] cannot be: fault.kind must"],
      [{ faults: [{ fault, times: 0 }] }, "faults[0] cannot be: times must be"],
      [{ faults: [{ fault, match: { url: "x" } }] }, "faults[0].match.url is not known here"],
      [{ faults: [{ fault, match: { service: "x" } }] }, "faults[0].match.service must be one of"],
      [
        { faults: [{ fault, match: { path: { regex: "(" } } }] },
        "faults[0].match.path.regex is not a regular expression",
      ],
      [{ clock: { ahead: 1 } }, "clock.ahead is not known here"],
      [{ clock: { aheadInMs: -1 } }, "clock.aheadInMs must be a whole number from 0"],
      [{ clock: { frozen: "yes" } }, "clock.frozen must be true or false"],
    ];
    for (const [content, message] of cases) {
      await write(content);
      expect((await failure(prepare())).message).to.include(
        `The config file ${file()}: ${message}`,
      );
    }
  });

  it("and the seed file are refused by the command with exit code 2, naming file and place", async () => {
    const seed = join(folder(), "seed.json");
    await writeFile(seed, '\ufeff{ "resourceGroups": { "g": {} } }');
    await writeFile(file(), '{\n  "port": 1,\n}');
    const broken = join(folder(), "wrong.json");
    await writeFile(broken, '{ "pageSize": 0 }');
    const cases = [
      [["--config", file()], `The config file ${file()} is not JSON: see line 3, column 1.`],
      [["--config", broken], `The config file ${broken}: pageSize must be a whole number`],
      [["--config", join(folder(), "no.json")], "could not be read: no such file or folder."],
      [["--seed", seed], `The seed file ${seed}: resourceGroups.g: The location property is`],
      [["--seed", folder()], "could not be read: it is a folder."],
    ] as const;
    for (const [args, message] of cases) {
      const { code, out, err } = await run(...args).ended;
      expect(err).to.include(message);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    }
  });
});

describe("emulator: place of an error in JSON", () => {
  const good = [
    '{"a":[1,-2.5e+3,"\\u00e9\\n",true,false,null,{},[]],"b":{"c":"d"}}',
    " [ ] ",
    '"x"',
    "12",
    "\t0.5\r\n",
    "-0",
  ];

  it("is the end of a text that is cut off anywhere", () => {
    for (const text of good) {
      for (let length = 0; length < text.length; length += 1) {
        const cut = text.slice(0, length);
        if (isJson(cut)) continue;
        // What is left of the last token cannot be told from a wrong one.
        const lastToken = /(?:"[^"]*|[\w.+-]*)$/.exec(cut)?.[0].length ?? 0;
        expect(jsonErrorOffset(cut), cut).to.be.within(length - lastToken, length);
      }
    }
  });

  it("is where a stray character stands", () => {
    const [text = ""] = good;
    for (const [broken, offset] of [
      ["{'a':1}", 1],
      ['{"a" 1}', 5],
      ['{"a":1 "b":2}', 7],
      ['{"a":1,}', 7],
      ["[1,]", 3],
      ["[1}", 2],
      ['{"a":01}', 5],
      ['{"a":tru}', 5],
      ['{"a":1}}', 7],
      ['["a\nb"]', 1],
      [`${text},`, text.length],
      ["{a:1}", 1],
      ["// x", 0],
    ] as const) {
      expect(isJson(broken), broken).to.equal(false);
      expect(jsonErrorOffset(broken), broken).to.equal(offset);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
