// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

// Creates a federated identity credential, or replaces issuer, subject and audience of the one of
// that name. Write the credentials of one identity one after another: concurrent writes are
// answered with 409. A new credential may take some minutes before tokens can be exchanged with it.
//
// Example of `federatedIdentityCredentials.createOrUpdate`: Trust a Kubernetes service account.

import { DefaultAzureCredential } from "@azure/identity";
import {
  ManagedServiceIdentityClient,
  type FederatedIdentityCredential,
} from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroupName = required("AZURE_RESOURCE_GROUP"); // Such as platform-identities
const identityName = required("IDENTITY_NAME"); // Such as deploy-bot
const credentialName = required("CREDENTIAL_NAME"); // Such as aks-orders

const federatedIdentityCredential: FederatedIdentityCredential = {
  issuer: "https://oidc.prod-aks.azure.com/TenantGUID/IssuerGUID/",
  subject: "system:serviceaccount:orders:api",
  audiences: ["api://AzureADTokenExchange"],
};

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

const result = await client.federatedIdentityCredentials.createOrUpdate(
  resourceGroupName,
  identityName,
  credentialName,
  federatedIdentityCredential,
);
console.log(result);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
