import { expect } from "chai";
import type { EmulatorOptions } from "../src/index.js";
import {
  at,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
  type Reply,
} from "./support.js";

const location = "westeurope";
const version = "2021-04-01";

describe("emulator: registration of the provider", () => {
  let lab: Laboratory;
  afterEach(() => lab.close());

  async function open(registration: EmulatorOptions["registration"]): Promise<void> {
    lab = await openLaboratory({ registration, resourceGroups: { rg1: location } });
    lab.emulator.clock.freeze();
  }
  const providerPath = (action = ""): string =>
    at(
      `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity${action}`,
      version,
    );
  const state = ({ json }: Reply): string => json.registrationState!;
  const create = (): Promise<Reply> => lab.put(identityPath(lab, "id1"), { location });

  it("is there unless it is said otherwise", async () => {
    await open(undefined);
    const reply = await lab.ask("GET", providerPath());
    expect(reply.status).to.equal(200);
    expect(state(reply)).to.equal("Registered");
    expect((await create()).status).to.equal(201);
  });

  it("is demanded by every operation of the provider in the subscription", async () => {
    await open({ state: "NotRegistered" });
    const list = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    const system = `${groupPath(lab)}/providers/A.B/c/d/providers/Microsoft.ManagedIdentity/identities/default`;
    const replies = [
      await create(),
      await lab.ask("GET", list),
      await lab.ask("GET", identityPath(lab, "id1")),
      await lab.ask("DELETE", credentialPath(lab, "fic")),
      await lab.ask("GET", system),
    ];
    const message =
      "The subscription is not registered to use namespace 'Microsoft.ManagedIdentity'. See https://aka.ms/rps-not-found for how to register subscriptions.";
    const code = "MissingSubscriptionRegistration";
    for (const { status, json, headers } of replies) {
      expect(status).to.equal(409);
      expect(json).to.deep.equal({
        error: { code, message, details: [{ code, target: "Microsoft.ManagedIdentity", message }] },
      });
      expect(headers["x-ms-failure-cause"]).to.equal("gateway");
    }
    const others = [
      await lab.ask("GET", "/providers/Microsoft.ManagedIdentity/operations"),
      await lab.ask("GET", groupPath(lab)),
    ];
    expect(others.map(({ status }) => status)).to.deep.equal([200, 200]);
  });

  it("takes its time, by the emulator's clock", async () => {
    await open({ state: "NotRegistered", durationInMs: 30_000 });
    expect(state(await lab.ask("GET", providerPath()))).to.equal("NotRegistered");
    const asked = await lab.ask("POST", providerPath("/register"));
    expect(asked.status).to.equal(200);
    expect(state(asked)).to.equal("Registering");
    lab.emulator.clock.advance(29_999);
    expect(state(await lab.ask("POST", providerPath("/register")))).to.equal("Registering");
    expect((await create()).status).to.equal(409);
    lab.emulator.clock.advance(1);
    expect(state(await lab.ask("GET", providerPath()))).to.equal("Registered");
    expect((await create()).status).to.equal(201);
    expect(state(await lab.ask("POST", providerPath("/register")))).to.equal("Registered");
  });

  it("answers Registering once even if it takes no time", async () => {
    await open({ state: "NotRegistered" });
    expect(state(await lab.ask("POST", providerPath("/register")))).to.equal("Registering");
    expect(state(await lab.ask("GET", providerPath()))).to.equal("Registered");
  });

  it("can be taken back when there are no identities", async () => {
    await open({ durationInMs: 5_000 });
    await create();
    const inUse = await lab.ask("POST", providerPath("/unregister"));
    expect(inUse.status).to.equal(409);
    expect(inUse.json.error!.code).to.equal("Conflict");
    await lab.ask("DELETE", identityPath(lab, "id1"));
    expect(state(await lab.ask("POST", providerPath("/unregister")))).to.equal("Unregistering");
    expect((await create()).status).to.equal(409);
    lab.emulator.clock.advance(5_000);
    expect(state(await lab.ask("GET", providerPath()))).to.equal("Unregistered");
    expect(state(await lab.ask("POST", providerPath("/register")))).to.equal("Registering");
  });

  it("leaves a provider alone that was never registered", async () => {
    await open({ state: "NotRegistered" });
    expect(state(await lab.ask("POST", providerPath("/unregister")))).to.equal("NotRegistered");
  });

  it("is described with the provider's types, their regions and versions", async () => {
    await open(undefined);
    const { json } = await lab.ask("GET", providerPath());
    expect(Object.keys(json)).to.deep.equal([
      "id",
      "namespace",
      "resourceTypes",
      "registrationState",
      "registrationPolicy",
    ]);
    expect(json.id).to.equal(
      `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity`,
    );
    expect(json.namespace).to.equal("Microsoft.ManagedIdentity");
    expect(json.registrationPolicy).to.equal("RegistrationRequired");
    const types = new Map(json.resourceTypes!.map((type) => [type.resourceType as string, type]));
    expect([...types.keys()]).to.have.members([
      "identities",
      "operations",
      "userAssignedIdentities",
      "userAssignedIdentities/federatedIdentityCredentials",
    ]);
    const identities = types.get("userAssignedIdentities")!;
    expect(identities.locations).to.include.members(["West Europe", "USGov Virginia"]);
    expect(identities.apiVersions![0]).to.equal("2026-05-31");
    expect(identities.apiVersions).to.have.lengthOf(9);
    const credentials = types.get("userAssignedIdentities/federatedIdentityCredentials")!;
    expect(credentials.apiVersions).not.to.include("2018-11-30");
    const all = await lab.ask(
      "GET",
      at(`/subscriptions/${lab.emulator.subscriptionId}/providers`, "2020-06-01"),
    );
    expect(all.json).to.deep.equal({ value: [json] });
  });

  it("knows no other provider", async () => {
    await open(undefined);
    const path = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.Compute`;
    expect((await lab.ask("GET", at(path, version))).status).to.equal(404);
  });
});

describe("emulator: options of registration", () => {
  for (const registration of [{ state: "Registering" }, { durationInMs: -1 }, { duration: 1 }, 1]) {
    it(`refuses ${JSON.stringify(registration)}`, async () => {
      const error: unknown = await openLaboratory({ registration } as EmulatorOptions).catch(
        (reason: unknown) => reason,
      );
      expect(error)
        .to.be.an("error")
        .with.property("message")
        .that.matches(/ registration/);
    });
  }
});
