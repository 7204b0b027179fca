// When the state file is written, and what is in it then.

import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { resolveOptions } from "../../src/options/resolveOptions.js";
import { Keepsakes } from "../../src/state/keepsakes.js";
import { openState } from "../../src/state/openState.js";
import { StateKeeper } from "../../src/state/stateKeeper.js";
import { Store, type NewCredential, type NewIdentity } from "../../src/store.js";
import { writeState, type LiveState } from "../../src/state/savedState.js";
import { Registration } from "../../src/registration.js";
import { Clock } from "../../src/clock.js";
import { Revocations } from "../../src/tokens/revocations.js";
import { failure, ownFolder } from "../folders.js";
import { groupPath, identityPath, openLaboratory, type Json } from "../support.js";
import { until } from "../until.js";

function newIdentity(name: string): NewIdentity {
  return {
    resourceGroupName: "group",
    name,
    location: "x",
    createdAt: 0,
    tags: {},
    isolationScope: "None",
    assignmentProviders: [],
  };
}

function newCredential(name: string): NewCredential {
  return {
    name,
    issuer: "https://issuer.invalid",
    subject: name,
    audiences: ["a"],
    claimsMatchingExpression: undefined,
    changedAt: 0,
  };
}

/** Something to be saved: what a store holds, and nothing beside it. */
function liveState(store: Store): LiveState {
  const settings = resolveOptions({});
  const clock = new Clock();
  return {
    settings,
    store,
    deletions: new Map(),
    revocations: new Revocations(clock),
    registration: new Registration(clock, settings.registration),
    keepsakes: new Keepsakes(),
  };
}

describe("emulator: writing of the state file", () => {
  const folder = ownFolder();
  const stateFile = () => join(folder(), "state.json");
  const names = async (): Promise<readonly string[]> => {
    const state = JSON.parse(await readFile(stateFile(), "utf8")) as Json;
    const groups = (state.resourceGroups ?? []) as Json[];
    return groups.flatMap(({ identities }) => (identities as Json[]).map(({ name }) => name ?? ""));
  };

  it("happens by itself after a change, and at the end", async () => {
    const laboratory = await openLaboratory({ stateFile: stateFile() });
    await laboratory.put(groupPath(laboratory), { location: "westeurope" });
    await laboratory.put(identityPath(laboratory, "early"), { location: "westeurope" });
    await until(async () => (await names()).includes("early"));
    await laboratory.put(identityPath(laboratory, "late"), { location: "westeurope" });
    await laboratory.close();
    expect(await names()).to.deep.equal(["early", "late"]);
  });

  it("happens after each kind of change", async () => {
    const laboratory = await openLaboratory({
      stateFile: stateFile(),
      seed: { resourceGroups: { rg1: { location: "westeurope", identities: { id1: {} } } } },
    });
    const text = () => readFile(stateFile(), "utf8");
    const identity = identityPath(laboratory, "id1");
    const credential = `${identity}/federatedIdentityCredentials/one`;
    const body = (subject: string) => ({
      properties: { issuer: "i", subject, audiences: ["a"] },
    });
    const changes: readonly (readonly [string, string, object | undefined, string])[] = [
      [
        "PUT",
        groupPath(laboratory),
        { location: "westeurope", tags: { group: "put" } },
        '"group":"put"',
      ],
      ["PUT", identity, { location: "westeurope", tags: { identity: "put" } }, '"identity":"put"'],
      ["PATCH", identity, { tags: { identity: "patch" } }, '"identity":"patch"'],
      ["PUT", credential, body("made"), '"subject":"made"'],
      ["PUT", credential, body("changed"), '"subject":"changed"'],
      ["DELETE", credential, undefined, '"credentials":[]'],
      ["DELETE", identity, undefined, '"identities":[]'],
      ["DELETE", groupPath(laboratory), undefined, '"resourceGroups": [\n  ]'],
    ];
    for (const [method, path, given, expected] of changes) {
      await laboratory.ask(method, path, { body: given });
      await until(async () => (await text()).includes(expected));
    }
    await laboratory.close();
  });

  it("is never done twice at once, and gathers changes that come while it is done", async () => {
    let running = 0;
    let most = 0;
    let writes = 0;
    const keeper = new StateKeeper(
      async () => {
        most = Math.max(most, ++running);
        writes += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        running -= 1;
      },
      () => undefined,
    );
    for (let change = 0; change < 100; change += 1) {
      keeper.changed();
      if (change % 10 === 0) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    await keeper.close();
    keeper.changed();
    expect(most).to.equal(1);
    expect(writes).to.be.within(1, 50);
    expect(running).to.equal(0);
  });

  it("is good to read also when resources change between two pieces of it", async () => {
    const store = new Store("00000000-0000-4000-8000-000000000001");
    const group = store.addGroup("group", "x", undefined);
    const identity = store.addIdentity(group, newIdentity("id1"));
    let written = "";
    for (const piece of writeState(liveState(store))) {
      written += piece;
      const number = store.sequence;
      store.addCredential(identity, newCredential(`fic-${number}`));
      store.addIdentity(group, newIdentity(`later-${number}`));
    }
    expect(written).to.include("fic-");
    await writeFile(stateFile(), written);
    const laboratory = await openLaboratory({ stateFile: stateFile() });
    expect(await names()).to.deep.equal(["id1"]);
    await laboratory.close();
  });

  it("tells of a failure, tries again at the next change, and rejects at the end if it still fails", async () => {
    const place = join(folder(), "place");
    await mkdir(place);
    const owner = {
      subscriptionId: "00000000-0000-4000-8000-000000000001",
      tenantId: "00000000-0000-4000-8000-000000000002",
    };
    const file = join(place, "state.json");
    const reports: string[] = [];
    const state = await openState(file, owner, ({ message }) => reports.push(message));
    const store = new Store(owner.subscriptionId, state.changed);
    await state.begin(liveState(store));
    await rename(place, `${place}.away`);
    store.addGroup("first", "x", undefined);
    await until(() => Promise.resolve(reports.length > 0));
    expect(reports[0]).to.include(file).and.include("no such file or folder");
    await rename(`${place}.away`, place);
    store.addGroup("second", "x", undefined);
    await until(async () => (await readFile(file, "utf8")).includes("second"));
    expect(await readFile(file, "utf8")).to.include("first");
    await rename(place, `${place}.away`);
    const { message } = await failure(state.close());
    expect(message).to.include("could not be written");
    await rm(`${place}.away`, { recursive: true });
  });
});
