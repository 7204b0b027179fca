/** Merges the client models of several API versions into one. */

import type { ClientModel } from "../clientModel.js";

/**
 * One client model for all API versions.
 * @param clients - One model for each version, oldest first.
 * @throws Error when there is none, or (for now) more than one.
 */
export function mergeVersions(clients: readonly ClientModel[]): ClientModel {
  const [client, ...others] = clients;
  if (client === undefined) {
    throw new Error("No API version to generate.");
  }
  if (others.length > 0) {
    const versions = clients.flatMap(({ apiVersions }) => apiVersions);
    throw new Error(`Merging API versions is not supported yet: ${versions.join(", ")}.`);
  }
  return client;
}
