// Starts an emulator.

import { readAssociations } from "./associatedResources.js";
import { createAuthorization, type EmulatorCredential } from "./authorization.js";
import { normalizeLocation } from "./bodies.js";
import { createCertificate } from "./certificate.js";
import { answerRequest } from "./gateway.js";
import { resolveOptions, type EmulatorOptions } from "./options.js";
import { listen } from "./server.js";
import { Store } from "./store.js";

/** A running emulator. */
export interface Emulator {
  /** Where it answers, e.g. "https://127.0.0.1:41234". */
  readonly endpoint: string;
  /** The server's certificate (PEM): what a client must trust, as its `ca`. */
  readonly certificate: string;
  /** The one subscription that exists. */
  readonly subscriptionId: string;
  /** Gives the token that the emulator accepts; usable as a `TokenCredential` of Azure's SDKs. */
  readonly credential: EmulatorCredential;
  /**
   * Environment variables for a process that is to reach the emulator: `AZURE_SUBSCRIPTION_ID`,
   * `AZURE_TENANT_ID`, `EMULATOR_ENDPOINT` (the endpoint), `EMULATOR_ACCESS_TOKEN` (the token).
   * The certificate is not among them: what Node and others read is the name of a file.
   */
  readonly env: Readonly<Record<string, string>>;
  /** Closes all connections; resolves when the port is free. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts an emulator of Azure Resource Manager's Microsoft.ManagedIdentity provider on 127.0.0.1,
 * over HTTPS, with a subscription that is empty but for the resource groups of the options.
 *
 * @throws TypeError or RangeError for a bad option; Error when the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveOptions(options);
  const { subscriptionId, tenantId } = settings;
  const store = new Store(subscriptionId);
  for (const [name, location] of Object.entries(settings.resourceGroups)) {
    store.addGroup(name, normalizeLocation(location), undefined);
  }
  const associations = readAssociations(settings.associatedResources);
  const emulation = { settings, store, associations, deletions: new Map() };
  const authorization = createAuthorization();
  const serverCertificate = await createCertificate();
  const server = await listen(settings.port, serverCertificate, (request) =>
    answerRequest(emulation, authorization, request),
  );
  const { endpoint } = server;
  return {
    endpoint,
    certificate: serverCertificate.certificate,
    subscriptionId,
    credential: authorization.credential,
    env: {
      AZURE_SUBSCRIPTION_ID: subscriptionId,
      AZURE_TENANT_ID: tenantId,
      EMULATOR_ENDPOINT: endpoint,
      EMULATOR_ACCESS_TOKEN: authorization.token,
    },
    stop: () => server.stop(),
  };
}
