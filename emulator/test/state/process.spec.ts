// What becomes of the state file when the process that keeps it ends, well or badly.

import { mkdir, readFile, rename } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { expect } from "chai";
import { run, type Run } from "../commandLine.js";
import { ownFolder } from "../folders.js";
import { type Json } from "../support.js";
import { until } from "../until.js";

describe("emulator: state of a process", () => {
  const folder = ownFolder();
  const stateFile = () => join(folder(), "state.json");
  const runs: Run[] = [];
  const start = (...args: readonly string[]): Run => {
    const started = run("--state", stateFile(), "--write-duration", "0", ...args);
    runs.push(started);
    return started;
  };
  afterEach(() => Promise.all(runs.splice(0).map((one) => one.kill())));

  it("loses nothing on SIGTERM, though clients are writing", async () => {
    const emulator = start();
    const client = await connect(emulator);
    await client.put("", { location: "westeurope" });
    const answered: string[] = [];
    const writer = (async () => {
      for (let number = 100; ; number += 1) {
        await client.put(identity(`id${number}`), { location: "westeurope" });
        answered.push(`id${number}`);
      }
    })().catch(() => undefined);
    await until(() => Promise.resolve(answered.length >= 20));
    emulator.process.kill("SIGTERM");
    expect(await emulator.ended).to.include({ code: 0, err: "" });
    await writer;
    const text = await readFile(stateFile(), "utf8");
    expect(answered.filter((name) => !text.includes(`"name":"${name}"`))).to.deep.equal([]);
  });

  it("is whole after kill -9, with what the file had, and goes on", async () => {
    const emulator = start("--certificate", join(folder(), "certificate.pem"));
    const client = await connect(emulator);
    await client.put("", { location: "westeurope" });
    const writer = (async () => {
      for (let number = 100; ; number += 1) {
        await client.put(identity(`id${number}`), { location: "westeurope" });
      }
    })().catch(() => undefined);
    await until(async () => (await readFile(stateFile(), "utf8")).includes('"id110"'));
    await emulator.kill("SIGKILL");
    await writer;
    JSON.parse(await readFile(stateFile(), "utf8"));
    const again = start();
    const after = await connect(again);
    const list = await after.get(identity(""));
    expect(list.value?.map((item) => item.name)).to.include.members(["id100", "id110"]);
    again.process.kill("SIGINT");
    expect((await again.ended).code).to.equal(0);
  });

  it("says on stderr that the file cannot be written, and ends with exit code 1", async () => {
    const place = join(folder(), "place");
    await mkdir(place);
    const emulator = run("--state", join(place, "state.json"));
    runs.push(emulator);
    const client = await connect(emulator);
    await rename(place, `${place}.away`);
    await client.put("", { location: "westeurope" });
    await emulator.printed("It will be tried again after the next change.");
    emulator.process.kill("SIGTERM");
    const { code, err } = await emulator.ended;
    expect(code).to.equal(1);
    expect(err).to.include(`The state could not be written to ${join(place, "state.json")}`);
  });

  it("is refused to a second process with exit code 1, damaged with 2", async () => {
    const first = start();
    await first.started();
    const second = await start().ended;
    expect(second).to.include({ code: 1, out: "" });
    expect(second.err).to.include(`in use by the emulator in process ${first.process.pid}`);
    first.process.kill("SIGTERM");
    await first.ended;
    const other = await start("--tenant", "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa").ended;
    expect(other).to.include({ code: 2, out: "" });
    expect(other.err).to.include("is of the tenant 0000");
  });
});

function identity(name: string): string {
  return `/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
}

interface Client {
  put(path: string, body: object): Promise<Json>;
  get(path: string): Promise<Json>;
}

/** A client of a process, for paths below one resource group. */
async function connect(emulator: Run): Promise<Client> {
  const variables = await emulator.started();
  const ca = await readFile(variables["NODE_EXTRA_CA_CERTS"] ?? "");
  const group = `/subscriptions/${variables["AZURE_SUBSCRIPTION_ID"]}/resourceGroups/rg`;
  const ask = (method: string, path: string, body?: object) =>
    new Promise<Json>((resolve, reject) => {
      const url = `${variables["EMULATOR_ENDPOINT"]}${group}${path}?api-version=2024-11-30`;
      const headers = {
        Authorization: `Bearer ${variables["EMULATOR_ACCESS_TOKEN"]}`,
        "Content-Type": "application/json",
      };
      const asked = request(url, { method, ca, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if ((response.statusCode ?? 0) < 300) {
            resolve(JSON.parse(text) as Json);
          } else {
            reject(new Error(text));
          }
        });
      });
      asked.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  return { put: (path, body) => ask("PUT", path, body), get: (path) => ask("GET", path) };
}
