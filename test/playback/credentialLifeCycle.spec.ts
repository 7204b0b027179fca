// The life of a federated identity credential. A workflow of GitHub's is to act as an identity: a credential says which
// tokens are trusted. It is created, read, pointed to another branch under its name, listed and deleted. Credentials
// go with their identity.

import type { FederatedIdentityCredential } from "arm-managed-identity";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";

const issuer = "https://token.actions.githubusercontent.com";
const audiences = ["api://AzureADTokenExchange"];
const subjectOf = (branch: string): string => `repo:contoso/shop:ref:refs/heads/${branch}`;

describe("Playback: the life of a federated identity credential", () => {
  const { recorded } = recordings("credentialLifeCycle");

  recorded("creates, reads, changes and deletes a credential", async (target) => {
    const client = clientOf(target);
    const { resourceGroup: group, location } = target;
    const credentials = client.federatedIdentityCredentials;
    await client.userAssignedIdentities.createOrUpdate(group, "trusting", { location });

    const created = await credentials.createOrUpdate(group, "trusting", "workflow", {
      issuer,
      subject: subjectOf("main"),
      audiences,
    });
    expect(created).to.deep.include({
      name: "workflow",
      type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
      issuer,
      subject: subjectOf("main"),
      audiences,
    });
    expect(await credentials.get(group, "trusting", "workflow")).to.deep.equal(created);

    const changed = await credentials.createOrUpdate(group, "trusting", "workflow", {
      issuer,
      subject: subjectOf("release"),
      audiences,
    });
    expect(changed).to.deep.equal({ ...created, subject: subjectOf("release") });

    const listed: FederatedIdentityCredential[] = [];
    for await (const credential of credentials.list(group, "trusting")) {
      listed.push(credential);
    }
    expect(listed).to.deep.equal([changed]);

    await credentials.delete(group, "trusting", "workflow");
    await credentials.delete(group, "trusting", "workflow");
    const error = await failureOf(credentials.get(group, "trusting", "workflow"));
    expect(error).to.include({ statusCode: 404, code: "NotFound" });
  });

  recorded("goes with its identity", async (target) => {
    const client = clientOf(target);
    const { resourceGroup: group, location } = target;
    const credentials = client.federatedIdentityCredentials;
    await client.userAssignedIdentities.createOrUpdate(group, "short-lived", { location });
    await credentials.createOrUpdate(group, "short-lived", "workflow", {
      issuer,
      subject: subjectOf("main"),
      audiences,
    });
    await client.userAssignedIdentities.delete(group, "short-lived");
    await client.userAssignedIdentities.createOrUpdate(group, "short-lived", { location });

    const listed: FederatedIdentityCredential[] = [];
    for await (const credential of credentials.list(group, "short-lived")) {
      listed.push(credential);
    }
    expect(listed).to.deep.equal([]);
  });
});
