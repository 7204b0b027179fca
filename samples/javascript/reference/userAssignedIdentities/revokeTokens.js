// Made from samples/reference/userAssignedIdentities/revokeTokens.ts by `npm run generate`. Do not edit: change that file.

// Makes worthless all tokens that were issued for a user-assigned identity until now. Tokens issued
// later are good.
//
// Example of `userAssignedIdentities.revokeTokens`: Revoke the tokens of an identity.
//
// The client sends it with API version 2023-07-31-preview, the newest that has the operation.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

await client.userAssignedIdentities.revokeTokens(resourceGroupName, identityName);
console.log("Done: userAssignedIdentities.revokeTokens");

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
