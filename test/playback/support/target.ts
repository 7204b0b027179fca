// What a story is told to: recordings of a service, the emulator, or the service.

import type { TokenCredential } from "@azure/core-auth";
import type { ManagedServiceIdentityClientOptionalParams } from "arm-managed-identity";
import { sanitizedSecret, sanitizedSubscriptionId, sanitizedTenantId } from "./sanitizer.js";

/** What a story needs to know of where it is told. */
export interface Target {
  readonly subscriptionId: string;
  /** A resource group that exists, empty at the beginning of a story. */
  readonly resourceGroup: string;
  /** Its location. */
  readonly location: string;
  readonly credential: TokenCredential;
  /** How a client reaches it; nothing for the public cloud. */
  readonly clientOptions: Pick<
    ManagedServiceIdentityClientOptionalParams,
    "endpoint" | "tlsOptions"
  >;
  /** The environment of a process on the story's host. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A target that answers itself. */
export interface OpenTarget extends Target {
  readonly origin: "emulator" | "live";
  /** What its texts are called in recordings. */
  readonly sanitizedTexts: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The resource group of recordings. */
export const recordedGroup = "test-group";
/** Its location. */
export const recordedLocation = "westeurope";

/** The hosts of the stories about tokens. */
export type Host = "imds" | "appService" | "workloadIdentity";

/** Where the hosts' endpoints are in recordings: at their addresses in Azure, or at likely ones. */
export const recordedOrigins: Readonly<Record<Host, string>> = {
  imds: "http://169.254.169.254",
  appService: "http://169.254.129.4:8081",
  workloadIdentity: "https://login.microsoftonline.com",
};

/** The service's origin. */
export const serviceOrigin = "https://management.azure.com";

/** The client id a host names to its processes. */
export const recordedClientId = "00000000-0000-4000-8000-000000000003";

/**
 * The target of recordings.
 *
 * @param tokenFile - A file that holds the pod's token in a story about workload identity.
 */
export function recordedTarget(host: Host | undefined, tokenFile: string): Target {
  return {
    subscriptionId: sanitizedSubscriptionId,
    resourceGroup: recordedGroup,
    location: recordedLocation,
    credential: fixedCredential(sanitizedSecret),
    clientOptions: {},
    environment: host === undefined ? {} : recordedEnvironment(host, tokenFile),
  };
}

/** A credential that has one token and asks nobody for it: a recording is not to hold how it was got. */
export function fixedCredential(token: string): TokenCredential {
  return {
    getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
}

function recordedEnvironment(host: Host, tokenFile: string): Readonly<Record<string, string>> {
  switch (host) {
    case "imds":
      // Its address is known to everybody.
      return {};
    case "appService":
      return {
        IDENTITY_ENDPOINT: `${recordedOrigins.appService}/msi/token`,
        IDENTITY_HEADER: sanitizedSecret,
      };
    case "workloadIdentity":
      return {
        AZURE_TENANT_ID: sanitizedTenantId,
        AZURE_CLIENT_ID: recordedClientId,
        AZURE_FEDERATED_TOKEN_FILE: tokenFile,
      };
  }
}
