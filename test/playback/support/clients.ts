// Clients as the stories make them.

import type { TokenCredential } from "@azure/core-auth";
import {
  ManagedServiceIdentityClient,
  type ManagedServiceIdentityClientOptionalParams,
} from "arm-managed-identity";
import type { Target } from "./target.js";

/** A client of a story's target. */
export function clientOf(
  { credential, subscriptionId, clientOptions }: Target,
  options: ManagedServiceIdentityClientOptionalParams = {},
  other?: TokenCredential,
): ManagedServiceIdentityClient {
  return new ManagedServiceIdentityClient(other ?? credential, subscriptionId, {
    ...clientOptions,
    ...options,
  });
}
