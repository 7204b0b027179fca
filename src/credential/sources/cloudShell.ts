// Azure Cloud Shell, where the identity is the user's.

import { requireEndpoint } from "../variables.js";
import { formType, type TokenSource } from "./source.js";

const endpoint = (): string => requireEndpoint("MSI_ENDPOINT");

/** Cloud Shell. */
export const cloudShell: TokenSource = {
  name: "Cloud Shell",
  takes: [],
  aboutIds:
    "A token is for the user who is signed in: leave clientId, resourceId and objectId out.",
  advice: "Open a new Cloud Shell.",
  place: (identity) => ({ endpoint: endpoint(), identity }),
  request: ({ endpoint: url }, { target }) => ({
    method: "POST",
    url,
    headers: { Metadata: "true", "Content-Type": formType },
    body: `resource=${encodeURIComponent(target)}`,
    secrets: [],
  }),
};
