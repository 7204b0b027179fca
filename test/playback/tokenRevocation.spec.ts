// A token may have leaked. Somebody revokes all tokens of an identity, which one preview version can; the identity stays
// what it was. An identity that is not there has no tokens to revoke.

import { isNotFound } from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

describe("Playback: token revocation", () => {
  const { recorded } = recordings("tokenRevocation");

  recorded("revokes the tokens of an identity and leaves the identity", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const { resourceGroup: group, location } = target;
    const created = await identities.createOrUpdate(group, "leaked", { location });
    await identities.revokeTokens(group, "leaked");
    expect(await identities.get(group, "leaked")).to.deep.equal(created);
  });

  recorded("finds nothing to revoke where there is no identity", async (target) => {
    const { userAssignedIdentities: identities } = clientOf(target);
    const error = await failureOf(
      identities.revokeTokens(target.resourceGroup, "no-such-identity"),
    );
    expect(isNotFound(error)).to.equal(true);
  });
});
