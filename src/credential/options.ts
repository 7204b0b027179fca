// What a caller can set when making a credential.

import type {
  Agent,
  HttpClient,
  LogPolicyOptions,
  PipelinePolicy,
  PipelineRetryOptions,
  ProxySettings,
  TlsSettings,
  UserAgentPolicyOptions,
} from "@azure/core-rest-pipeline";

/** A policy of the caller's, and where it stands. */
export interface AdditionalPolicy {
  /** The policy. */
  policy: PipelinePolicy;
  /** Its place among others. The credential repeats tries above its pipeline, so both places see every try. */
  position: "perCall" | "perRetry";
}

/** How much of what a credential does is logged. */
export interface CredentialLoggingOptions extends LogPolicyOptions {
  /**
   * Logs the application id, tenant id, object id and user name found in a new access token, at level info.
   * Default: false.
   */
  allowLoggingAccountIdentifiers?: boolean;
  /** Accepted for the sake of other Azure credentials; secrets are never logged. */
  enableUnsafeSupportLogging?: boolean;
}

/** How a credential asks for tokens. */
export interface TokenCredentialOptions {
  /**
   * The authority that exchanges tokens in AKS workload identity, an https address.
   * Default: the environment variable `AZURE_AUTHORITY_HOST`, else `https://login.microsoftonline.com`.
   */
  authorityHost?: string;
  /**
   * How failed tries are repeated. Defaults: `maxRetries` 5, `retryDelayInMs` 800, doubled for each try up to
   * `maxRetryDelayInMs` 64,000; a random half of a delay is left out. Unless `maxRetries` is given, an endpoint
   * that answers 410 is asked for at least 70 seconds, the time its documentation gives it to come back.
   */
  retryOptions?: PipelineRetryOptions;
  /** How long connecting may take, in milliseconds. Default: 10,000. */
  connectTimeoutInMs?: number;
  /**
   * How long one try may take in all, connecting and reading included, in milliseconds. Default: 30,000.
   * `requestOptions.timeout` of `getToken` replaces it for the request that call starts.
   */
  tryTimeoutInMs?: number;
  /**
   * Whether to ask first if there is a metadata endpoint at all, with a limit of one second and no retries, where
   * no environment variable announces a host. For use in chains and on developers' machines. An endpoint once
   * found is not probed again; one that was not found is taken as missing for a minute. Default: false.
   */
  probe?: boolean;
  /** The proxy for requests to the authority. Default: as `HTTPS_PROXY`, `ALL_PROXY`, `HTTP_PROXY` and `NO_PROXY` say. */
  proxyOptions?: ProxySettings;
  /** Sends the requests instead of the credential's own transport. The tokens of such a credential are not shared. */
  httpClient?: HttpClient;
  /** Policies each request passes through. The tokens of such a credential are not shared. */
  additionalPolicies?: AdditionalPolicy[];
  /** The agent for requests to the authority, in place of a proxy. */
  agent?: Agent;
  /** Certificates for requests to https endpoints. */
  tlsOptions?: TlsSettings;
  /** What to put before the credential's own user agent. */
  userAgentOptions?: UserAgentPolicyOptions;
  /** What is logged, and where to. */
  loggingOptions?: CredentialLoggingOptions;
}

/** Options of a credential for the system-assigned identity, or for a user-assigned one by its client id. */
export interface ManagedIdentityCredentialClientIdOptions extends TokenCredentialOptions {
  /** The client id of a user-assigned identity. Absent or empty: the system-assigned identity. */
  clientId?: string;
}

/** Options of a credential for a user-assigned identity by its resource id. */
export interface ManagedIdentityCredentialResourceIdOptions extends TokenCredentialOptions {
  /** The Azure resource id of a user-assigned identity. */
  resourceId: string;
}

/** Options of a credential for a user-assigned identity by its object id. */
export interface ManagedIdentityCredentialObjectIdOptions extends TokenCredentialOptions {
  /** The object id (principal id) of a user-assigned identity. */
  objectId: string;
}
