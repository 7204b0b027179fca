// Every operation of the client, called once with plain arguments.

import type { ManagedServiceIdentityClient } from "arm-managed-identity";

/** What the calls need of a client. */
export type Groups = Pick<
  ManagedServiceIdentityClient,
  | "federatedIdentityCredentials"
  | "operations"
  | "systemAssignedIdentities"
  | "userAssignedIdentities"
>;

/** What the peer has of it: all but two operations. */
export type PeerGroups = Omit<Groups, "userAssignedIdentities"> & {
  readonly userAssignedIdentities: Omit<
    Groups["userAssignedIdentities"],
    "listAssociatedResources" | "revokeTokens"
  >;
};

const group = "rgName";
const identity = "resourceName";
const credential = "ficResourceName";
// Without the leading slash: the peer would send it twice.
const scope =
  "subscriptions/c267c0e7-0a73-4789-9e17-d26aeb0904e5/resourceGroups/rgName/providers/Microsoft.Compute/virtualMachines/vm1";

/** The calls by the id of their operation, as the specification names it. */
export const operationCalls: Readonly<Record<string, (client: Groups) => Promise<unknown>>> = {
  Operations_List: (client) => client.operations.list().next(),
  SystemAssignedIdentities_GetByScope: (client) =>
    client.systemAssignedIdentities.getByScope(scope),
  UserAssignedIdentities_ListBySubscription: (client) =>
    client.userAssignedIdentities.listBySubscription().next(),
  UserAssignedIdentities_ListByResourceGroup: (client) =>
    client.userAssignedIdentities.listByResourceGroup(group).next(),
  UserAssignedIdentities_CreateOrUpdate: (client) =>
    client.userAssignedIdentities.createOrUpdate(group, identity, {
      location: "eastus",
      tags: { team: "platform" },
      isolationScope: "Regional",
    }),
  UserAssignedIdentities_Update: (client) =>
    client.userAssignedIdentities.update(group, identity, { tags: { team: "data" } }),
  UserAssignedIdentities_Get: (client) => client.userAssignedIdentities.get(group, identity),
  UserAssignedIdentities_Delete: (client) => client.userAssignedIdentities.delete(group, identity),
  UserAssignedIdentities_ListAssociatedResources: (client) =>
    client.userAssignedIdentities
      .listAssociatedResources(group, identity, {
        filter: "type eq 'microsoft.web/sites'",
        orderby: "name asc",
        top: 10,
        skip: 20,
        skiptoken: "X'12345'",
      })
      .next(),
  UserAssignedIdentities_RevokeTokens: (client) =>
    client.userAssignedIdentities.revokeTokens(group, identity),
  FederatedIdentityCredentials_List: (client) =>
    client.federatedIdentityCredentials
      .list(group, identity, { top: 20, skiptoken: "X'12345'" })
      .next(),
  FederatedIdentityCredentials_CreateOrUpdate: (client) =>
    client.federatedIdentityCredentials.createOrUpdate(group, identity, credential, {
      issuer: "https://oidc.prod-aks.azure.com/TenantGUID/IssuerGUID",
      subject: "system:serviceaccount:ns:svcaccount",
      audiences: ["api://AzureADTokenExchange"],
    }),
  FederatedIdentityCredentials_Get: (client) =>
    client.federatedIdentityCredentials.get(group, identity, credential),
  FederatedIdentityCredentials_Delete: (client) =>
    client.federatedIdentityCredentials.delete(group, identity, credential),
};

/** The operations that `@azure/arm-msi` 2.2.0 does not have. */
export const operationsWithoutPeer: readonly string[] = [
  "UserAssignedIdentities_ListAssociatedResources",
  "UserAssignedIdentities_RevokeTokens",
];
