// One probe: the request, and what its answer means.

import { SourceFailure } from "./failure.js";
import { readJsonObject } from "./tokenAnswer.js";
import { exchange } from "./transport/exchange.js";
import type { HttpAnswer, Send } from "./transport/message.js";
import { TransportError } from "./transport/transportError.js";

/** How long a probe may take, in milliseconds. */
const probeTimeoutInMs = 1_000;

/**
 * Asks an address whether it is the metadata service. Others wait for the result, so no caller's abort ends it; its
 * limit is short.
 *
 * @throws SourceFailure if it is not, or nothing answers.
 */
export async function askProbe(
  url: string,
  send: Send,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const limits = { connectTimeoutInMs: probeTimeoutInMs, tryTimeoutInMs: probeTimeoutInMs };
  let answer: HttpAnswer;
  try {
    // Without the header Metadata and without a query, the service refuses quickly and gives nothing away.
    answer = await exchange(
      send,
      { method: "GET", url, headers, secrets: [] },
      limits,
      new AbortController().signal,
    );
  } catch (cause) {
    const text = cause instanceof TransportError ? cause.message : String(cause);
    throw new SourceFailure("unavailable", "probe_failed", `A probe found nothing: ${text}`, 0, {
      cause,
    });
  }
  if (!isMetadataService(answer)) {
    throw new SourceFailure(
      "unavailable",
      "probe_failed",
      `A probe was answered ${answer.status}, but not by a metadata service.`,
      answer.status,
    );
  }
}

/**
 * The service refuses the probe, and it may be busy or in the middle of an update, with or without a text. Home
 * routers and captive portals answer at that address, too, with successes, redirects and web pages; Docker Desktop
 * answers 403 for networks that it cannot reach.
 */
function isMetadataService({ status, headers, text }: HttpAnswer): boolean {
  if (status === 403 && text.includes("unreachable")) {
    return false;
  }
  const isPage =
    /^text\/html\b/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype |)html\b/i.test(text);
  return readJsonObject(text) !== undefined || (status >= 400 && !isPage);
}
