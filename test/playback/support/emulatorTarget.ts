// The emulator as the target of a story: a new one for each.

import { startEmulator, type EmulatorOptions, type FaultRule } from "arm-managed-identity-emulator";
import { sanitizedSubscriptionId, sanitizedTenantId } from "./sanitizer.js";
import {
  recordedClientId,
  recordedGroup,
  recordedLocation,
  recordedOrigins,
  serviceOrigin,
  type Host,
  type OpenTarget,
} from "./target.js";

/** What a story can ask of the emulator. */
export type EmulatorSettings = Pick<
  EmulatorOptions,
  "associatedResources" | "pageSize" | "registration" | "throttling" | "writeDurationInMs"
>;

/**
 * Starts an emulator, on a host if one is named.
 *
 * @param faults - What goes wrong in it on purpose.
 */
export async function openEmulator(
  settings: EmulatorSettings = {},
  host?: Host,
  faults: readonly FaultRule[] = [],
): Promise<OpenTarget> {
  const emulator = await startEmulator({
    ...settings,
    // What the emulator has of its own accord is what recordings have.
    subscriptionId: sanitizedSubscriptionId,
    tenantId: sanitizedTenantId,
    resourceGroups: { [recordedGroup]: recordedLocation },
    ...(host === undefined ? {} : { hosting: host }),
  });
  for (const fault of faults) {
    emulator.faults.add(fault);
  }
  if (settings.throttling !== undefined) {
    // What is too fast, and how long to wait, is then the same on a slow machine.
    emulator.clock.freeze();
  }
  const { endpoint, certificate, env, tokenEndpoint } = emulator;
  const { AZURE_CLIENT_ID: clientId } = env;
  return {
    origin: "emulator",
    subscriptionId: emulator.subscriptionId,
    resourceGroup: recordedGroup,
    location: recordedLocation,
    credential: emulator.credential,
    clientOptions: { endpoint, tlsOptions: { ca: certificate } },
    environment: env,
    sanitizedTexts: {
      [endpoint]: serviceOrigin,
      // It is the authority, too.
      [`${endpoint}/${sanitizedTenantId}`]: `${recordedOrigins.workloadIdentity}/${sanitizedTenantId}`,
      ...(host === undefined || tokenEndpoint === undefined || host === "workloadIdentity"
        ? {}
        : { [new URL(tokenEndpoint.url).origin]: recordedOrigins[host] }),
      ...(clientId === undefined ? {} : { [clientId]: recordedClientId }),
    },
    close: () => emulator.stop(),
  };
}
