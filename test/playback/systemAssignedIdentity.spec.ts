// An identity that came with a resource. Somebody knows a virtual machine and wants to give its own identity a role: the
// machine's id leads to the identity's. A resource that is not there has no identity.

import { isNotFound } from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

describe("Playback: a system-assigned identity", () => {
  const { recorded } = recordings("systemAssignedIdentity", {
    emulatorOnly: "it would take a virtual machine",
  });

  recorded("is found by the id of its resource", async (target) => {
    const { subscriptionId, resourceGroup, location } = target;
    const scope = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/build-agent`;
    const identity = await clientOf(target).systemAssignedIdentities.getByScope(scope);
    expect(identity).to.include({ location });
    expect(identity.principalId).to.be.a("string").that.is.not.equal(identity.clientId);
    expect(identity.clientSecretUrl).to.be.a("string");
  });

  recorded("is not found where there is no resource", async (target) => {
    const scope = `/subscriptions/${target.subscriptionId}/resourceGroups/no-such-group/providers/Microsoft.Compute/virtualMachines/build-agent`;
    const error = await failureOf(clientOf(target).systemAssignedIdentities.getByScope(scope));
    expect(isNotFound(error)).to.equal(true);
  });
});
