// How a caller's abort signal is listened to: once, however many calls share it.

import { AbortError, type AbortSignalLike } from "@azure/abort-controller";

// Owner: this module. Key: a signal. Lifetime: while a call that uses the signal is under way. Hundreds of
// calls may share a signal, and Node warns of a leak when it has more than ten listeners.
const waiting = new WeakMap<AbortSignalLike, Set<() => void>>();

/**
 * Calls back when a signal fires.
 *
 * @returns Ends the waiting.
 */
export function onceAborted(signal: AbortSignalLike, callback: () => void): () => void {
  let callbacks = waiting.get(signal);
  if (callbacks === undefined) {
    callbacks = new Set();
    waiting.set(signal, callbacks);
    signal.addEventListener("abort", notify);
  }
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0 && waiting.get(signal) === callbacks) {
      waiting.delete(signal);
      signal.removeEventListener("abort", notify);
    }
  };
}

/** The error of a call that its caller ended. */
export function abortError(): AbortError {
  return new AbortError("The operation was aborted.");
}

function notify(this: AbortSignalLike): void {
  for (const callback of [...(waiting.get(this) ?? [])]) {
    callback();
  }
}
