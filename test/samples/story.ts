// All samples in an order in which each finds what it needs, from an empty resource group back to an empty one.

/** One run of a sample. */
export interface Run {
  /** Its path below `samples/` or `samples/javascript/`, without extension. */
  readonly sample: string;
  /** What else is in its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Samples it is given as arguments. */
  readonly programs?: readonly string[];
  /** What it prints. */
  readonly shows: readonly (string | RegExp)[];
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source;
const identity = /^ {2}name: 'deploy-bot',$/m;
const credential = /^ {2}name: 'kubernetes',$/m;

const deadProxy = { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" };

/** The story. */
export const story: readonly Run[] = [
  {
    sample: "reference/operations/list",
    shows: ["name: 'Microsoft.ManagedIdentity/userAssignedIdentities/read'"],
  },
  {
    sample: "reference/systemAssignedIdentities/getByScope",
    shows: ["type: 'Microsoft.Web/sites'", new RegExp(`principalId: '${guid}'`)],
  },
  {
    sample: "reference/userAssignedIdentities/createOrUpdate",
    shows: [identity, "tags: { environment: 'production', team: 'platform' }"],
  },
  {
    sample: "reference/userAssignedIdentities/get",
    shows: [identity, new RegExp(`clientId: '${guid}'`)],
  },
  {
    sample: "reference/userAssignedIdentities/update",
    shows: [identity, "tags: { team: 'delivery' }", "isolationScope: 'Regional'"],
  },
  { sample: "reference/userAssignedIdentities/listByResourceGroup", shows: [identity] },
  { sample: "reference/userAssignedIdentities/listBySubscription", shows: [identity] },
  {
    sample: "reference/userAssignedIdentities/listAssociatedResources",
    shows: [/name: 'shop'[\s\S]*name: 'wiki'/],
  },
  {
    sample: "reference/userAssignedIdentities/revokeTokens",
    shows: [/^Done: userAssignedIdentities\.revokeTokens$/m],
  },
  {
    sample: "reference/federatedIdentityCredentials/createOrUpdate",
    shows: [credential, "subject: 'system:serviceaccount:orders:api'"],
  },
  {
    sample: "reference/federatedIdentityCredentials/get",
    shows: [credential, "audiences: [ 'api://AzureADTokenExchange' ]"],
  },
  { sample: "reference/federatedIdentityCredentials/list", shows: [credential] },
  {
    sample: "tasks/authenticateWithManagedIdentity",
    shows: ["deploy-bot in westeurope", "Signed in with a managed identity"],
  },
  {
    sample: "tasks/authenticateWithDefaultAzureCredential",
    shows: ["deploy-bot in westeurope", "Signed in; identities in the subscription: 1"],
  },
  {
    sample: "tasks/authenticateWithAnyTokenCredential",
    shows: ["deploy-bot in westeurope", "Signed in with a token from outside"],
  },
  {
    sample: "tasks/federateGitHubActions",
    shows: [
      "deploy-bot trusts repo:contoso@1234/orders@5678:ref:refs/heads/main.",
      new RegExp(`^ {10}client-id: ${guid}$`, "m"),
      /^ {4}runs-on: ubuntu-latest\n {4}steps:$/m,
    ],
  },
  {
    sample: "tasks/federateGitHubActions",
    env: { GITHUB_ENVIRONMENT: "production" },
    shows: [
      "deploy-bot trusts repo:contoso@1234/orders@5678:environment:production.",
      /^ {4}runs-on: ubuntu-latest\n {4}environment: "production"\n {4}steps:$/m,
    ],
  },
  {
    sample: "tasks/federateAksWorkload",
    env: { KUBERNETES_NAMESPACE: "orders", KUBERNETES_SERVICE_ACCOUNT: "api" },
    shows: [
      "deploy-bot trusts system:serviceaccount:orders:api.",
      /^ {2}name: "api"\n {2}namespace: "orders"$/m,
      new RegExp(`^ {4}azure\\.workload\\.identity/client-id: ${guid}$`, "m"),
    ],
  },
  {
    sample: "tasks/resumeList",
    shows: [/^kubernetes: .*\ngithub-main-[0-9a-f]{8}: .*\nThere is more: run it again\.\n$/],
  },
  {
    sample: "tasks/resumeList",
    shows: [
      /^github-production-[0-9a-f]{8}: .*\naks-orders-api-[0-9a-f]{8}: .*\nThis was the last page\.\n$/,
    ],
  },
  {
    sample: "tasks/federateGitHubActions",
    env: { GITHUB_SUBJECT_PREFIX: "repo:contoso@1234/billing@9012", GITHUB_BRANCH: "" },
    shows: ["deploy-bot trusts repo:contoso@1234/billing@9012:ref:refs/heads/main."],
  },
  {
    // Another repository is trusted too, not instead; the identity's tags are still there.
    sample: "reference/federatedIdentityCredentials/list",
    shows: [/orders@5678:ref:refs\/heads\/main[\s\S]*billing@9012:ref:refs\/heads\/main/],
  },
  {
    sample: "reference/userAssignedIdentities/get",
    shows: [identity, "tags: { team: 'delivery' }"],
  },
  {
    sample: "tasks/handleErrors",
    shows: [
      "an identity that does not exist: it is missing (ResourceNotFound)",
      "what it would be in is missing (ParentResourceNotFound)",
      "a group that does not exist: what it would be in is missing (ResourceGroupNotFound)",
      "a call that is ended early: called off",
      "a name that is empty: nothing was sent: UserAssignedIdentities.get",
    ],
  },
  {
    sample: "tasks/customPolicy",
    shows: [
      /^GET \/subscriptions\/.*\/userAssignedIdentities: 200 in \d+ ms$/m,
      /^deploy-bot$/m,
      new RegExp(`Correlation id: ${guid}`),
    ],
  },
  {
    sample: "tasks/traceWithOpenTelemetry",
    shows: [
      /name: 'HTTP GET'[\s\S]*name: 'UserAssignedIdentities\.listByResourceGroup'/,
      "'az.namespace': 'Microsoft.ManagedIdentity'",
      "name: 'list identities'",
    ],
  },
  {
    sample: "tasks/sovereignCloud",
    shows: [
      "deploy-bot/kubernetes: its audience should be api://AzureADTokenExchangeUSGov",
      "Checked the federated credentials of platform-identities in AZURE_US_GOVERNMENT.",
    ],
  },
  { sample: "tasks/testYourCode.test", shows: ["# pass 3", "# fail 0"] },
  {
    sample: "onEmulator",
    // Nobody answers at the proxy: the emulator is reached without it.
    env: { IDENTITY_NAME: "other-bot", ...deadProxy },
    programs: ["reference/userAssignedIdentities/createOrUpdate", "tasks/handleErrors"],
    shows: ["name: 'other-bot'", "an identity that does not exist: it is missing"],
  },
  { sample: "demo", env: deadProxy, shows: [/identities left +none/] },
  {
    sample: "reference/federatedIdentityCredentials/delete",
    shows: [/^Done: federatedIdentityCredentials\.delete$/m],
  },
  {
    sample: "reference/userAssignedIdentities/delete",
    shows: [/^Done: userAssignedIdentities\.delete$/m],
  },
];
