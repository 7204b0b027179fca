// Made from samples/tasks/federateGitHubActions.ts by `npm run generate`. Do not edit: change that file.

// Let a GitHub Actions workflow sign in to Azure without a secret, from zero: an identity, and a
// federated credential that says which tokens of GitHub are accepted for it. It may be run again, for
// the same branch or another one: what is there stays.
//
// Before: a resource group (`az group create --name GROUP --location LOCATION`), since this package
// does not make them, and a role in it that may write, such as Managed Identity Contributor.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient, isNotFound } from "arm-managed-identity";
import { createHash } from "node:crypto";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");
const location = optional("AZURE_LOCATION") ?? "westeurope";
const identityName = optional("IDENTITY_NAME") ?? "github-deploy";

// What the subjects of your repository's tokens begin with. GitHub knows; do not put it together
// yourself, newer repositories have their ids in it (repo:contoso@1234/orders@5678), older ones
// have not (repo:contoso/orders):
//   gh api repos/contoso/orders/actions/oidc/customization/sub --jq .sub_claim_prefix
const subjectPrefix = required("GITHUB_SUBJECT_PREFIX");

// A job that names an environment gets a token for the environment, any other job one for its
// branch; for a tag that is ref:refs/tags/TAG, for a pull request just pull_request.
const environment = optional("GITHUB_ENVIRONMENT");
const branch = optional("GITHUB_BRANCH") ?? "main";
const context =
  environment === undefined
    ? `ref:refs/heads/${branch}`
    : `environment:${environment.replaceAll(":", "%3A")}`;
const subject = `${subjectPrefix}:${context}`;

// Writing under a name that is taken would end the trust that has it, so each subject gets a name
// of its own. Letters, digits, - and _ may be in it. An identity has at most 20 credentials.
const readable = (environment ?? branch).replace(/[^\w-]+/g, "-").slice(0, 80);
const digest = createHash("sha256").update(subject).digest("hex").slice(0, 8);
const credentialName = `github-${readable}-${digest}`;

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

// Issuer, subject and audience are compared letter by letter with the token's. Another cloud has
// another audience, see sovereignCloud.ts.
const credential = await client.federatedIdentityCredentials.createOrUpdate(
  resourceGroup,
  identityName,
  credentialName,
  {
    issuer: "https://token.actions.githubusercontent.com",
    subject,
    audiences: ["api://AzureADTokenExchange"],
  },
);

console.log(`# ${identityName} trusts ${credential.subject}. Put this into the workflow:
permissions:
  id-token: write
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-latest${environment === undefined ? "" : `\n    environment: ${JSON.stringify(environment)}`}
    steps:
      - uses: azure/login@v2
        with:
          client-id: ${identity.clientId}
          tenant-id: ${identity.tenantId}
          subscription-id: ${subscriptionId}

# None of the three is a secret. The identity can do nothing yet; give it a role where it is to work:
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
