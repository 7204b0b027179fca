// Let pods of an AKS cluster sign in to Azure without a secret, from zero: an identity, and a
// federated credential that says which service account of the cluster is accepted for it. It may be
// run again: what is there is brought to the same state.
//
// Before: a resource group, since this package does not make them; a role in it that may write,
// such as Managed Identity Contributor; and a cluster with both parts switched on:
//   az aks update --resource-group GROUP --name CLUSTER --enable-oidc-issuer --enable-workload-identity

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient } from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");
const location = process.env["AZURE_LOCATION"] ?? "westeurope";
const identityName = process.env["IDENTITY_NAME"] ?? "aks-workload";
const namespace = process.env["KUBERNETES_NAMESPACE"] ?? "default";
const serviceAccount = process.env["KUBERNETES_SERVICE_ACCOUNT"] ?? "workload";

//   az aks show --resource-group GROUP --name CLUSTER --query oidcIssuerProfile.issuerUrl --output tsv
const issuer = required("AKS_OIDC_ISSUER");
if (!issuer.endsWith("/")) {
  // The cluster's tokens have the slash, and the two are compared letter by letter.
  throw new Error(
    `AKS_OIDC_ISSUER must be as the cluster says it, with the slash at its end: ${issuer}/`,
  );
}

// Letters, digits, - and _ may be in its name. Of several clusters each needs one of its own.
const credentialName = `aks-${namespace}-${serviceAccount}`.replace(/[^\w-]+/g, "-");

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

// One that is there keeps its ids, and loses tags that are not named here.
const identity = await client.userAssignedIdentities.createOrUpdate(resourceGroup, identityName, {
  location,
});

const credential = await client.federatedIdentityCredentials.createOrUpdate(
  resourceGroup,
  identityName,
  credentialName,
  {
    issuer,
    subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
    audiences: ["api://AzureADTokenExchange"],
  },
);

console.log(`# ${identityName} trusts ${credential.subject}. For kubectl apply --filename:
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${serviceAccount}
  namespace: ${namespace}
  annotations:
    azure.workload.identity/client-id: ${identity.clientId}
    azure.workload.identity/tenant-id: ${identity.tenantId}

# Each pod that uses it needs:
#   metadata.labels:         azure.workload.identity/use: "true"
#   spec.serviceAccountName: ${serviceAccount}
# In the pod, \`new ManagedIdentityCredential()\` or \`new DefaultAzureCredential()\` finds the rest.
# A new credential may take some minutes before it works.`);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
