// One try: a request, its whole answer, and the limits to both.

import { AbortError, throwIfAborted, unlessAborted } from "../abort.js";
import type { HttpAnswer, HttpRequest, Send } from "./message.js";
import { readBody } from "./readBody.js";
import { TransportError } from "./transportError.js";

/** How long a try may take, in milliseconds. */
export interface TryLimits {
  readonly connectTimeoutInMs: number;
  /** In all, connecting and reading included. */
  readonly tryTimeoutInMs: number;
}

/**
 * Sends a request and reads its answer. It ends in time even if the transport heeds no signal.
 *
 * @throws AbortError if the signal fires.
 * @throws TransportError if there is no whole answer in time.
 */
export async function exchange(
  send: Send,
  request: HttpRequest,
  limits: TryLimits,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  throwIfAborted(signal);
  const controller = new AbortController();
  const timers: NodeJS.Timeout[] = [];

  const cutShort = new Promise<never>((_resolve, reject) => {
    const limit = (milliseconds: number, code: string, what: string): void => {
      const text = `${what} within ${milliseconds} ms.`;
      timers.push(setTimeout(() => reject(new TransportError(code, text)), milliseconds));
    };
    limit(limits.connectTimeoutInMs, "CONNECT_TIMEOUT", "No connection");
    limit(limits.tryTimeoutInMs, "TRY_TIMEOUT", "No complete answer");
  });

  const answered = (async (): Promise<HttpAnswer> => {
    const onConnected = (): void => clearTimeout(timers[0]);
    const response = await send(request, { signal: controller.signal, onConnected });
    onConnected();
    const { status, headers } = response;
    return { status, headers, text: await readBody(response.body, status) };
  })();
  // Whichever comes second must not be reported as unhandled.
  answered.catch(() => undefined);
  cutShort.catch(() => undefined);

  try {
    return await unlessAborted(Promise.race([answered, cutShort]), signal);
  } catch (error) {
    controller.abort();
    throw error instanceof AbortError ? error : TransportError.from(error);
  } finally {
    timers.forEach(clearTimeout);
  }
}
