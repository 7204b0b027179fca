// The same story in four API versions: an identity is created, tagged and deleted, and where the version knows
// credentials, one is made for it. 2018-11-30 has no operations on credentials: there, the client refuses before it
// sends anything. A last chapter is told in 2025-05-31-preview, which has flexible credentials: an expression in the
// place of the subject. Other versions refuse that one, too.

import { type KnownVersions } from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

const issuer = "https://token.actions.githubusercontent.com";
const audiences = ["api://AzureADTokenExchange"];

/** What an identity is answered with beside its ids. */
const stories: readonly {
  readonly apiVersion: `${KnownVersions}`;
  readonly hasCredentials: boolean;
  readonly hasIsolationScope: boolean;
}[] = [
  { apiVersion: "2018-11-30", hasCredentials: false, hasIsolationScope: false },
  { apiVersion: "2023-01-31", hasCredentials: true, hasIsolationScope: false },
  { apiVersion: "2024-11-30", hasCredentials: true, hasIsolationScope: true },
  { apiVersion: "2026-05-31", hasCredentials: true, hasIsolationScope: true },
];

describe("Playback: API versions", () => {
  const { recorded } = recordings("apiVersions");

  for (const { apiVersion, hasCredentials, hasIsolationScope } of stories) {
    recorded(`tells the story in ${apiVersion}`, async (target) => {
      const client = clientOf(target, { apiVersion });
      const { resourceGroup: group, location } = target;
      const { userAssignedIdentities: identities, federatedIdentityCredentials: credentials } =
        client;

      const created = await identities.createOrUpdate(group, "versioned", { location });
      expect(created.isolationScope).to.equal(hasIsolationScope ? "None" : undefined);
      const tagged = await identities.update(group, "versioned", { tags: { told: "yes" } });
      expect(tagged).to.deep.equal({ ...created, tags: { told: "yes" } });

      const write = credentials.createOrUpdate(group, "versioned", "workflow", {
        issuer,
        subject: "repo:contoso/shop:ref:refs/heads/main",
        audiences,
      });
      if (hasCredentials) {
        const { id } = await write;
        const { id: read } = await credentials.get(group, "versioned", "workflow");
        expect(read).to.equal(id);
      } else {
        expect(await failureOf(write)).to.include({ code: "UnsupportedByApiVersion" });
      }
      await identities.delete(group, "versioned");
    });
  }

  recorded("makes a flexible credential in 2025-05-31-preview", async (target) => {
    const { resourceGroup: group, location } = target;
    const flexible = {
      issuer,
      audiences,
      claimsMatchingExpression: {
        value: "claims['sub'] matches 'repo:contoso/shop:ref:refs/heads/*'",
        languageVersion: 1,
      },
    };
    const client = clientOf(target, { apiVersion: "2025-05-31-preview" });
    await client.userAssignedIdentities.createOrUpdate(group, "flexible", { location });
    const created = await client.federatedIdentityCredentials.createOrUpdate(
      group,
      "flexible",
      "any-branch",
      flexible,
    );
    expect(created).to.deep.include(flexible);
    expect(created.subject).to.equal(undefined);

    const other = clientOf(target, { apiVersion: "2024-11-30" }).federatedIdentityCredentials;
    const error = await failureOf(other.createOrUpdate(group, "flexible", "any-tag", flexible));
    expect(error).to.include({ code: "UnsupportedByApiVersion" });
  });
});
