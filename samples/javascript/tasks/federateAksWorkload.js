// Made from samples/tasks/federateAksWorkload.ts by `npm run generate`. Do not edit: change that file.

// Let pods of an AKS cluster sign in to Azure without a secret, from zero: an identity, and a
// federated credential that says which service account of the cluster is accepted for it. It may be
// run again, for the same service account or another one: what is there stays.
//
// Before: a resource group, since this package does not make them; a role in it that may write,
// such as Managed Identity Contributor; and a cluster with both parts switched on:
//   az aks update --resource-group GROUP --name CLUSTER --enable-oidc-issuer --enable-workload-identity

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient, isNotFound } from "arm-managed-identity";
import { createHash } from "node:crypto";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");
const location = optional("AZURE_LOCATION") ?? "westeurope";
const identityName = optional("IDENTITY_NAME") ?? "aks-workload";
const namespace = optional("KUBERNETES_NAMESPACE") ?? "default";
const serviceAccount = optional("KUBERNETES_SERVICE_ACCOUNT") ?? "workload";

//   az aks show --resource-group GROUP --name CLUSTER --query oidcIssuerProfile.issuerUrl --output tsv
const issuer = required("AKS_OIDC_ISSUER");
if (!issuer.endsWith("/")) {
  // The cluster's tokens have the slash, and the two are compared letter by letter.
  throw new Error(
    `AKS_OIDC_ISSUER must be as the cluster says it, with the slash at its end: ${issuer}/`,
  );
}

const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;

// Writing under a name that is taken would end the trust that has it, so each service account of
// each cluster gets a name of its own. Letters, digits, - and _ may be in it. An identity has at
// most 20 credentials.
const readable = `${namespace}-${serviceAccount}`.replace(/[^\w-]+/g, "-").slice(0, 80);
const digest = createHash("sha256").update(`${issuer} ${subject}`).digest("hex").slice(0, 8);
const credentialName = `aks-${readable}-${digest}`;

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

// One that is there is only read: writing it would take away its tags.
const identities = client.userAssignedIdentities;
const identity = await identities.get(resourceGroup, identityName).catch((error) => {
  if (isNotFound(error)) {
    return identities.createOrUpdate(resourceGroup, identityName, { location });
  }
  throw error;
});

// Another cloud has another audience, see sovereignCloud.ts.
const credential = await client.federatedIdentityCredentials.createOrUpdate(
  resourceGroup,
  identityName,
  credentialName,
  {
    issuer,
    subject,
    audiences: ["api://AzureADTokenExchange"],
  },
);

console.log(`# ${identityName} trusts ${credential.subject}. For kubectl apply --filename:
apiVersion: v1
kind: ServiceAccount
metadata:
  name: "${serviceAccount}"
  namespace: "${namespace}"
  annotations:
    azure.workload.identity/client-id: ${identity.clientId}
    azure.workload.identity/tenant-id: ${identity.tenantId}

# Each pod that uses it needs:
#   metadata.labels:         azure.workload.identity/use: "true"
#   spec.serviceAccountName: ${serviceAccount}
# In the pod, \`new ManagedIdentityCredential()\` or \`new DefaultAzureCredential()\` finds the rest.
# A new credential may take some minutes before it works. The identity can do nothing yet; give it a
# role where it is to work:
# az role assignment create --assignee-object-id ${identity.principalId} \\
#   --assignee-principal-type ServicePrincipal --role ROLE \\
#   --scope /subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`);

function optional(name) {
  const value = process.env[name];
  return value === "" ? undefined : value;
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
