// Too much at once. The service asks for patience, and the client has it: it asks again as it is told, a list goes on
// where it was, and a failure on the service's side is tried again, too. If the service stays busy, the caller learns it,
// and how long to wait. The wait is 0 seconds in these stories, so they say nothing of its length. The emulator is told
// to be busy.

import { isThrottled } from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings, type Trouble } from "./support/recordings.js";

type FaultMatch = Trouble["faults"][number]["match"];

/** Busy for a number of requests. */
function busy(match: FaultMatch, times: number): Trouble {
  return {
    basis:
      "The text as users quote it in public, the code likely; that the status is 429 with Retry-After, from the documentation of the provider's limits. The wait is 0 seconds here.",
    faults: [
      {
        match,
        times,
        fault: {
          kind: "answer",
          status: 429,
          headers: { "Retry-After": "0" },
          body: {
            error: {
              code: "429",
              message:
                "Request is temporarily throttled because resource busy has issued too many requests. Retry after 0 seconds.",
            },
          },
        },
      },
    ],
  };
}

const unavailable: Trouble = {
  basis:
    "Azure Resource Manager's documented answer while a service is unavailable, 503; not seen of this provider.",
  faults: [
    {
      match: { operation: "UserAssignedIdentities_CreateOrUpdate" },
      fault: {
        kind: "answer",
        status: 503,
        body: {
          error: {
            code: "ServiceUnavailable",
            message: "The service is temporarily unavailable.",
          },
        },
      },
    },
  ],
};

describe("Playback: throttling and retry", () => {
  const { recorded } = recordings("throttling", { emulator: { pageSize: 1 } });

  recorded(
    "asks again as it is told",
    async (target) => {
      const { userAssignedIdentities: identities } = clientOf(target);
      const { resourceGroup: group, location } = target;
      const created = await identities.createOrUpdate(group, "busy", { location });
      expect(await identities.get(group, "busy")).to.deep.equal(created);
    },
    { trouble: busy({ operation: "UserAssignedIdentities_Get" }, 2) },
  );

  recorded(
    "goes on with a list in the middle of which it had to wait",
    async (target) => {
      const { userAssignedIdentities: identities } = clientOf(target);
      const { resourceGroup: group, location } = target;
      for (const name of ["first", "second"]) {
        await identities.createOrUpdate(group, name, { location });
      }
      const listed: unknown[] = [];
      for await (const { name } of identities.listByResourceGroup(group)) {
        listed.push(name);
      }
      expect(listed).to.deep.equal(["first", "second"]);
    },
    { trouble: busy({ path: "skiptoken" }, 1) },
  );

  recorded(
    "tries a write again that the service could not take",
    async (target) => {
      const { userAssignedIdentities: identities } = clientOf(target, {
        retryOptions: { retryDelayInMs: 0, maxRetryDelayInMs: 0 },
      });
      const { resourceGroup: group, location } = target;
      const { name } = await identities.createOrUpdate(group, "late", { location });
      expect(name).to.equal("late");
    },
    { trouble: unavailable },
  );

  recorded(
    "says in the end that the service stays busy",
    async (target) => {
      const { userAssignedIdentities: identities } = clientOf(target, {
        retryOptions: { maxRetries: 2 },
      });
      const error = await failureOf(identities.get(target.resourceGroup, "busy"));
      expect(isThrottled(error)).to.equal(true);
      expect(error).to.include({ retryAfterInMs: 0 });
    },
    { trouble: busy({ operation: "UserAssignedIdentities_Get" }, 3) },
  );
});
