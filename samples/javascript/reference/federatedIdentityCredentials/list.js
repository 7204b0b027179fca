// Made from samples/reference/federatedIdentityCredentials/list.ts by `npm run generate`. Do not edit: change that file.

// Enumerates the federated identity credentials of one user-assigned identity, which has at most
// 20.
//
// Example of `federatedIdentityCredentials.list`: Credentials of an identity, two to a page.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

for await (const item of client.federatedIdentityCredentials.list(resourceGroupName, identityName, {
  top: 2,
})) {
  console.log(item);
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
