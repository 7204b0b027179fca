// Authenticate anywhere with the same code: `DefaultAzureCredential` of @azure/identity takes what
// it finds. At your desk that is `az login`, in a pipeline the variables of a service principal or
// a federated token, on an Azure host its identity. Whoever it is needs a role that may read, such
// as Reader.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");

// AZURE_TOKEN_CREDENTIALS=prod or =dev keeps it to hosts or to desks.
const credential = new DefaultAzureCredential();

const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

let count = 0;
for await (const { name, location } of client.userAssignedIdentities.listBySubscription()) {
  console.log(`${name} in ${location}`);
  count += 1;
}
console.log(`Signed in; identities in the subscription: ${count}`);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
