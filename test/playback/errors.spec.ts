// What can go wrong, and how a program tells. One story for each guard: what is missing, and whether its parent is, too;
// conflicts, and the one that passes by itself; a token that is not accepted, and one that may not; a subscription that
// does not know the provider; too many requests. Where a target cannot be made to answer so, the answer is taken from
// documentation or from what users quote.

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

  authored("isConcurrentWrite: two writes of credentials at a time", async (target) => {
    const { federatedIdentityCredentials: credentials } = clientOf(target);
    const { resourceGroup: group } = target;
    const call = credentials.createOrUpdate(group, "trusting", "workflow", credential);
    expect(await guardsOf(call)).to.deep.equal(["isConcurrentWrite", "isConflict"]);
  });

  authored("isForbidden: a caller without the role", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const call = identities.createOrUpdate(target.resourceGroup, "identity", {
      location: target.location,
    });
    expect(await guardsOf(call)).to.deep.equal(["isForbidden"]);
  });

  authored("isProviderNotRegistered: a subscription new to the provider", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const call = identities.createOrUpdate(target.resourceGroup, "identity", {
      location: target.location,
    });
    expect(await guardsOf(call)).to.deep.equal(["isConflict", "isProviderNotRegistered"]);
  });

  authored("isThrottled: an identity read too often", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target, {
      retryOptions: { maxRetries: 0 },
    });
    const error = await failureOf(identities.get(target.resourceGroup, "busy"));
    expect(isThrottled(error)).to.equal(true);
    expect(error).to.include({ retryAfterInMs: 20_000, operation: "UserAssignedIdentities.get" });
  });
});
