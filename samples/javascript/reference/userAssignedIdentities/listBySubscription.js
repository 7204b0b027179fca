// Made from samples/reference/userAssignedIdentities/listBySubscription.ts by `npm run generate`. Do not edit: change that file.

// Enumerates the user-assigned identities of the whole subscription, whichever resource group they
// are in.
//
// Example of `userAssignedIdentities.listBySubscription`: Identities of two resource groups.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

for await (const item of client.userAssignedIdentities.listBySubscription()) {
  console.log(item);
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
