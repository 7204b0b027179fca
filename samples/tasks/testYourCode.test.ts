// Test your own code with the emulator, in Node's test runner: real requests over HTTPS, no Azure
// account, no mocks.
//
//   node --import tsx --test samples/tasks/testYourCode.test.ts

import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { startEmulator, type Emulator } from "arm-managed-identity-emulator";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

/** The code under test. It takes the client from outside, so it does not know whether it talks to Azure. */
async function deleteUnowned(
  client: ManagedServiceIdentityClient,
  resourceGroup: string,
): Promise<string[]> {
  const deleted: string[] = [];
  for await (const { name, tags } of client.userAssignedIdentities.listByResourceGroup(
    resourceGroup,
  )) {
    if (name !== undefined && tags?.["owner"] === undefined) {
      await client.userAssignedIdentities.delete(resourceGroup, name);
      deleted.push(name);
    }
  }
  return deleted;
}

let emulator: Emulator;
let client: ManagedServiceIdentityClient;

before(async () => {
  emulator = await startEmulator({ resourceGroups: { "my-group": "westeurope" } });
  client = new ManagedServiceIdentityClient(emulator.credential, emulator.subscriptionId, {
    endpoint: emulator.endpoint,
    // Trust this one certificate; checks stay on.
    tlsOptions: { ca: emulator.certificate },
  });
});

after(() => emulator.stop());

test("deletes the identities that nobody owns, and no others", async () => {
  const identities = client.userAssignedIdentities;
  const location = "westeurope";
  await identities.createOrUpdate("my-group", "owned", { location, tags: { owner: "team-a" } });
  await identities.createOrUpdate("my-group", "unowned", { location });

  assert.deepEqual(await deleteUnowned(client, "my-group"), ["unowned"]);

  await identities.get("my-group", "owned");
  await assert.rejects(identities.get("my-group", "unowned"), { code: "ResourceNotFound" });
});

test("fails when there is no such group", async () => {
  await assert.rejects(deleteUnowned(client, "no-such-group"), { code: "ResourceGroupNotFound" });
});
