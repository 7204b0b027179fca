// The main job from beginning to end: an identity, its federated credentials, an error, and no trace left.
// It runs against the emulator over real HTTPS; the client does not know the difference.

import {
  ManagedIdentityCredential,
  ManagedServiceIdentityClient,
  isNotFound,
} from "arm-managed-identity";
import { startEmulator } from "arm-managed-identity-emulator";

const resourceGroup = "platform-identities";
const identityName = "deploy-bot";

const emulator = await startEmulator({
  resourceGroups: { [resourceGroup]: "westeurope" },
  hosting: "appService",
});
try {
  step("An emulator of Azure Resource Manager is up, and of an App Service that gives tokens");
  show("endpoint", emulator.endpoint);
  // What App Service sets for its processes: the credential finds its token endpoint by it.
  Object.assign(process.env, emulator.env);
  // No proxy can reach the emulator.
  process.env["NO_PROXY"] = "127.0.0.1";
  const credential = new ManagedIdentityCredential();

  const client = new ManagedServiceIdentityClient(credential, emulator.subscriptionId, {
    endpoint: emulator.endpoint,
    tlsOptions: { ca: emulator.certificate },
  });

  step("Create a user-assigned identity");
  const identity = await client.userAssignedIdentities.createOrUpdate(resourceGroup, identityName, {
    location: "westeurope",
    tags: { team: "platform" },
  });
  show("id", identity.id);
  show("clientId", identity.clientId);
  show("principalId", identity.principalId);

  step("Trust a Kubernetes service account and a GitHub environment");
  const kubernetes = await client.federatedIdentityCredentials.createOrUpdate(
    resourceGroup,
    identityName,
    "aks-orders",
    {
      issuer: "https://oidc.prod-aks.azure.com/TenantGUID/IssuerGUID/",
      subject: "system:serviceaccount:orders:api",
      audiences: ["api://AzureADTokenExchange"],
    },
  );
  show(kubernetes.name, kubernetes.subject);
  const github = await client.federatedIdentityCredentials.createOrUpdate(
    resourceGroup,
    identityName,
    "github-production",
    {
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/orders:environment:production",
      audiences: ["api://AzureADTokenExchange"],
    },
  );
  show(github.name, github.subject);

  step("List them, one to a page");
  let page = 0;
  for await (const credentials of client.federatedIdentityCredentials
    .list(resourceGroup, identityName)
    .byPage({ maxPageSize: 1 })) {
    page += 1;
    show(`page ${page}`, credentials.map(({ name }) => name).join(", "));
  }

  step("Read one");
  const one = await client.federatedIdentityCredentials.get(
    resourceGroup,
    identityName,
    "github-production",
  );
  show("issuer", one.issuer);
  show("audiences", one.audiences?.join(", "));

  step("Ask for one that does not exist");
  try {
    await client.federatedIdentityCredentials.get(resourceGroup, identityName, "no-such-thing");
    throw new Error("The emulator should have answered 404.");
  } catch (error) {
    if (!isNotFound(error)) {
      throw error;
    }
    show("isNotFound", `${error.statusCode} ${error.code}, request ${error.requestId ?? "?"}`);
    show("message", error.message);
  }

  step("Clean up");
  for (const name of ["aks-orders", "github-production"]) {
    await client.federatedIdentityCredentials.delete(resourceGroup, identityName, name);
    show("deleted", name);
  }
  await client.userAssignedIdentities.delete(resourceGroup, identityName);
  show("deleted", identityName);
  const left = await client.userAssignedIdentities.listBySubscription().next();
  show("identities left", left.done === true ? "none" : "some");
} finally {
  await emulator.stop();
}

function step(title: string): void {
  console.log(`\n${title}`);
}

function show(name: string | undefined, value: string | undefined): void {
  console.log(`  ${(name ?? "?").padEnd(18)} ${value ?? "?"}`);
}
