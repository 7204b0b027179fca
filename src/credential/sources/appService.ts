// App Service, Functions and Container Apps, API version 2019-08-01.

import { requireEndpoint, requireVariable } from "../variables.js";
import { idParameter, withQuery, type TokenSource } from "./source.js";

const endpoint = (): string => requireEndpoint("IDENTITY_ENDPOINT");

/** App Service and what is built on it. */
export const appService: TokenSource = {
  name: "App Service",
  takes: ["clientId", "resourceId", "objectId"],
  aboutIds: "",
  advice: "Switch the system-assigned identity of the app on, or assign it the user-assigned one.",
  place: (identity) => ({ endpoint: endpoint(), identity }),
  request: ({ endpoint: url, identity }, { target }) => {
    const secret = requireVariable("IDENTITY_HEADER");
    return {
      method: "GET",
      url: withQuery(url, {
        "api-version": "2019-08-01",
        resource: target,
        ...idParameter(identity, {
          clientId: "client_id",
          resourceId: "mi_res_id",
          objectId: "object_id",
        }),
      }),
      headers: { "X-IDENTITY-HEADER": secret },
      secrets: [secret],
    };
  },
};
