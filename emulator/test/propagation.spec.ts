// How long it takes until all of Azure knows of something new.

import { expect } from "chai";
import {
  at,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
} from "./support.js";
import { startEmulator, type PropagationOptions } from "../src/index.js";

const location = { location: "westeurope" };

describe("emulator: propagation", () => {
  let lab: Laboratory;
  afterEach(() => lab.close());

  async function open(propagation: PropagationOptions): Promise<void> {
    lab = await openLaboratory({ propagation });
    lab.emulator.clock.freeze();
    await lab.put(groupPath(lab), location);
    expect((await lab.put(identityPath(lab, "id1"), location)).status).to.equal(201);
  }

  it("a new identity cannot be read for a while, nor is it listed", async () => {
    await open({ identityInMs: 1_000 });
    const subscription = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    const lists = async () => {
      const replies = [await lab.ask("GET", identityPath(lab)), await lab.ask("GET", subscription)];
      return replies.map(({ json }) => json.value?.length);
    };
    lab.emulator.clock.advance(999);
    const missing = await lab.ask("GET", identityPath(lab, "id1"));
    expect([missing.status, missing.json.error?.code]).to.deep.equal([404, "ResourceNotFound"]);
    expect(await lists()).to.deep.equal([0, 0]);
    lab.emulator.clock.advance(1);
    expect((await lab.ask("GET", identityPath(lab, "id1"))).status).to.equal(200);
    expect(await lists()).to.deep.equal([1, 1]);
  });

  it("it can be written meanwhile: the write knows it", async () => {
    await open({ identityInMs: 1_000 });
    expect((await lab.put(identityPath(lab, "id1"), location)).status).to.equal(200);
    const patch = await lab.ask("PATCH", identityPath(lab, "id1"), { body: {} });
    expect(patch.status).to.equal(200);
    expect((await lab.ask("DELETE", identityPath(lab, "id1"))).status).to.equal(200);
  });

  it("no credential can be put under it for a while: its parent is not found", async () => {
    await open({ parentInMs: 500 });
    const put = () => lab.put(credentialPath(lab, "fic"), credentialBody());
    const early = await put();
    expect([early.status, early.json.error?.code]).to.deep.equal([404, "ParentResourceNotFound"]);
    expect((await lab.ask("GET", identityPath(lab, "id1"))).status).to.equal(200);
    lab.emulator.clock.advance(500);
    expect((await put()).status).to.equal(201);
  });

  it("no credential can be put under it while the directory does not know it: 500, or 404 of its own", async () => {
    await open({ principalInMs: 500 });
    const put = (version: string) =>
      lab.put(at(credentialPath(lab, "fic"), version), credentialBody());
    const answers: readonly [string, number, string][] = [
      ["2024-11-30", 500, "InternalServerError"],
      ["2025-05-31-preview", 500, "InternalServerError"],
      ["2026-05-31", 404, "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation"],
    ];
    for (const [version, status, code] of answers) {
      const reply = await put(version);
      expect([reply.status, reply.json.error?.code], version).to.deep.equal([status, code]);
    }
    lab.emulator.clock.advance(500);
    expect((await put("2026-05-31")).status).to.equal(201);
  });

  it("begins again when an identity is created anew", async () => {
    await open({ identityInMs: 1_000 });
    lab.emulator.clock.advance(1_000);
    await lab.ask("DELETE", identityPath(lab, "id1"));
    await lab.put(identityPath(lab, "id1"), location);
    expect((await lab.ask("GET", identityPath(lab, "id1"))).status).to.equal(404);
  });

  it("refuses durations that cannot be", async () => {
    await open({});
    const bad = [{ identityInMs: -1 }, { parentInMs: 1.5 }, { credentialsInMs: 1 }];
    for (const propagation of bad) {
      const error = await startEmulator({ propagation }).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(Error);
      expect((error as Error).message)
        .to.include("propagation")
        .and.include(Object.keys(propagation)[0]);
    }
  });
});

describe("emulator: clock", () => {
  it("goes on by itself, stands still, is moved on and never back", async () => {
    const lab = await openLaboratory();
    const { clock } = lab.emulator;
    try {
      clock.freeze();
      clock.freeze();
      const frozen = clock.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(clock.now()).to.equal(frozen);
      clock.advance(86_400_000);
      expect(clock.now()).to.equal(frozen + 86_400_000);
      const { headers } = await lab.ask("GET", "/");
      const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll("-", "");
      expect(headers["x-ms-routing-request-id"]).to.include(`:${day}T`);
      clock.unfreeze();
      clock.unfreeze();
      while (clock.now() <= frozen + 86_400_000) {
        await new Promise(setImmediate);
      }
      for (const bad of [-1, Number.NaN, Infinity, 9e15, 3e14]) {
        expect(() => clock.advance(bad)).to.throw(RangeError, "clock.advance");
      }
      expect((await lab.ask("GET", "/")).status).to.equal(404);
    } finally {
      await lab.close();
    }
  });
});
