// A real subscription as the target of a story: a resource group of its own for each, deleted behind it.

import { DefaultAzureCredential } from "@azure/identity";
import type { TokenCredential } from "@azure/core-auth";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpMethods,
} from "@azure/core-rest-pipeline";
import { randomBytes } from "node:crypto";
import { sanitizedSubscriptionId, sanitizedTenantId } from "./sanitizer.js";
import {
  fixedCredential,
  recordedGroup,
  recordedLocation,
  serviceOrigin,
  type OpenTarget,
} from "./target.js";

/** A subscription, and how to reach it. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly credential: TokenCredential;
  /** Default: the public cloud. */
  readonly endpoint?: string;
  /** The certificate to trust there. */
  readonly ca?: string;
}

const groupsApiVersion = "2021-04-01";

/**
 * The subscription that the environment names with `AZURE_SUBSCRIPTION_ID`. Its credential is `DefaultAzureCredential`,
 * told by `AZURE_TOKEN_CREDENTIALS` what to use, such as `AzureCliCredential`.
 *
 * @returns undefined if no subscription is named.
 * @throws TypeError if a subscription is named and no credential: it is not to be reached by accident.
 */
export function namedSubscription(
  environment: Readonly<Record<string, string | undefined>>,
): Subscription | undefined {
  const { AZURE_SUBSCRIPTION_ID: subscriptionId = "", AZURE_TOKEN_CREDENTIALS: source = "" } =
    environment;
  if (subscriptionId === "") {
    return undefined;
  }
  if (source === "") {
    throw new TypeError(
      "AZURE_SUBSCRIPTION_ID names a subscription, but no credential is given: set AZURE_TOKEN_CREDENTIALS, for example to AzureCliCredential, or unset AZURE_SUBSCRIPTION_ID to use the emulator.",
    );
  }
  return { subscriptionId, credential: new DefaultAzureCredential() };
}

/** Makes a resource group in a subscription. */
export async function openSubscription({
  subscriptionId,
  credential,
  endpoint = serviceOrigin,
  ca,
}: Subscription): Promise<OpenTarget> {
  // Asked for now: while a story is recorded, so would be the request for a token.
  const token = await credential.getToken(`${serviceOrigin}/.default`);
  if (token === null) {
    throw new Error(`The credential has no token for ${endpoint}.`);
  }
  const resourceGroup = `test-group-${randomBytes(4).toString("hex")}`;
  const address = `${endpoint}/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`;
  const send = async (method: HttpMethods, body?: object): Promise<void> => {
    const request = createPipelineRequest({
      url: `${address}?api-version=${groupsApiVersion}`,
      method,
      headers: createHttpHeaders({
        Authorization: `Bearer ${token.token}`,
        "Content-Type": "application/json",
      }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (ca !== undefined) {
      request.tlsSettings = { ca };
    }
    const { status, bodyAsText } = await createDefaultHttpClient().sendRequest(request);
    if (status >= 300) {
      throw new Error(`${method} ${address} was answered ${status}: ${bodyAsText ?? ""}`);
    }
  };
  await send("PUT", { location: recordedLocation });
  return {
    origin: "live",
    subscriptionId,
    resourceGroup,
    location: recordedLocation,
    credential: fixedCredential(token.token),
    clientOptions: ca === undefined ? {} : { endpoint, tlsOptions: { ca } },
    environment: {},
    sanitizedTexts: {
      [endpoint]: serviceOrigin,
      [subscriptionId]: sanitizedSubscriptionId,
      [resourceGroup]: recordedGroup,
      ...tenantOf(token.token),
    },
    // Accepted with 202: nobody waits for its end.
    close: () => send("DELETE"),
  };
}

/** The tenant, as the token names it; a token that is not readable names none. */
function tenantOf(token: string): Readonly<Record<string, string>> {
  try {
    const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
    const { tid } = JSON.parse(payload) as { tid?: unknown };
    return typeof tid === "string" ? { [tid]: sanitizedTenantId } : {};
  } catch {
    return {};
  }
}
