// What has been asked of the emulator, for tests to look at. Secrets are not kept.

import type { IncomingHttpHeaders } from "node:http";
import type { ServerRequest, Service } from "./message.js";

const redacted = "REDACTED";

/** Headers that hold tokens and secrets. */
const secretHeaders = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "secret",
  "x-identity-header",
  "x-ms-authorization-auxiliary",
]);

/** Members of a form that hold tokens and secrets. */
const secretMembers = new Set([
  "assertion",
  "client_assertion",
  "client_secret",
  "password",
  "refresh_token",
]);

/** Tokens in any other place: JSON Web Tokens, and the emulator's own. */
const tokens = /\b(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|emulator-[\w-]{43})/g;

/** How many characters of bodies are kept in all, so that they cannot fill the memory. */
const mostCharacters = 32 * 1024 * 1024;

/** A request that came in. */
export interface RecordedRequest {
  /** Who was asked. */
  readonly service: Service;
  /** The HTTP method as sent. */
  readonly method: string;
  /** Scheme, host, path and query as sent. */
  readonly url: string;
  /** The path as sent, still percent-encoded. */
  readonly path: string;
  /** The operation, e.g. "UserAssignedIdentities_Get"; undefined of a request that is none of Resource Manager's. */
  readonly operation: string | undefined;
  /** By name in lower case; tokens and secrets are replaced by "REDACTED". */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; tokens and secrets of a form are replaced, too. Empty when there was none or it was too large. */
  readonly body: string;
  /** When it came, by the emulator's clock. */
  readonly receivedAt: Date;
  /** The status of the answer; undefined while it is being answered, and when it never was. */
  readonly status: number | undefined;
  /** The kind of the fault that it met; undefined when there was none. */
  readonly fault: string | undefined;
}

/** A record that is still being written. */
export type OpenRecord = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] };

/** The newest requests; the oldest are forgotten when there are too many, or their bodies too long together. */
export class RequestLog {
  #records: OpenRecord[] = [];
  #characters = 0;

  /** @param limit - How many requests are kept. */
  constructor(readonly limit: number) {}

  /** The requests so far, in the order in which they came. */
  get all(): readonly RecordedRequest[] {
    return this.#records.slice(-this.limit || this.#records.length);
  }

  /** Keeps a request. */
  add(record: OpenRecord): void {
    if (this.limit === 0) {
      return;
    }
    this.#records.push(record);
    this.#characters += record.body.length;
    if (this.#records.length >= 2 * this.limit || this.#characters > mostCharacters) {
      this.#forgetOldest();
    }
  }

  /** Forgets all requests. */
  clear(): void {
    this.#records = [];
    this.#characters = 0;
  }

  /** Half of the characters are left, so that this is not done again with each request. */
  #forgetOldest(): void {
    const newest = this.#records.slice(-this.limit);
    let characters = 0;
    const isTooMuch = ({ body }: OpenRecord) => (characters += body.length) > mostCharacters / 2;
    this.#records = newest.slice(newest.findLastIndex(isTooMuch) + 1);
    this.#characters = this.#records.reduce((sum, { body }) => sum + body.length, 0);
  }
}

/**
 * What is kept of a request.
 *
 * @param operationAt - Finds the operation of Resource Manager; asked only when somebody wants to know.
 */
export function recordOf(
  { service, method, target, path, origin, headers, body }: ServerRequest,
  now: number,
  operationAt: (method: string, path: string) => string | undefined,
): OpenRecord {
  return {
    service,
    method,
    url: withoutTokens(`${origin}${target}`),
    path: withoutTokens(path),
    get operation() {
      return service === "resourceManager" ? operationAt(method, path) : undefined;
    },
    headers: withoutSecrets(headers),
    body: bodyText(body),
    receivedAt: new Date(now),
    status: undefined,
    fault: undefined,
  };
}

function withoutSecrets(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    kept[name] = secretHeaders.has(name) ? redacted : withoutTokens(String(value));
  }
  return kept;
}

/** The token endpoints read every body as a form, whatever its type: so it is done here. */
function bodyText(body: Uint8Array | undefined): string {
  const text = new TextDecoder().decode(body);
  const form = new URLSearchParams(text);
  const found = [...secretMembers].filter((name) => form.has(name));
  for (const name of found) {
    form.set(name, redacted);
  }
  return withoutTokens(found.length > 0 ? form.toString() : text);
}

function withoutTokens(text: string): string {
  return text.replace(tokens, redacted);
}
