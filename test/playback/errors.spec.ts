// What can go wrong, and how a program tells. One story for each guard: what is missing, and whether its parent is, too;
// conflicts, and the one that passes by itself; a token that is not accepted, and one that may not; a subscription that
// does not know the provider; too many requests. Nobody has roles in the emulator: what a caller without one is answered
// is taken from documentation.

import {
  isConcurrentWrite,
  isConflict,
  isForbidden,
  isNotFound,
  isParentNotFound,
  isProviderNotRegistered,
  isServiceError,
  isThrottled,
  isUnauthorized,
} from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";
import { fixedCredential } from "./support/target.js";

const guards = {
  isConcurrentWrite,
  isConflict,
  isForbidden,
  isNotFound,
  isParentNotFound,
  isProviderNotRegistered,
  isServiceError,
  isThrottled,
  isUnauthorized,
};

/** The guards that an error passes, `isServiceError` aside, which all of them are. */
async function guardsOf(call: Promise<unknown>): Promise<string[]> {
  const error = await failureOf(call);
  const passed = Object.entries(guards).filter(([, guard]) => guard(error));
  const names = passed.map(([name]) => name);
  expect(names).to.include("isServiceError");
  return names.filter((name) => name !== "isServiceError");
}

const credential = {
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:contoso/shop:ref:refs/heads/main",
  audiences: ["api://AzureADTokenExchange"],
};

describe("Playback: errors", () => {
  const { recorded, authored } = recordings("errors");

  recorded("isNotFound: an identity that is not there", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const call = identities.get(target.resourceGroup, "no-such-identity");
    expect(await guardsOf(call)).to.deep.equal(["isNotFound"]);
  });

  recorded("isParentNotFound: a group that is not there", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const call = identities.delete("no-such-group", "identity");
    expect(await guardsOf(call)).to.deep.equal(["isNotFound", "isParentNotFound"]);
  });

  recorded("isParentNotFound: a credential's identity that is not there", async (target) => {
    const { federatedIdentityCredentials: credentials } = clientOf(target);
    const call = credentials.delete(target.resourceGroup, "no-such-identity", "workflow");
    expect(await guardsOf(call)).to.deep.equal(["isNotFound", "isParentNotFound"]);
  });

  recorded("isConflict: two credentials for the same tokens", async (target) => {
    const client = clientOf(target);
    const { resourceGroup: group, location } = target;
    await client.userAssignedIdentities.createOrUpdate(group, "trusting", { location });
    const credentials = client.federatedIdentityCredentials;
    await credentials.createOrUpdate(group, "trusting", "workflow", credential);
    const call = credentials.createOrUpdate(group, "trusting", "same-workflow", credential);
    expect(await guardsOf(call)).to.deep.equal(["isConflict"]);
  });

  recorded("isUnauthorized: a token that is none", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(
      target,
      {},
      fixedCredential("not-a-token"),
    );
    const call = identities.get(target.resourceGroup, "identity");
    expect(await guardsOf(call)).to.deep.equal(["isUnauthorized"]);
  });

  recorded("is no guard's: a credential with two audiences", async (target) => {
    const client = clientOf(target);
    const { resourceGroup: group, location } = target;
    await client.userAssignedIdentities.createOrUpdate(group, "trusting", { location });
    const call = client.federatedIdentityCredentials.createOrUpdate(group, "trusting", "workflow", {
      ...credential,
      audiences: ["api://AzureADTokenExchange", "api://another"],
    });
    expect(await guardsOf(call)).to.deep.equal([]);
  });

  recorded(
    "isConcurrentWrite: two writes of credentials at a time",
    async (target) => {
      const client = clientOf(target);
      const { resourceGroup: group, location } = target;
      await client.userAssignedIdentities.createOrUpdate(group, "trusting", { location });
      // The same write twice: whichever comes first, the other one is refused, and the recording is the same.
      const write = () =>
        client.federatedIdentityCredentials.createOrUpdate(
          group,
          "trusting",
          "workflow",
          credential,
        );
      const writes = [write(), write()];
      const statuses = (await Promise.allSettled(writes)).map(({ status }) => status);
      expect(statuses).to.have.members(["fulfilled", "rejected"]);
      expect(await guardsOf(Promise.all(writes))).to.deep.equal([
        "isConcurrentWrite",
        "isConflict",
      ]);
    },
    {
      emulator: { writeDurationInMs: 1_000 },
      emulatorOnly: "whether its writes overlap is left to chance",
    },
  );

  recorded(
    "isProviderNotRegistered: a subscription new to the provider",
    async (target) => {
      const { userAssignedIdentities: identities } = clientOf(target);
      const { resourceGroup: group, location } = target;
      const call = identities.createOrUpdate(group, "identity", { location });
      expect(await guardsOf(call)).to.deep.equal(["isConflict", "isProviderNotRegistered"]);
    },
    {
      emulator: { registration: { state: "NotRegistered" } },
      emulatorOnly: "other stories need it registered",
    },
  );

  recorded(
    "isThrottled: an identity read too often",
    async (target) => {
      const { userAssignedIdentities: identities } = clientOf(target, {
        retryOptions: { maxRetries: 0 },
      });
      const { resourceGroup: group, location } = target;
      await identities.createOrUpdate(group, "busy", { location });
      await identities.get(group, "busy");
      const call = identities.get(group, "busy");
      expect(await guardsOf(call)).to.deep.equal(["isThrottled"]);
      expect(await failureOf(call)).to.include({
        retryAfterInMs: 2_000,
        operation: "UserAssignedIdentities.get",
      });
    },
    {
      emulator: { throttling: true },
      emulatorOnly: "when it has had enough is not known well",
    },
  );

  authored("isForbidden: a caller without the role", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const call = identities.createOrUpdate(target.resourceGroup, "identity", {
      location: target.location,
    });
    expect(await guardsOf(call)).to.deep.equal(["isForbidden"]);
  });
});
