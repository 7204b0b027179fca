// Too much at once. The service asks for patience, and the client has it: it waits as long as it is told and asks again,
// a list goes on where it was, and a failure on the service's side is tried again, too. If the service stays busy, the
// caller learns it, and how long to wait. In these recordings the wait is 0 seconds, so that nobody has to.

import { isThrottled } from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

describe("Playback: throttling and retry", () => {
  const { authored } = recordings("throttling");

  authored("waits as it is told and asks again", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { name } = await identities.get(target.resourceGroup, "busy");
    expect(name).to.equal("busy");
  });

  authored("goes on with a list in the middle of which it had to wait", async (target) => {
    const listed: unknown[] = [];
    for await (const { name } of clientOf(target).userAssignedIdentities.listByResourceGroup(
      target.resourceGroup,
    )) {
      listed.push(name);
    }
    expect(listed).to.deep.equal(["first", "second"]);
  });

  authored("tries a write again that the service could not take", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target, {
      retryOptions: { retryDelayInMs: 0, maxRetryDelayInMs: 0 },
    });
    const { name } = await identities.createOrUpdate(target.resourceGroup, "late", {
      location: target.location,
    });
    expect(name).to.equal("late");
  });

  authored("says in the end that the service stays busy", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target, {
      retryOptions: { maxRetries: 2 },
    });
    const error = await failureOf(identities.get(target.resourceGroup, "busy"));
    expect(isThrottled(error)).to.equal(true);
    expect(error).to.include({ retryAfterInMs: 0 });
  });
});
