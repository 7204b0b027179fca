// Made from samples/reference/userAssignedIdentities/listByResourceGroup.ts by `npm run generate`. Do not edit: change that file.

// Enumerates the user-assigned identities of one resource group.
//
// Example of `userAssignedIdentities.listByResourceGroup`: Identities of one resource group, with a
// page to follow.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

for await (const item of client.userAssignedIdentities.listByResourceGroup(resourceGroupName)) {
  console.log(item);
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
