// How a caller's abort ends a wait. Own classes, because the Azure packages that have them take longer to load
// than everything else here.

import type { GetTokenOptions } from "@azure/core-auth";

/** The signal of a caller. */
export type CallerSignal = NonNullable<GetTokenOptions["abortSignal"]>;

/** What an aborted call rejects with; Azure packages know it by its name. */
export class AbortError extends Error {
  constructor() {
    super("The operation was aborted.");
    this.name = "AbortError";
  }
}

/** @throws {@link AbortError} if the signal has fired. */
export function throwIfAborted(signal: { readonly aborted: boolean } | undefined): void {
  if (signal?.aborted === true) {
    throw new AbortError();
  }
}

/** Waits, in milliseconds, or rejects with {@link AbortError} as soon as the signal fires. */
export async function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(new AbortError());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
