// Service Fabric clusters.

import { Buffer } from "node:buffer";
import { SourceFailure } from "../failure.js";
import { requireEndpoint, requireVariable } from "../variables.js";
import { withQuery, type TokenSource } from "./source.js";

const endpoint = (): string => requireEndpoint("IDENTITY_ENDPOINT", /^https:$/);

/** Service Fabric. */
export const serviceFabric: TokenSource = {
  name: "Service Fabric",
  takes: [],
  aboutIds:
    "The identity of an application is set in the cluster: leave clientId, resourceId and objectId out. See https://aka.ms/servicefabricmi.",
  advice: "Give the application an identity. See https://aka.ms/servicefabricmi.",
  pinned: true,
  place: (identity) => ({ endpoint: endpoint(), identity }),
  request: async ({ endpoint: url }, { target, claims, rejectedToken }) => {
    const secret = requireVariable("IDENTITY_HEADER");
    const pin = thumbprint();
    return {
      method: "GET",
      url: withQuery(url, {
        "api-version": "2019-07-01-preview",
        resource: target,
        ...(claims === undefined
          ? {}
          : {
              token_sha256_to_refresh: rejectedToken && (await sha256(rejectedToken)),
              xms_cc: "CP1",
            }),
      }),
      headers: { secret },
      thumbprint: pin,
      secrets: [secret],
    };
  },
};

function thumbprint(): string {
  const digits = requireVariable("IDENTITY_SERVER_THUMBPRINT").replace(/[:\s]/g, "").toUpperCase();
  if (!/^[0-9A-F]{40}$/.test(digits)) {
    throw new SourceFailure(
      "unavailable",
      "malformed_thumbprint",
      "The environment variable IDENTITY_SERVER_THUMBPRINT does not hold the 40 hexadecimal digits of a SHA-1 fingerprint.",
    );
  }
  return digits;
}

async function sha256(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Buffer.from(token));
  return Buffer.from(digest).toString("hex");
}
