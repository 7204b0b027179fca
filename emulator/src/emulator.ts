// Starts an emulator.

import { readAssociations } from "./associatedResources.js";
import { createAuthorization, type EmulatorCredential } from "./authorization.js";
import { authorityResponder, isAuthorityPath } from "./authority/authority.js";
import { normalizeLocation } from "./bodies.js";
import { createCertificate } from "./certificate.js";
import { answerRequest } from "./gateway.js";
import type { RunningHost, TokenEndpoint } from "./hostings/host.js";
import { startHost } from "./hostings/startHost.js";
import { startListener, type Listener } from "./listener.js";
import { resolveOptions, type EmulatorOptions } from "./options.js";
import { armResponder, ownOrigins } from "./server.js";
import { Store } from "./store.js";
import { AccessTokens } from "./tokens/accessTokens.js";

/** A running emulator. */
export interface Emulator {
  /** Where it answers, e.g. "https://127.0.0.1:41234". */
  readonly endpoint: string;
  /** The server's certificate (PEM): what a client must trust, as its `ca`. */
  readonly certificate: string;
  /** The one subscription that exists. */
  readonly subscriptionId: string;
  /** Where the host gives its processes tokens; undefined without a hosting. */
  readonly tokenEndpoint: TokenEndpoint | undefined;
  /** Gives a token that the emulator accepts; usable as a `TokenCredential` of Azure's SDKs. */
  readonly credential: EmulatorCredential;
  /**
   * Environment variables for a process that is to reach the emulator: `AZURE_SUBSCRIPTION_ID`,
   * `AZURE_TENANT_ID`, `EMULATOR_ENDPOINT` (the endpoint), `EMULATOR_ACCESS_TOKEN` (the token).
   * The certificate is not among them: what Node and others read is the name of a file.
   * With a hosting also the variables by which a process finds the token endpoint of its host.
   */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Closes all connections and removes the files of the host; resolves when the ports are free. May be called
   * more than once.
   */
  stop(): Promise<void>;
}

/**
 * Starts an emulator of Azure Resource Manager's Microsoft.ManagedIdentity provider on 127.0.0.1,
 * over HTTPS, with a subscription that is empty but for the resource groups of the options. With the option
 * `hosting` it also starts the token endpoint of one of Azure's hosts, whose tokens it accepts.
 *
 * @throws TypeError or RangeError for a bad option; Error when the port is taken, or the host cannot be played on
 * this machine.
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
  const serverCertificate = await createCertificate();
  const { certificate } = serverCertificate;
  const listener = await startListener(settings.port, serverCertificate);
  const endpoint = listener.origin;
  const accessTokens = new AccessTokens(endpoint, tenantId);
  const authorization = createAuthorization(accessTokens, ownOrigins(listener.port));
  const context = { settings, store, accessTokens, issuers: new Map(), certificate };
  const answerAsArm = armResponder(listener.port, (request) =>
    answerRequest(emulation, authorization, request),
  );
  const answerAsAuthority = authorityResponder(context);
  listener.handle((request, response) => {
    const answer = isAuthorityPath(request.url ?? "") ? answerAsAuthority : answerAsArm;
    answer(request, response);
  });
  const host = await startHost(context).catch(async (error: unknown) => {
    await listener.stop();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  return {
    endpoint,
    certificate,
    subscriptionId,
    tokenEndpoint: host?.tokenEndpoint,
    credential: authorization.credential,
    env: {
      AZURE_SUBSCRIPTION_ID: subscriptionId,
      AZURE_TENANT_ID: tenantId,
      EMULATOR_ENDPOINT: endpoint,
      EMULATOR_ACCESS_TOKEN: authorization.token,
      ...host?.env,
    },
    stop: () => (stopped ??= stopAll(listener, host)),
  };
}

async function stopAll(listener: Listener, host: RunningHost | undefined): Promise<void> {
  await Promise.all([listener.stop(), host?.stop()]);
}
