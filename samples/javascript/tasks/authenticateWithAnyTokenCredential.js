// Made from samples/tasks/authenticateWithAnyTokenCredential.ts by `npm run generate`. Do not edit: change that file.

// Authenticate with a credential of your own: any object with a `getToken` method will do. This one
// hands on a token that a pipeline has asked for before:
//
//   az account get-access-token --query '[accessToken, expires_on]' --output tsv

import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const token = required("ACCESS_TOKEN");
const expiresOnInSeconds = Number(required("ACCESS_TOKEN_EXPIRES_ON")); // Since 1970

const credential = {
  getToken() {
    const expiresOnTimestamp = expiresOnInSeconds * 1_000;
    if (!(expiresOnTimestamp > Date.now())) {
      throw new Error("The token in ACCESS_TOKEN has expired: ask for a new one.");
    }
    // The client keeps the token until it is about to expire, and asks here again then.
    return Promise.resolve({ token, expiresOnTimestamp });
  },
};

const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

let count = 0;
for await (const { name, location } of client.userAssignedIdentities.listBySubscription()) {
  console.log(`${name} in ${location}`);
  count += 1;
}
console.log(`Signed in with a token from outside; identities in the subscription: ${count}`);

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
