// Made from samples/reference/systemAssignedIdentities/getByScope.ts by `npm run generate`. Do not edit: change that file.

// Reads the identity that Azure manages for one resource (its system-assigned identity), found by
// the id of that resource.
//
// Example of `systemAssignedIdentities.getByScope`: The system-assigned identity of a virtual
// machine.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

// Such as subscriptions/3d5b9c1e-7f42-4a68-9c0d-5e1f2a7b8c94/resourceGroups/build-farm/providers/Microsoft.Compute/virtualMachines/build-agent
const resourceId = required("RESOURCE_ID");

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

const result = await client.systemAssignedIdentities.getByScope(resourceId);
console.log(result);

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
