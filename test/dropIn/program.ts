// A program written for @azure/arm-msi that uses every operation it has. `dropIn.spec.ts` runs it as it is and
// once more with nothing but the name of the package changed, and compares what it prints.

import {
  KnownIsolationScope,
  ManagedServiceIdentityClient,
  getContinuationToken,
  type FederatedIdentityCredential,
  type FederatedIdentityCredentialsListOptionalParams,
  type Identity,
  type IdentityUpdate,
  type ManagedServiceIdentityClientOptionalParams,
  type UserAssignedIdentitiesCreateOrUpdateResponse,
} from "@azure/arm-msi";

const environment = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`Set ${name}.`);
  }
  return value;
};
const endpoint = environment("EMULATOR_ENDPOINT");
const subscriptionId = environment("AZURE_SUBSCRIPTION_ID");
const resourceGroup = environment("RESOURCE_GROUP");
const token = environment("EMULATOR_ACCESS_TOKEN");

const credential = {
  getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const options: ManagedServiceIdentityClientOptionalParams = {
  endpoint,
  retryOptions: { maxRetries: 1 },
  userAgentOptions: { userAgentPrefix: "drop-in" },
  apiVersion: "2024-11-30",
};
const client = new ManagedServiceIdentityClient(credential, subscriptionId, options);
const withoutSubscription = new ManagedServiceIdentityClient(credential, options);

function print(what: string, value: unknown): void {
  // Ids are new in every run; a number for each keeps their equality visible.
  console.log(`${what}: ${JSON.stringify(sorted(value)).replace(guid, number)}`);
}
const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const numbers = new Map<string, string>();
function number(id: string): string {
  return numbers.get(id) ?? (numbers.set(id, `id${numbers.size}`), `id${numbers.size - 1}`);
}
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, member]) => [name, sorted(member)]),
      )
    : value;
}

for await (const operation of withoutSubscription.operations.list()) {
  print("operation", operation);
}

const statuses: string[] = [];
const created: UserAssignedIdentitiesCreateOrUpdateResponse =
  await client.userAssignedIdentities.createOrUpdate(
    resourceGroup,
    "drop-in",
    { location: "westeurope", tags: { a: "1" }, isolationScope: KnownIsolationScope.Regional },
    {
      requestOptions: { customHeaders: { "x-drop-in": "1" }, timeout: 60_000 },
      onResponse: (rawResponse, flatResponse) => {
        statuses.push(`${rawResponse.status} ${(flatResponse as Identity).name ?? ""}`);
        statuses.push(String((rawResponse.parsedBody as Identity).isolationScope));
        statuses.push(rawResponse.request.headers.get("x-drop-in") ?? "no header");
      },
    },
  );
print("created", created);
print("statuses", statuses);
const update: IdentityUpdate = { tags: { b: "2" } };
print("updated", await client.userAssignedIdentities.update(resourceGroup, "drop-in", update));
print("got", await client.userAssignedIdentities.get(resourceGroup, "drop-in"));

for (const [index, subject] of ["one", "two", "three"].entries()) {
  const body: FederatedIdentityCredential = {
    issuer: "https://issuer.example",
    subject,
    audiences: ["api://AzureADTokenExchange"],
  };
  print(
    "trusted",
    await client.federatedIdentityCredentials.createOrUpdate(
      resourceGroup,
      "drop-in",
      `c-${index}`,
      body,
    ),
  );
}
print("credential", await client.federatedIdentityCredentials.get(resourceGroup, "drop-in", "c-1"));
const listOptions: FederatedIdentityCredentialsListOptionalParams = { top: 1 };
const pages = client.federatedIdentityCredentials
  .list(resourceGroup, "drop-in", listOptions)
  .byPage();
const first = await pages.next();
const continuationToken = getContinuationToken(first.value);
print("first page", first.value);
const rest = client.federatedIdentityCredentials
  .list(resourceGroup, "drop-in")
  .byPage(continuationToken === undefined ? {} : { continuationToken });
for await (const page of rest) {
  print("next page", page);
}
for await (const identity of client.userAssignedIdentities.listByResourceGroup(resourceGroup)) {
  print("in the group", identity);
}
for await (const identity of client.userAssignedIdentities.listBySubscription()) {
  print("in the subscription", identity);
}
print(
  "system-assigned",
  await client.systemAssignedIdentities.getByScope(
    `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Web/sites/site`,
  ),
);
for (const attempt of [
  () => client.userAssignedIdentities.get(resourceGroup, "missing"),
  () => client.federatedIdentityCredentials.delete(resourceGroup, "missing", "missing"),
  () =>
    client.federatedIdentityCredentials.createOrUpdate(resourceGroup, "drop-in", "c-9", {
      issuer: "https://issuer.example",
      subject: "nine",
      audiences: ["a", "b"],
    }),
]) {
  try {
    await attempt();
    print("no error", undefined);
  } catch (error) {
    const { name, code, statusCode, details } = error as Record<string, unknown>;
    print("error", { name, code, statusCode, details });
  }
}
await client.federatedIdentityCredentials.delete(resourceGroup, "drop-in", "c-0");
await client.federatedIdentityCredentials.delete(resourceGroup, "drop-in", "c-0");
await client.userAssignedIdentities.delete(resourceGroup, "drop-in");
await client.userAssignedIdentities.delete(resourceGroup, "drop-in");
print("left", (await client.userAssignedIdentities.listBySubscription().next()).done);
