// Who uses an identity? Before somebody deletes an identity, they ask which resources have it: none yet, or a web site
// and a machine, which can be filtered and sorted. Only two preview versions can say; the client chooses one of them.

import { expect } from "chai";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";
import { sanitizedSubscriptionId } from "./support/sanitizer.js";

const resourceIn = (type: string, name: string): string =>
  `/subscriptions/${sanitizedSubscriptionId}/resourceGroups/shop/providers/${type}/${name}`;

describe("Playback: associated resources", () => {
  const { recorded } = recordings("associatedResources", {
    emulator: {
      associatedResources: {
        "in-use": [
          resourceIn("Microsoft.Web/sites", "storefront"),
          resourceIn("Microsoft.Compute/virtualMachines", "build-agent"),
        ],
      },
    },
    emulatorOnly: "it would take a web site and a virtual machine",
  });

  recorded("are none of an identity that nobody uses", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location } = target;
    await identities.createOrUpdate(group, "unused", { location });
    const listed: unknown[] = [];
    for await (const resource of identities.listAssociatedResources(group, "unused")) {
      listed.push(resource);
    }
    expect(listed).to.deep.equal([]);
  });

  recorded("are listed, filtered and sorted", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location } = target;
    await identities.createOrUpdate(group, "in-use", { location });
    const namesOf = async (options: { filter?: string; orderby?: string }) => {
      const names: unknown[] = [];
      for await (const { name } of identities.listAssociatedResources(group, "in-use", options)) {
        names.push(name);
      }
      return names;
    };
    expect(await namesOf({})).to.have.members(["storefront", "build-agent"]);
    expect(await namesOf({ filter: "type eq 'microsoft.web/sites'" })).to.deep.equal([
      "storefront",
    ]);
    expect(await namesOf({ orderby: "name asc" })).to.deep.equal(["build-agent", "storefront"]);
  });
});
