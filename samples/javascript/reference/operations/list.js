// Made from samples/reference/operations/list.ts by `npm run generate`. Do not edit: change that file.

// Enumerates what Microsoft.ManagedIdentity lets a role allow or deny, each operation with texts
// for display. Takes no subscription.
//
// Example of `operations.list`: What a role can allow on managed identities.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

for await (const item of client.operations.list()) {
  console.log(item);
}
