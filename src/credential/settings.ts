// A credential's options with their defaults, checked once.

import type { TokenCredentialOptions } from "./options.js";
import { isHttps } from "./sources/workloadIdentity.js";
import { createSend, hasOwnTransport } from "./transport/chooseTransport.js";
import type { TryLimits } from "./transport/exchange.js";
import type { Send } from "./transport/message.js";
import type { RetrySettings } from "./transport/retry.js";
import { userAgent } from "./userAgent.js";

/** What a credential goes by. A copy may be changed for one request. */
export interface Settings {
  authorityHost: string | undefined;
  retry: RetrySettings;
  limits: TryLimits;
  /** Never to be logged: it may hold a password. */
  proxy: TokenCredentialOptions["proxyOptions"];
  probe: boolean;
  /** Whether requests pass through something of the caller's, so that tokens are not shared. */
  isPrivate: boolean;
  /** Whether the caller's HTTP client sends the requests, over connections that are not ours to check. */
  hasHttpClient: boolean;
  userAgent: string;
  send: Send;
  logging: NonNullable<TokenCredentialOptions["loggingOptions"]>;
}

/** The longest time a timer of JavaScript can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * Reads a caller's options. They are copied: changing them later changes nothing.
 *
 * @throws RangeError if a number makes no sense.
 * @throws TypeError if `authorityHost` is not an https address.
 */
export function readSettings(given: TokenCredentialOptions): Settings {
  const options = { ...given };
  const { retryOptions = {}, loggingOptions = {}, userAgentOptions } = options;
  const authorityHost = options.authorityHost === "" ? undefined : options.authorityHost;
  if (authorityHost !== undefined && !isHttps(authorityHost)) {
    throw new TypeError("ManagedIdentityCredential: authorityHost is not a valid https address.");
  }
  return {
    authorityHost,
    retry: {
      maxRetries: check("retryOptions.maxRetries", retryOptions.maxRetries, 0),
      retryDelayInMs: check("retryOptions.retryDelayInMs", retryOptions.retryDelayInMs, 0),
      maxRetryDelayInMs:
        check("retryOptions.maxRetryDelayInMs", retryOptions.maxRetryDelayInMs, 0) ?? 64_000,
    },
    limits: {
      connectTimeoutInMs: check("connectTimeoutInMs", options.connectTimeoutInMs, 1) ?? 10_000,
      tryTimeoutInMs: check("tryTimeoutInMs", options.tryTimeoutInMs, 1) ?? 30_000,
    },
    proxy: options.proxyOptions,
    probe: options.probe === true,
    isPrivate: hasOwnTransport(options),
    hasHttpClient: options.httpClient !== undefined,
    userAgent: userAgent(userAgentOptions?.userAgentPrefix),
    send: createSend(options),
    logging: loggingOptions,
  };
}

/**
 * Settings with a limit to each try, in milliseconds. What is no number above 0 is no limit, as in other Azure
 * packages; a timer cannot wait for ever.
 */
export function withTryTimeout(
  settings: Readonly<Settings>,
  timeout: number | undefined,
): Readonly<Settings> {
  if (timeout === undefined || !(timeout > 0)) {
    return settings;
  }
  const tryTimeoutInMs = Math.min(timeout, longestTimer);
  return { ...settings, limits: { ...settings.limits, tryTimeoutInMs } };
}

function check(name: string, value: number | undefined, least: number): number | undefined {
  if (value !== undefined && !(value >= least && value <= longestTimer)) {
    throw new RangeError(
      `ManagedIdentityCredential: ${name} is ${value}, not a number from ${least} to ${longestTimer}.`,
    );
  }
  return value;
}
