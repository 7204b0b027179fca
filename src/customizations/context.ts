// The one place where the pipeline and its policies are made.

import { addCredentialPipelinePolicy } from "@azure-rest/core-client";
import { isTokenCredential, type TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicyName,
  createPipelineFromOptions,
  logPolicyName,
  redirectPolicyName,
  type HttpClient,
  type Pipeline,
} from "@azure/core-rest-pipeline";
import type { ApiVersions, ClientApiVersion } from "./apiVersions.js";
import { AzureClouds, cloudSettings } from "./clouds.js";
import type { ManagedServiceIdentityClientOptionalParams } from "./options.js";
import { packageName, packageVersion } from "./packageInfo.js";
import { logPolicy } from "./policies/logPolicy.js";
import { originGuardPolicy, originGuardPolicyName } from "./policies/originGuardPolicy.js";
import { redirectTokenPolicy } from "./policies/redirectTokenPolicy.js";
import { guardedHttpClient } from "./transport.js";

/** What every operation of a client shares. */
export interface ManagedServiceIdentityContext {
  /** What every request goes through. */
  readonly pipeline: Pipeline;
  /** What sends a request at the end of the pipeline. */
  readonly httpClient: HttpClient;
  /** Where Resource Manager is, without a trailing slash. */
  readonly endpoint: string;
  /** The API version of the client's requests. */
  readonly apiVersion: ClientApiVersion;
  /** The subscription that operations work in; those across subscriptions need none. */
  readonly subscriptionId: string | undefined;
}

/**
 * Makes the context of a client.
 *
 * @param credential - Where access tokens come from.
 * @param subscriptionIdOrOptions - The subscription, or the options of a client without one.
 * @param options - The options, if a subscription is given.
 * @param apiVersions - The API versions there are, and the one to use if the options name none.
 * @throws TypeError if the credential is not a `TokenCredential`, or an option cannot be used.
 */
export function createContext(
  credential: TokenCredential,
  subscriptionIdOrOptions: string | ManagedServiceIdentityClientOptionalParams | null | undefined,
  options: ManagedServiceIdentityClientOptionalParams | null | undefined,
  apiVersions: ApiVersions,
): ManagedServiceIdentityContext {
  const [subscriptionId, settings] = readArguments(subscriptionIdOrOptions, options);
  checkCredential(credential);
  refuseOldNames(settings);
  const apiVersion = settings.apiVersion ?? apiVersions.default;
  requireText("The option 'apiVersion'", apiVersion);
  if (subscriptionId !== undefined) {
    requireText("The subscription id", subscriptionId);
  }

  const cloud = cloudSettings(settings.cloud ?? AzureClouds.AZURE_PUBLIC_CLOUD);
  const endpoint = checkEndpoint(settings.endpoint ?? cloud.endpoint);
  const scopes = settings.credentials?.scopes ?? [
    settings.endpoint === undefined ? cloud.scope : `${endpoint.origin}/.default`,
  ];
  const address = endpoint.href.replace(/\/+$/, "");

  return {
    pipeline: createPipeline(credential, scopes, endpoint, settings),
    httpClient: guardedHttpClient(endpoint.origin, settings.httpClient),
    endpoint: address,
    apiVersion: {
      value: apiVersion,
      chosen: settings.apiVersion !== undefined,
      known: apiVersions.known,
    },
    subscriptionId,
  };
}

type Options = ManagedServiceIdentityClientOptionalParams;

function readArguments(
  first: string | Options | null | undefined,
  second: Options | null | undefined,
): [subscriptionId: string | undefined, options: Options] {
  // `null` is what a browser's storage and query give for nothing: no subscription, and the options still count.
  const given = first ?? undefined;
  const others = second ?? undefined;
  if (typeof given !== "object") {
    return [given, others ?? {}];
  }
  if (others !== undefined) {
    throw new TypeError(
      "The client got options twice: pass (credential, subscriptionId, options) or (credential, options).",
    );
  }
  return [undefined, given];
}

function createPipeline(
  credential: TokenCredential,
  scopes: string[],
  { href, origin }: URL,
  settings: ManagedServiceIdentityClientOptionalParams,
): Pipeline {
  const pipeline = settings.pipeline?.clone() ?? createDefaultPipeline(settings);
  // A pipeline taken from another client carries that client's guard and credential.
  pipeline.removePolicy({ name: originGuardPolicyName });
  pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  // Within a phase the order of adding is the order of running: the caller's own, the guard, the token.
  for (const { policy, position } of settings.additionalPolicies ?? []) {
    pipeline.addPolicy(policy, position === "perRetry" ? { afterPhase: "Sign" } : {});
  }
  pipeline.addPolicy(originGuardPolicy({ origin }));
  addCredentialPipelinePolicy(pipeline, href, {
    credential,
    clientOptions: { credentials: { scopes } },
  });
  return pipeline;
}

function createDefaultPipeline(settings: ManagedServiceIdentityClientOptionalParams): Pipeline {
  const prefix = settings.userAgentOptions?.userAgentPrefix;
  const product = `${packageName}/${packageVersion}`;
  const pipeline = createPipelineFromOptions({
    ...settings,
    userAgentOptions: {
      ...settings.userAgentOptions,
      userAgentPrefix: prefix === undefined || prefix === "" ? product : `${prefix} ${product}`,
    },
  });
  // Behind the redirect policy, which drops the token even where it may go.
  pipeline.addPolicy(redirectTokenPolicy(), {
    afterPhase: "Retry",
    afterPolicies: [redirectPolicyName],
  });
  pipeline.removePolicy({ name: logPolicyName });
  pipeline.addPolicy(logPolicy(settings.loggingOptions), { afterPhase: "Sign" });
  return pipeline;
}

function checkCredential(credential: unknown): void {
  if (!isTokenCredential(credential)) {
    throw new TypeError(
      "The first argument must be a TokenCredential, an object with a getToken method; " +
        `got ${credential === null ? "null" : typeof credential}.`,
    );
  }
}

// Options of @azure/core-client's clients that have another name here. Ignored, they would send a caller who
// moves over to the wrong cloud.
const newNames: Readonly<Record<string, string>> = {
  $host: "endpoint",
  baseUri: "endpoint",
  baseUrl: "endpoint",
  cloudSetting: "cloud",
  credentialScopes: "credentials: { scopes }",
};

function refuseOldNames(settings: object): void {
  for (const [name, newName] of Object.entries(newNames)) {
    if ((settings as Record<string, unknown>)[name] !== undefined) {
      throw new TypeError(`The option '${name}' is called '${newName}' here.`);
    }
  }
}

function checkEndpoint(endpoint: string): URL {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch (cause) {
    throw new TypeError(`The option 'endpoint' is not a URL: ${JSON.stringify(endpoint)}.`, {
      cause,
    });
  }
  if (url.username !== "" || url.password !== "") {
    // The value is left out: it holds a secret.
    throw new TypeError("The option 'endpoint' must not hold a user name or password.");
  }
  if (url.protocol !== "https:" || url.search !== "" || url.hash !== "") {
    throw new TypeError(
      "The option 'endpoint' must be an https address without query and fragment, because access tokens " +
        `are sent to it; got ${JSON.stringify(endpoint)}.`,
    );
  }
  return url;
}

function requireText(what: string, value: unknown): void {
  if (typeof value !== "string" || value === "") {
    throw new TypeError(
      `${what} must be a string that is not empty; got ${value === "" ? "''" : typeof value}.`,
    );
  }
}
