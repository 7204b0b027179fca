// Made from samples/reference/federatedIdentityCredentials/get.ts by `npm run generate`. Do not edit: change that file.

// Reads one federated identity credential.
//
// Example of `federatedIdentityCredentials.get`: Read the trust in a GitHub repository's main
// branch.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot
const credentialName = required("CREDENTIAL_NAME"); // Such as github-main

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

const result = await client.federatedIdentityCredentials.get(
  resourceGroupName,
  identityName,
  credentialName,
);
console.log(result);

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
