// Whether there is a metadata endpoint at all: what is known of it.

import { askProbe } from "./askProbe.js";
import type { Settings } from "./settings.js";
import { imdsEndpoint } from "./sources/imds.js";
import type { Send } from "./transport/message.js";

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
 * Owner: this module, which keeps one for all, and one for each credential with its own transport. Key: the endpoint.
 * Lifetime: the process for an endpoint that is there, a minute for one that is not.
 */
class Probes {
  readonly #findings = new Map<string, Finding>();

  /** @throws SourceFailure if nothing that could be the metadata service answers. */
  async require(send: Send, headers: Readonly<Record<string, string>>): Promise<void> {
    const endpoint = imdsEndpoint();
    const known = this.#findings.get(endpoint);
    if (known !== undefined && Date.now() < known.until) {
      return known.result;
    }
    const finding: Finding = {
      result: askProbe(endpoint, send, headers),
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
const sharedProbes = new Probes();
/** What the others know, by their transports. */
const ownProbes = new WeakMap<Send, Probes>();

/** What a credential goes by. */
export function probesOf({ isPrivate, send }: Readonly<Settings>): Probes {
  if (!isPrivate) {
    return sharedProbes;
  }
  const probes = ownProbes.get(send) ?? new Probes();
  ownProbes.set(send, probes);
  return probes;
}
