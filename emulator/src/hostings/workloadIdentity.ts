// AKS workload identity: a cluster gives a pod a token of its own, and the authority exchanges it.

import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store, StoredIdentity } from "../store.js";
import { createSigningKey, type SigningKey } from "../tokens/signingKey.js";
import type { StartHost } from "./host.js";

/** As long as the emulator's certificate: nobody renews the file. */
const lifetimeInSeconds = 7 * 24 * 60 * 60;
const audience = "api://AzureADTokenExchange";
const namespace = "default";
const account = "emulator";

/** The cluster's issuer: always the same, so that credentials for it can be written down. */
const issuer = "https://cluster.emulator.invalid/";
const subject = `system:serviceaccount:${namespace}:${account}`;

/** Starts a cluster with a pod, an identity for it, and a credential that has the identity trust the pod. */
export const startWorkloadIdentity: StartHost = async (context) => {
  const { clock, store, issuers, settings, accessTokens, certificate } = context;
  const key = createSigningKey();
  const token = await podToken(key, Math.floor(clock.now() / 1_000));
  const folder = await mkdtemp(join(tmpdir(), "emulated-pod-"));
  const file = join(folder, "azure-identity-token");
  await writeFile(file, token, { mode: 0o600 });
  issuers.set(issuer, key);
  const { clientId } = seed(store);
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

/** A token as a cluster projects it into a pod. */
function podToken(key: SigningKey, now: number): Promise<string> {
  return key.sign({
    aud: [audience],
    exp: now + lifetimeInSeconds,
    iat: now,
    iss: issuer,
    jti: randomUUID(),
    "kubernetes.io": {
      namespace,
      pod: { name: account, uid: randomUUID() },
      serviceaccount: { name: account, uid: randomUUID() },
    },
    nbf: now,
    sub: subject,
  });
}

function seed(store: Store): StoredIdentity {
  const resourceGroupName = "emulator";
  const group =
    store.group(resourceGroupName) ?? store.addGroup(resourceGroupName, "westeurope", undefined);
  const identity = store.addIdentity(group, {
    resourceGroupName: group.name,
    name: "workload-identity",
    location: group.location,
    createdAt: 0,
    tags: {},
    isolationScope: "None",
    assignmentProviders: [],
  });
  store.addCredential(identity, {
    name: "service-account",
    issuer,
    subject,
    audiences: [audience],
    claimsMatchingExpression: undefined,
    changedAt: 0,
  });
  return identity;
}
