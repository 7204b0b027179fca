// Long lists. Somebody walks through the identities of a group page by page, stops after the first page, keeps the
// place, and goes on from there later, with another client. Credentials can be asked for in pages of a given size.

import { getContinuationToken } from "arm-managed-identity";
import { expect } from "chai";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";
import type { Target } from "./support/target.js";

describe("Playback: paging and resuming", () => {
  const { recorded } = recordings("paging", {
    emulator: { pageSize: 2 },
    emulatorOnly: "its pages are long, and its size is not ours to choose",
  });

  /** Makes five identities, for three pages. */
  async function createFive(target: Target): Promise<string[]> {
    const names = ["one", "two", "three", "four", "five"].map((number) => `identity-${number}`);
    for (const name of names) {
      const { location } = target;
      await clientOf(target).userAssignedIdentities.createOrUpdate(target.resourceGroup, name, {
        location,
      });
    }
    return names;
  }

  recorded("walks through all identities, whatever the pages", async (target) => {
    const names = await createFive(target);
    const listed: unknown[] = [];
    for await (const { name } of clientOf(target).userAssignedIdentities.listByResourceGroup(
      target.resourceGroup,
    )) {
      listed.push(name);
    }
    expect(listed).to.deep.equal(names);
  });

  recorded("stops after a page and resumes with another client", async (target) => {
    const names = await createFive(target);
    const { resourceGroup: group } = target;

    const first = clientOf(target).userAssignedIdentities.listByResourceGroup(group).byPage();
    const { value: page } = (await first.next()) as IteratorResult<{ name?: string }[], never>;
    const continuationToken = getContinuationToken(page);
    expect(page?.map(({ name }) => name)).to.deep.equal(names.slice(0, 2));
    expect(continuationToken).to.be.a("string");

    const rest: unknown[][] = [];
    for await (const next of clientOf(target)
      .userAssignedIdentities.listByResourceGroup(group)
      .byPage({ continuationToken: continuationToken ?? "" })) {
      rest.push(next.map(({ name }) => name));
    }
    expect(rest).to.deep.equal([names.slice(2, 4), names.slice(4)]);
  });

  recorded("asks for pages of credentials of a given size", async (target) => {
    const client = clientOf(target);
    const { resourceGroup: group, location } = target;
    await client.userAssignedIdentities.createOrUpdate(group, "trusting", { location });
    for (const environment of ["build", "stage", "production"]) {
      await client.federatedIdentityCredentials.createOrUpdate(group, "trusting", environment, {
        issuer: "https://token.actions.githubusercontent.com",
        subject: `repo:contoso/shop:environment:${environment}`,
        audiences: ["api://AzureADTokenExchange"],
      });
    }
    const pages: unknown[][] = [];
    for await (const page of client.federatedIdentityCredentials
      .list(group, "trusting")
      .byPage({ maxPageSize: 1 })) {
      pages.push(page.map(({ name }) => name));
    }
    expect(pages).to.deep.equal([["build"], ["stage"], ["production"]]);
  });
});
