// What can be permitted. Somebody who writes a custom role asks which operations the provider has, and finds those on
// identities and on their credentials, each with words for people.

import type { Operation } from "arm-managed-identity";
import { expect } from "chai";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

describe("Playback: the list of operations", () => {
  const { recorded } = recordings("operationsList");

  recorded("names what a role can permit", async (target) => {
    const operations: Operation[] = [];
    for await (const operation of clientOf(target).operations.list()) {
      operations.push(operation);
    }
    const provider = "Microsoft.ManagedIdentity";
    expect(operations.map(({ name }) => name)).to.include.members([
      `${provider}/userAssignedIdentities/read`,
      `${provider}/userAssignedIdentities/write`,
      `${provider}/userAssignedIdentities/delete`,
      `${provider}/userAssignedIdentities/assign/action`,
      `${provider}/userAssignedIdentities/federatedIdentityCredentials/write`,
    ]);
    for (const { display } of operations) {
      expect(display).to.include.all.keys("provider", "resource", "operation", "description");
    }
  });
});
