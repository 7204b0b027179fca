// Made from samples/tasks/sovereignCloud.ts by `npm run generate`. Do not edit: change that file.

// A sovereign cloud: the client, the credential and the audience of federated credentials each have
// to know which one it is. At your desk, so has the Azure CLI, before `az login`:
//
//   az cloud set --name AzureUSGovernment

import { AzureAuthorityHosts, DefaultAzureCredential } from "@azure/identity";
import { AzureClouds, ManagedServiceIdentityClient } from "arm-managed-identity";

const clouds = {
  government: {
    cloud: AzureClouds.AZURE_US_GOVERNMENT,
    authorityHost: AzureAuthorityHosts.AzureGovernment,
    audience: "api://AzureADTokenExchangeUSGov",
  },
  china: {
    cloud: AzureClouds.AZURE_CHINA_CLOUD,
    authorityHost: AzureAuthorityHosts.AzureChina,
    audience: "api://AzureADTokenExchangeChina",
  },
};

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");
const cloudName = required("AZURE_CLOUD"); // government or china
if (cloudName !== "government" && cloudName !== "china") {
  throw new Error(`AZURE_CLOUD is government or china, not ${cloudName}.`);
}
const { cloud, authorityHost, audience } = clouds[cloudName];

const credential = new DefaultAzureCredential({ authorityHost });
const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
  cloud,
  // Set, it goes before the cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

// The service takes a credential with the audience of another cloud, and then no token can be
// exchanged with it.
for await (const identity of client.userAssignedIdentities.listByResourceGroup(resourceGroup)) {
  const credentials = client.federatedIdentityCredentials.list(resourceGroup, identity.name ?? "");
  for await (const { name, audiences } of credentials) {
    const isGood = audiences?.[0] === audience;
    console.log(
      `${identity.name}/${name}: ${isGood ? "good" : `its audience should be ${audience}`}`,
    );
  }
}
console.log(`Checked the federated credentials of ${resourceGroup} in ${cloud}.`);

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
