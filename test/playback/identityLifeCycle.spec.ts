// The life of an identity. Somebody creates an identity for a team, looks at it, gives it other tags, creates it again
// as deployments do, and finds it in the lists. It keeps its ids all the while. Then it is deleted; deleting it once
// more does no harm, and an identity made later under its name is another one.

import { expect } from "chai";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

describe("Playback: the life of an identity", () => {
  const { recorded } = recordings("identityLifeCycle");

  recorded("creates, reads, changes and deletes an identity", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location, subscriptionId } = target;
    const name = "life-cycle";

    const created = await identities.createOrUpdate(group, name, {
      location,
      tags: { team: "platform" },
    });
    expect(created).to.deep.include({ name, location, tags: { team: "platform" } });
    expect(created.id?.toLowerCase()).to.equal(
      `/subscriptions/${subscriptionId}/resourcegroups/${group}/providers/microsoft.managedidentity/userassignedidentities/${name}`,
    );
    expect(created.type).to.equal("Microsoft.ManagedIdentity/userAssignedIdentities");
    expect(created.clientId).to.be.a("string").that.is.not.equal(created.principalId);
    expect(created.tenantId).to.be.a("string");

    expect(await identities.get(group, name)).to.deep.equal(created);

    const tagged = await identities.update(group, name, { tags: { stage: "test" } });
    expect(tagged).to.deep.equal({ ...created, tags: { stage: "test" } });

    const again = await identities.createOrUpdate(group, name, { location, tags: {} });
    expect(again).to.deep.equal({ ...created, tags: {} });

    await identities.delete(group, name);
    await identities.delete(group, name);
  });

  recorded("is found in the lists of its group and its subscription", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location } = target;
    const made = [];
    for (const name of ["first-listed", "second-listed"]) {
      made.push(await identities.createOrUpdate(group, name, { location }));
    }

    const inGroup = [];
    for await (const identity of identities.listByResourceGroup(group)) {
      inGroup.push(identity);
    }
    expect(inGroup).to.deep.equal(made);

    const inSubscription = [];
    for await (const { id } of identities.listBySubscription()) {
      inSubscription.push(id);
    }
    expect(inSubscription).to.include.members(made.map(({ id }) => id));
  });

  recorded("gets new ids when it is created anew", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location } = target;
    const before = await identities.createOrUpdate(group, "made-twice", { location });
    await identities.delete(group, "made-twice");
    const after = await identities.createOrUpdate(group, "made-twice", { location });
    expect(after.id).to.equal(before.id);
    expect(after.clientId).not.to.equal(before.clientId);
    expect(after.principalId).not.to.equal(before.principalId);
  });

  recorded("is regional if asked to, and says so", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location } = target;
    const created = await identities.createOrUpdate(group, "regional", {
      location,
      isolationScope: "Regional",
    });
    expect(created.isolationScope).to.equal("Regional");
    const freed = await identities.update(group, "regional", { isolationScope: "None" });
    expect(freed).to.deep.equal({ ...created, isolationScope: "None" });
  });
});
