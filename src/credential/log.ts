// Where the credential logs. Nothing that is passed here is secret.

import { Buffer } from "node:buffer";
import type { TokenCredentialOptions } from "./options.js";

type Logging = NonNullable<TokenCredentialOptions["loggingOptions"]>;
type Level = "info" | "warning" | "verbose";
type AzureLogger = Record<Level, (text: string) => void>;

let loading: Promise<AzureLogger | undefined> | undefined;

/**
 * Logs a line: to the caller's logger if there is one, else to `azure:arm-managed-identity:<level>`, which is off
 * unless `AZURE_LOG_LEVEL` or `setLogLevel` of `@azure/logger` switches it on. That package is loaded at the first
 * line, so a line may come out a little later.
 */
export function log({ logger }: Logging, level: Level, text: string): void {
  const line = `ManagedIdentityCredential: ${text}`;
  if (logger !== undefined) {
    logger(line);
    return;
  }
  loading ??= load();
  void loading.then((azureLogger) => azureLogger?.[level](line));
}

async function load(): Promise<AzureLogger | undefined> {
  try {
    const { createClientLogger } = await import("@azure/logger");
    return createClientLogger("arm-managed-identity");
  } catch {
    // A bundle without the logger gives tokens all the same.
    return undefined;
  }
}

/** Logs whose token it is, if the caller wants that. */
export function logAccount(logging: Logging, token: string): void {
  if (logging.allowLoggingAccountIdentifiers !== true) {
    return;
  }
  const [, payload = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const { appid, tid, oid, upn } = claims as Record<string, unknown>;
    const known = Object.entries({ appid, tid, oid, upn }).flatMap(([name, value]) =>
      typeof value === "string" ? [`${name} ${value}`] : [],
    );
    log(logging, "info", `the token is for ${known.join(", ")}.`);
  } catch {
    log(logging, "info", "the token does not say whom it is for.");
  }
}
