// Compute of Azure Machine Learning. It speaks the old API of App Service, and is known by a default identity.

import type { Identity } from "../identity.js";
import { readVariable } from "../variables.js";
import { endpoint2017, request2017 } from "./appService2017.js";
import type { TokenSource } from "./source.js";

/** The variable that names the identity for callers who name none; only Azure Machine Learning sets it. */
export const defaultClientIdVariable = "DEFAULT_IDENTITY_CLIENT_ID";

/** Azure Machine Learning. */
export const azureMl: TokenSource = {
  name: "Azure Machine Learning",
  takes: ["clientId"],
  aboutIds: "It knows user-assigned identities by client id only: give clientId.",
  advice: "Assign the identity to the compute.",
  place: (identity) => ({ endpoint: endpoint2017(), identity: orDefault(identity) }),
  request: (place, { target }) => request2017(place, target),
};

function orDefault(identity: Identity): Identity {
  const id = readVariable(defaultClientIdVariable);
  return identity.kind === "system" && id !== undefined ? { kind: "clientId", id } : identity;
}
