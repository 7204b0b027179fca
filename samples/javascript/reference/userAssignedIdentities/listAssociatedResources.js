// Made from samples/reference/userAssignedIdentities/listAssociatedResources.ts by `npm run generate`. Do not edit: change that file.

// Enumerates the Azure resources that have a user-assigned identity, also those its caller may not
// read. Sent as POST, though it changes nothing. The service takes about one such call a second
// from a tenant.
//
// Example of `userAssignedIdentities.listAssociatedResources`: Sites and machines that have the
// identity, from the second on, two to a page.
//
// The client sends it with API version 2022-01-31-preview, the newest that has the operation.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

for await (const item of client.userAssignedIdentities.listAssociatedResources(
  resourceGroupName,
  identityName,
  {
    filter: "type eq 'microsoft.web/sites' or type eq 'microsoft.compute/virtualmachines'",
    orderby: "name asc",
    top: 2,
    skip: 1,
  },
)) {
  console.log(item);
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
