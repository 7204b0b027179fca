// Every operation against the emulator, over real HTTPS, by this package's client and by the peer.

import { ManagedServiceIdentityClient as PeerClient } from "@azure/arm-msi";
import { expect } from "chai";
import {
  ManagedServiceIdentityClient,
  isConflict,
  isNotFound,
  isParentNotFound,
  isServiceError,
  isUnauthorized,
  type FederatedIdentityCredential,
  type ServiceError,
} from "arm-managed-identity";
import { startEmulator, type Emulator } from "arm-managed-identity-emulator";
import { failureOf } from "./support/failure.js";
import type { PeerGroups } from "./support/operations.js";

const group = "my-group";
const audiences = ["api://AzureADTokenExchange"];

describe("every operation against the emulator", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ resourceGroups: { [group]: "westeurope" }, pageSize: 2 });
  });
  after(() => emulator.stop());

  const settings = () => ({
    endpoint: emulator.endpoint,
    tlsOptions: { ca: emulator.certificate },
    retryOptions: { maxRetries: 0 },
  });
  const ours = (): ManagedServiceIdentityClient =>
    new ManagedServiceIdentityClient(emulator.credential, emulator.subscriptionId, settings());
  const clients: Readonly<Record<string, () => PeerGroups>> = {
    "arm-managed-identity": ours,
    "@azure/arm-msi": () =>
      new PeerClient(emulator.credential, emulator.subscriptionId, settings()),
  };

  const stories = new Map<string, unknown>();
  for (const [name, make] of Object.entries(clients)) {
    it(`are carried out for ${name}`, async () => {
      stories.set(name, await lifeCycle(make(), emulator.subscriptionId));
    });
  }

  it("gives both the same results", () => {
    expect(stories.size).to.equal(2);
    expect(stories.get("arm-managed-identity")).to.deep.equal(stories.get("@azure/arm-msi"));
  });

  it("lets a result be written back as it is", async () => {
    const client = ours();
    const made = await client.userAssignedIdentities.createOrUpdate(group, "written-back", {
      location: "West Europe",
      tags: { a: "1" },
    });
    const again = await client.userAssignedIdentities.createOrUpdate(group, "written-back", made);
    expect(again).to.deep.equal(made);
    await client.userAssignedIdentities.delete(group, "written-back");
  });

  it("answers errors that the guards know", async () => {
    const client = ours();
    const missing = await failureOf<ServiceError>(
      client.userAssignedIdentities.get(group, "missing"),
    );
    expect(isNotFound(missing) && !isParentNotFound(missing)).to.equal(true);
    expect(missing.requestId).to.match(/^[0-9a-f-]{36}$/);
    expect(missing.message).to.equal(
      "UserAssignedIdentities.get failed with status 404 (ResourceNotFound): The Resource " +
        "'Microsoft.ManagedIdentity/userAssignedIdentities/missing' under resource group 'my-group' was not found. " +
        "For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    );
    const orphan = await failureOf(
      client.federatedIdentityCredentials.delete(group, "missing", "credential"),
    );
    expect(isParentNotFound(orphan)).to.equal(true);
    await client.userAssignedIdentities.createOrUpdate(group, "strict", { location: "westeurope" });
    const credential = { issuer: "https://i.example", subject: "s", audiences };
    const bad = { ...credential, audiences: ["a", "b"] };
    const twoAudiences = await failureOf<ServiceError>(
      client.federatedIdentityCredentials.createOrUpdate(group, "strict", "bad", bad),
    );
    expect(twoAudiences.code).to.equal("InvalidFederatedIdentityCredentialsAudienceLength");
    await client.federatedIdentityCredentials.createOrUpdate(group, "strict", "one", credential);
    const twin = await failureOf(
      client.federatedIdentityCredentials.createOrUpdate(group, "strict", "two", credential),
    );
    expect(isConflict(twin)).to.equal(true);
    await client.userAssignedIdentities.delete(group, "strict");
  });

  it("lets no other token in", async () => {
    const client = new ManagedServiceIdentityClient(
      {
        getToken: () => Promise.resolve({ token: "other", expiresOnTimestamp: Date.now() + 3.6e6 }),
      },
      emulator.subscriptionId,
      settings(),
    );
    const error = await failureOf(client.userAssignedIdentities.get(group, "any"));
    expect(isServiceError(error) && isUnauthorized(error)).to.equal(true);
  });
});

/** Uses every operation and gives what it saw, without what is new each time. */
async function lifeCycle(client: PeerGroups, subscriptionId: string): Promise<unknown> {
  const { userAssignedIdentities: identities, federatedIdentityCredentials: credentials } = client;
  const created = await identities.createOrUpdate(group, "bot", {
    location: "West Europe",
    tags: { team: "a" },
  });
  expect(created.principalId).to.match(/^[0-9a-f-]{36}$/);
  const got = await identities.get(group, "BOT");
  expect(got).to.deep.equal(created);
  const updated = await identities.update(group, "bot", { tags: { team: "b" } });
  const regional = await identities.createOrUpdate(group, "bot", {
    location: "westeurope",
    isolationScope: "Regional",
  });
  expect(regional.principalId).to.equal(created.principalId);

  const trust: FederatedIdentityCredential[] = [];
  for (const name of ["first", "second", "third"]) {
    const body = { issuer: "https://issuer.example", subject: name, audiences };
    trust.push(await credentials.createOrUpdate(group, "bot", name, body));
  }
  const changed = await credentials.createOrUpdate(group, "bot", "third", {
    issuer: "https://issuer.example/",
    subject: "changed",
    audiences,
  });
  expect(await credentials.get(group, "bot", "third")).to.deep.equal(changed);
  const listed = await all(credentials.list(group, "bot"));
  const fromSecond = await all(credentials.list(group, "bot", { top: 1 }));
  await credentials.delete(group, "bot", "first");
  await credentials.delete(group, "bot", "first");

  const machine = `subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/vm`;
  const story = {
    created,
    updated,
    regional,
    trust,
    changed,
    listed,
    fromSecond,
    left: await all(credentials.list(group, "bot")),
    byGroup: await all(identities.listByResourceGroup(group)),
    bySubscription: await all(identities.listBySubscription()),
    system: await client.systemAssignedIdentities.getByScope(machine),
    operations: await all(client.operations.list()),
  };
  expect(story.listed.map(({ name }) => name)).to.deep.equal(["first", "second", "third"]);
  expect(story.left.map(({ name }) => name)).to.deep.equal(["second", "third"]);
  expect(story.operations).to.have.lengthOf(12);
  await identities.delete(group, "bot");
  await identities.delete(group, "bot");
  return JSON.parse(
    JSON.stringify(story)
      .replaceAll(created.principalId ?? "", "{principal}")
      .replaceAll(created.clientId ?? "", "{client}"),
  );
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const result: Item[] = [];
  for await (const item of items) {
    result.push(item);
  }
  return result;
}
