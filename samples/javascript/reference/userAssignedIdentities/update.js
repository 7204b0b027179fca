// Made from samples/reference/userAssignedIdentities/update.ts by `npm run generate`. Do not edit: change that file.

// Changes only the members the body names. `tags` are replaced as a whole: a tag missing from those
// given is removed.
//
// Example of `userAssignedIdentities.update`: Replace the tags of an identity and keep it to its
// region.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot

const identityUpdate = {
  tags: { team: "delivery" },
  isolationScope: "Regional",
};

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

const result = await client.userAssignedIdentities.update(
  resourceGroupName,
  identityName,
  identityUpdate,
);
console.log(result);

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
