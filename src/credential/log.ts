// Where the credential logs. Nothing that is passed here is secret.

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
    quietly(() => logger(line));
    return;
  }
  loading ??= load();
  void loading.then((azureLogger) => quietly(() => azureLogger?.[level](line)));
}

/** A logger that throws must not cost a token. */
function quietly(write: () => void): void {
  try {
    write();
  } catch {
    // There is nowhere to tell of it.
  }
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
