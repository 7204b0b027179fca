// Whether there is a metadata endpoint at all.

import { SourceFailure } from "./failure.js";
import { imdsEndpoint } from "./sources/imds.js";
import { readJsonObject } from "./tokenAnswer.js";
import { exchange } from "./transport/exchange.js";
import type { HttpAnswer, Send } from "./transport/message.js";
import { TransportError } from "./transport/transportError.js";

/** How long a probe may take, in milliseconds. */
const probeTimeoutInMs = 1_000;
/** How long an endpoint that did not answer is taken as missing: one that is only busy gets another chance. */
const missingForInMs = 60_000;

interface Finding {
  readonly result: Promise<void>;
  /** When to look again. */
  until: number;
}

/**
 * What probes found.
 *
 * Owner: this module for {@link sharedProbes}, else a credential with its own transport. Key: the endpoint.
 * Lifetime: the process for an endpoint that is there, a minute for one that is not.
 */
export class Probes {
  readonly #findings = new Map<string, Finding>();

  /** @throws SourceFailure if nothing that could be the metadata service answers. */
  async require(send: Send, headers: Readonly<Record<string, string>>): Promise<void> {
    const endpoint = imdsEndpoint();
    const known = this.#findings.get(endpoint);
    if (known !== undefined && Date.now() < known.until) {
      return known.result;
    }
    const finding: Finding = {
      result: probe(endpoint, send, headers),
      until: Number.POSITIVE_INFINITY,
    };
    this.#findings.set(endpoint, finding);
    try {
      await finding.result;
    } catch (error) {
      finding.until = Date.now() + missingForInMs;
      throw error;
    }
  }
}

/** What the credentials that use the transport of this package know. */
export const sharedProbes = new Probes();

// Others wait for its result, so no caller's abort ends it; its limit is short.
async function probe(
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
  // Home routers and captive portals answer at that address, too, with web pages.
  if (readJsonObject(answer.text) === undefined || answer.text.includes("unreachable")) {
    throw new SourceFailure(
      "unavailable",
      "probe_failed",
      `A probe was answered ${answer.status}, but not by a metadata service.`,
      answer.status,
    );
  }
}
