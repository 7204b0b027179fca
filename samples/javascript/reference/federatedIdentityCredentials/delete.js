// Made from samples/reference/federatedIdentityCredentials/delete.ts by `npm run generate`. Do not edit: change that file.

// Removes a federated identity credential, and succeeds too where the identity has none of that
// name.
//
// Example of `federatedIdentityCredentials.delete`: End the trust in a GitHub environment.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot
const credentialName = required("CREDENTIAL_NAME"); // Such as github-production

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

await client.federatedIdentityCredentials.delete(resourceGroupName, identityName, credentialName);
console.log("Done: federatedIdentityCredentials.delete");

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
