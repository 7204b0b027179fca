// Test your own code with the emulator, in Node's test runner: real requests over HTTPS, no Azure
// account, no mocks.
//
//   node --import tsx --test samples/tasks/testYourCode.test.ts

import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { startEmulator, type Emulator } from "arm-managed-identity-emulator";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

/** The code under test. It takes the client from outside, so it does not know whether it talks to Azure. */
async function findUnowned(
  client: ManagedServiceIdentityClient,
  resourceGroup: string,
): Promise<string[]> {
  const unowned: string[] = [];
  for await (const { name, tags } of client.userAssignedIdentities.listByResourceGroup(
    resourceGroup,
  )) {
    if (name !== undefined && tags?.["owner"] === undefined) {
      unowned.push(name);
    }
  }
  return unowned;
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

test("finds the identities that nobody owns, and no others", async () => {
  const identities = client.userAssignedIdentities;
  const location = "westeurope";
  await identities.createOrUpdate("my-group", "owned", { location, tags: { owner: "team-a" } });
  await identities.createOrUpdate("my-group", "unowned", { location });

  assert.deepEqual(await findUnowned(client, "my-group"), ["unowned"]);
});

test("goes on when the service was unavailable for a moment", async () => {
  const fault = emulator.faults.add({
    match: { operation: "UserAssignedIdentities_ListByResourceGroup" },
    fault: { kind: "answer", status: 503, headers: { "Retry-After": "0" } },
  });

  await findUnowned(client, "my-group");

  assert.equal(fault.remaining, 0);
});

test("fails when there is no such group", async () => {
  await assert.rejects(findUnowned(client, "no-such-group"), { code: "ResourceGroupNotFound" });
});
