// AKS workload identity: a cluster gives a pod a token of its own, and the authority exchanges it.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store, StoredIdentity } from "../store.js";
import type { StartHost } from "./host.js";

/** As long as the emulator's certificate: nobody renews the file. */
const lifetimeInMs = 7 * 24 * 60 * 60 * 1_000;
const audience = "api://AzureADTokenExchange";
const account = { namespace: "default", serviceAccount: "emulator" };
const credentialName = "service-account";

/** Starts a cluster with a pod, an identity for it, and a credential that has the identity trust the pod. */
export const startWorkloadIdentity: StartHost = async (context) => {
  const { store, issuers, settings, accessTokens, certificate } = context;
  const cluster = issuers.kubernetes();
  const token = await cluster.token({ ...account, audience, expiresInMs: lifetimeInMs });
  const folder = await mkdtemp(join(tmpdir(), "emulated-pod-"));
  const file = join(folder, "azure-identity-token");
  await writeFile(file, token, { mode: 0o600 });
  const { clientId } = seed(store, cluster.issuer, cluster.subject(account));
  const { authority, tenantId } = accessTokens;
  return {
    env: {
      AZURE_AUTHORITY_HOST: `${authority}/`,
      AZURE_TENANT_ID: settings.tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_FEDERATED_TOKEN_FILE: file,
    },
    tokenEndpoint: { url: `${authority}/${tenantId}/oauth2/v2.0/token`, certificate },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
};

/** What is there already, from a state file or a seed, stays as it is. */
function seed(store: Store, issuer: string, subject: string): StoredIdentity {
  const resourceGroupName = "emulator";
  const group =
    store.group(resourceGroupName) ?? store.addGroup(resourceGroupName, "westeurope", undefined);
  const name = "workload-identity";
  const identity =
    store.identity(group, name) ??
    store.addIdentity(group, {
      resourceGroupName: group.name,
      name,
      location: group.location,
      createdAt: 0,
      tags: {},
      isolationScope: "None",
      assignmentProviders: [],
    });
  if (
    store.credential(identity, credentialName) === undefined &&
    !isTrusted(identity, issuer, subject)
  ) {
    store.addCredential(identity, {
      name: credentialName,
      issuer,
      subject,
      audiences: [audience],
      claimsMatchingExpression: undefined,
      changedAt: 0,
    });
  }
  return identity;
}

function isTrusted({ credentials }: StoredIdentity, issuer: string, subject: string): boolean {
  return credentials.find((one) => one.issuer === issuer && one.subject === subject) !== undefined;
}
