// Starts an emulator.

import { readAssociations } from "./associatedResources.js";
import { createAuthorization, createToken, type EmulatorCredential } from "./authorization.js";
import { authorityResponder, isAuthorityPath } from "./authority/authority.js";
import { normalizeLocation } from "./bodies.js";
import { Clock } from "./clock.js";
import { CredentialWrites } from "./credentialWrites.js";
import { Faults, type FaultInjection } from "./faults/faults.js";
import { createFrontDoor } from "./frontDoor.js";
import { operationAt } from "./gateway.js";
import type { RunningHost, TokenEndpoint } from "./hostings/host.js";
import { startHost } from "./hostings/startHost.js";
import { startListener, type Listener } from "./http/listener.js";
import { RequestLog, type RecordedRequest } from "./http/requestLog.js";
import { Issuers, type ExternalIssuers } from "./issuers/issuers.js";
import type { EmulatorOptions } from "./options/emulatorOptions.js";
import { resolveOptions, type Settings } from "./options/resolveOptions.js";
import { Registration } from "./registration.js";
import { plantSeed } from "./seed/plantSeed.js";
import { armResponder } from "./server.js";
import { Keepsakes } from "./state/keepsakes.js";
import { keptCertificate } from "./state/keptCertificate.js";
import { openState, type OpenState } from "./state/openState.js";
import { restore } from "./state/restore.js";
import { Store } from "./store.js";
import { ArmLimits } from "./throttling/armLimits.js";
import { ProviderLimits } from "./throttling/providerLimits.js";
import { AccessTokens } from "./tokens/accessTokens.js";
import { Revocations } from "./tokens/revocations.js";

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
   * `AZURE_TENANT_ID`, `EMULATOR_ENDPOINT` (the endpoint), `AZURE_RESOURCE_MANAGER_ENDPOINT` (the same, as the samples of
   * `arm-managed-identity` read it), `EMULATOR_ACCESS_TOKEN` (the token).
   * The certificate is not among them: what Node and others read is the name of a file.
   * With a hosting also the variables by which a process finds the token endpoint of its host.
   */
  readonly env: Readonly<Record<string, string>>;
  /** What goes wrong on purpose. Nothing outside this process can reach it. */
  readonly faults: FaultInjection;
  /** The emulator's time. Nothing outside this process can reach it. */
  readonly clock: Clock;
  /** Issuers of tokens outside Azure, whose tokens the authority exchanges. Nothing outside this process can reach them. */
  readonly issuers: ExternalIssuers;
  /**
   * The requests so far, to every server of the emulator, in the order in which they came; the newest ones when there are
   * too many (`recordedRequests`), or their bodies are longer than 32 million characters together. Tokens and secrets in them are replaced by "REDACTED".
   */
  readonly requests: readonly RecordedRequest[];
  /** Empties {@link Emulator.requests}. */
  forgetRequests(): void;
  /**
   * Closes all connections, removes the files of the host and writes the state file; resolves when the ports are free. May be
   * called more than once. Rejects when the state could not be written.
   */
  stop(): Promise<void>;
}

/**
 * Starts an emulator of Azure Resource Manager's Microsoft.ManagedIdentity provider,
 * over HTTPS, with a subscription that is empty but for the resource groups of the options. With the option
 * `hosting` it also starts the token endpoint of one of Azure's hosts, whose tokens it accepts.
 *
 * @throws TypeError or RangeError for a bad option; Error when the port is taken, the host cannot be played on
 * this machine, or the state file cannot be read or written, or is another emulator's.
 */
export function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return runEmulator(options);
}

/** What else an emulator can begin with. */
export interface Beginnings {
  readonly clock?: Clock;
  readonly faults?: Faults;
  /** Told of what goes wrong while it runs and no caller hears of: the state could not be written. */
  readonly report?: (error: Error) => void;
}

/** The same as {@link startEmulator}, with more to begin with. */
export async function runEmulator(
  options: EmulatorOptions,
  { report = () => undefined, ...beginnings }: Beginnings = {},
): Promise<Emulator> {
  const settings = resolveOptions(options);
  const state = await openState(settings.stateFile, settings, report);
  return start(settings, state, beginnings).catch(async (error: unknown) => {
    await state.close();
    throw error;
  });
}

async function start(
  settings: Settings,
  state: OpenState,
  { clock = new Clock(), faults = new Faults() }: Beginnings,
): Promise<Emulator> {
  const { subscriptionId, tenantId } = settings;
  const keepsakes = new Keepsakes(state.saved?.keepsakes, state.changed);
  const requests = new RequestLog(settings.recordedRequests);
  const frontDoor = createFrontDoor({ settings, clock, faults, requests, operationAt });
  const issuers = new Issuers(clock, keepsakes);
  const store = new Store(subscriptionId, state.changed);
  if (state.saved !== undefined) {
    restore(store, state.saved, clock.now());
  }
  for (const [name, location] of Object.entries(settings.resourceGroups)) {
    if (store.group(name) === undefined) {
      store.addGroup(name, normalizeLocation(location), undefined);
    }
  }
  const emulation = {
    settings,
    clock,
    store,
    associations: readAssociations(settings.associatedResources),
    deletions: new Map(state.saved?.deletions),
    writes: new CredentialWrites(),
    revocations: new Revocations(clock, state.saved?.revocations, state.changed),
    armLimits: new ArmLimits(clock),
    providerLimits: new ProviderLimits(clock, settings.throttling),
    registration: new Registration(
      clock,
      settings.registration,
      state.saved?.registration,
      state.changed,
    ),
    acceptedWrites: new Map(),
  };
  await plantSeed(emulation, settings.seed);
  const serverCertificate = await keptCertificate(keepsakes, settings.host);
  const { certificate } = serverCertificate;
  const listener = await startListener({ ...settings, certificate: serverCertificate });
  const endpoint = listener.origin;
  const accessTokens = new AccessTokens(
    clock,
    endpoint,
    tenantId,
    emulation.revocations,
    keepsakes.key("accessTokenKey"),
  );
  const token = keepsakes.getOrMake("accessToken", createToken);
  const authorization = createAuthorization(token, accessTokens, [
    endpoint,
    `https://localhost:${listener.port}`,
  ]);
  const context = {
    settings,
    frontDoor,
    clock,
    store,
    accessTokens,
    issuers,
    certificate,
  };
  const answerAsArm = frontDoor("resourceManager", "https", armResponder(emulation, authorization));
  const answerAsAuthority = frontDoor("authority", "https", authorityResponder(context));
  listener.handle((request, response) => {
    const answer = isAuthorityPath(request.url ?? "") ? answerAsAuthority : answerAsArm;
    answer(request, response);
  });
  const host = await startHost(context).catch(async (error: unknown) => {
    await listener.stop();
    throw error;
  });
  await state.begin({ ...emulation, keepsakes }).catch(async (error: unknown) => {
    await stopServers(listener, host);
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
      AZURE_RESOURCE_MANAGER_ENDPOINT: endpoint,
      EMULATOR_ACCESS_TOKEN: authorization.token,
      ...host?.env,
    },
    faults,
    clock,
    issuers,
    get requests() {
      return requests.all;
    },
    forgetRequests: () => requests.clear(),
    stop: () => (stopped ??= stopServers(listener, host).finally(() => state.close())),
  };
}

async function stopServers(listener: Listener, host: RunningHost | undefined): Promise<void> {
  await Promise.all([listener.stop(), host?.stop()]);
}
