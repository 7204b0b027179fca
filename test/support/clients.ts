// Clients for tests: of this package, and of the peer it is compared with.

import { ManagedServiceIdentityClient as PeerClient } from "@azure/arm-msi";
import {
  ManagedServiceIdentityClient,
  type ManagedServiceIdentityClientOptionalParams,
} from "arm-managed-identity";
import type { TestServer } from "./testServer.js";

/** The subscription of the tests. */
export const subscriptionId = "c267c0e7-0a73-4789-9e17-d26aeb0904e5";

/** An access token that is easy to find again wherever it should not be. */
export const accessToken = "eyJ0ZXN0IjoxfQ.c2VjcmV0LXRva2VuLW9mLXRoZS10ZXN0cw.c2lnbmF0dXJl";

/** A credential that always has {@link accessToken}, and keeps the scopes it was asked for. */
export function testCredential(): {
  scopes: (string | string[])[];
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }>;
} {
  const scopes: (string | string[])[] = [];
  return {
    scopes,
    getToken(asked) {
      scopes.push(asked);
      return Promise.resolve({ token: accessToken, expiresOnTimestamp: Date.now() + 3_600_000 });
    },
  };
}

/** A client of the test server that does not retry. */
export function clientOf(
  server: TestServer,
  options: ManagedServiceIdentityClientOptionalParams = {},
): ManagedServiceIdentityClient {
  return new ManagedServiceIdentityClient(testCredential(), subscriptionId, {
    ...optionsFor(server),
    ...options,
  });
}

/** `@azure/arm-msi`, set up in the same way. */
export function peerOf(server: TestServer): PeerClient {
  return new PeerClient(testCredential(), subscriptionId, optionsFor(server));
}

function optionsFor(server: TestServer): {
  endpoint: string;
  retryOptions: { maxRetries: number };
  tlsOptions: { ca: string };
} {
  return { endpoint: server.endpoint, retryOptions: { maxRetries: 0 }, tlsOptions: server.tls };
}
