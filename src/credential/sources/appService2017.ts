// App Service and Functions before 2019: API version 2017-09-01.

import type { HttpRequest } from "../transport/message.js";
import { requireEndpoint, requireVariable } from "../variables.js";
import { withQuery, type Place, type TokenSource } from "./source.js";

/** The endpoint of the API version. */
export const endpoint2017 = (): string => requireEndpoint("MSI_ENDPOINT");

/** A request in the API version, which Azure Machine Learning speaks, too. */
export function request2017({ endpoint, identity }: Place, resource: string): HttpRequest {
  const secret = requireVariable("MSI_SECRET");
  return {
    method: "GET",
    url: withQuery(endpoint, {
      "api-version": "2017-09-01",
      resource,
      clientid: identity.id,
    }),
    headers: { Metadata: "true", secret },
    secrets: [secret],
  };
}

/** The old App Service. */
export const appService2017: TokenSource = {
  name: "App Service (2017-09-01)",
  takes: ["clientId"],
  aboutIds: "It knows user-assigned identities by client id only: give clientId.",
  advice: "Switch the system-assigned identity of the app on, or assign it the user-assigned one.",
  place: (identity) => ({ endpoint: endpoint2017(), identity }),
  request: (place, { target }) => request2017(place, target),
};
