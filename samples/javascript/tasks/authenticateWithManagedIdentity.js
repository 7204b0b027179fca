// Made from samples/tasks/authenticateWithManagedIdentity.ts by `npm run generate`. Do not edit: change that file.

// Authenticate on an Azure host, without a secret and without another package: the bundled
// credential gets tokens for the managed identity of a virtual machine, App Service, Functions,
// Container Apps, AKS and others. The identity needs a role that may read, such as Reader.

import { ManagedIdentityCredential, ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");

// A host can have several identities: this says which one. Not set, it is the host's
// system-assigned one.
const clientId = process.env["AZURE_CLIENT_ID"];
const credential = new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });

const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

let count = 0;
for await (const { name, location } of client.userAssignedIdentities.listBySubscription()) {
  console.log(`${name} in ${location}`);
  count += 1;
}
console.log(`Signed in with a managed identity; identities in the subscription: ${count}`);

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
