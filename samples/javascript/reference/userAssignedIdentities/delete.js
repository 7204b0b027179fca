// Made from samples/reference/userAssignedIdentities/delete.ts by `npm run generate`. Do not edit: change that file.

// Removes a user-assigned identity, and succeeds too where its resource group holds none of that
// name. One created again under the name gets a new `principalId` and `clientId`.
//
// Example of `userAssignedIdentities.delete`: Delete an identity.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

await client.userAssignedIdentities.delete(resourceGroupName, identityName);
console.log("Done: userAssignedIdentities.delete");

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
