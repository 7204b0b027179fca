// Azure virtual machines and scale sets: the instance metadata service. Also the pod identity of AKS, which took its
// place.

import { malformedEndpoint, readBase, readVariable } from "../variables.js";
import { idParameter, withQuery, type TokenSource } from "./source.js";

const host = "http://169.254.169.254";
const hostVariable = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
const path = "/metadata/identity/oauth2/token";

/** The address of the tokens. `AZURE_POD_IDENTITY_AUTHORITY_HOST` replaces the host. */
export function imdsEndpoint(): string {
  const base = readBase(readVariable(hostVariable) ?? host);
  if (base === undefined) {
    throw malformedEndpoint(hostVariable, "http");
  }
  return base + path;
}

/** The instance metadata service. */
export const imds: TokenSource = {
  name: "the Azure instance metadata service",
  takes: ["clientId", "resourceId", "objectId"],
  aboutIds: "",
  advice:
    "On an Azure machine, assign the identity to it. Anywhere else there is no managed identity: use another credential.",
  assumed: true,
  place: (identity) => ({ endpoint: imdsEndpoint(), identity }),
  request: ({ endpoint, identity }, { target }) => ({
    method: "GET",
    url: withQuery(endpoint, {
      "api-version": "2018-02-01",
      resource: target,
      ...idParameter(identity, {
        clientId: "client_id",
        resourceId: "msi_res_id",
        objectId: "object_id",
      }),
    }),
    headers: { Metadata: "true" },
    secrets: [],
  }),
};
