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

interface Listening {
  readonly callbacks: Set<() => void>;
  readonly notify: () => void;
}

// Owner: this module. Key: a caller's signal. Lifetime: while a call that uses the signal is under way. Hundreds of
// calls may share a signal, and Node warns of a leak when it has more than ten listeners.
const listening = new WeakMap<CallerSignal, Listening>();

/**
 * Calls back when a signal fires. Whoever listens to it, it has one listener.
 *
 * @returns Ends the listening.
 */
function onAborted(signal: CallerSignal, callback: () => void): () => void {
  const present = listening.get(signal) ?? listen(signal);
  present.callbacks.add(callback);
  return () => {
    present.callbacks.delete(callback);
    if (present.callbacks.size === 0 && listening.get(signal) === present) {
      listening.delete(signal);
      signal.removeEventListener("abort", present.notify);
    }
  };
}

function listen(signal: CallerSignal): Listening {
  const callbacks = new Set<() => void>();
  const notify = (): void => [...callbacks].forEach((callback) => callback());
  signal.addEventListener("abort", notify);
  const made = { callbacks, notify };
  listening.set(signal, made);
  return made;
}

/**
 * Waits for a result, or rejects with {@link AbortError} as soon as the signal fires.
 *
 * @param onLeft - Told when the signal has ended the wait.
 */
export async function unlessAborted<T>(
  result: Promise<T>,
  signal: CallerSignal | undefined,
  onLeft?: () => void,
): Promise<T> {
  if (signal === undefined) {
    return result;
  }
  throwIfAborted(signal);
  let stop: (() => void) | undefined;
  const left = new Promise<never>((_resolve, reject) => {
    stop = onAborted(signal, () => {
      onLeft?.();
      reject(new AbortError());
    });
  });
  try {
    return await Promise.race([result, left]);
  } finally {
    stop?.();
  }
}

/** Waits, in milliseconds, or rejects with {@link AbortError} as soon as the signal fires. */
export async function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  try {
    await unlessAborted(passed, signal);
  } finally {
    clearTimeout(timer);
  }
}
