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

/** The newest requests; the oldest are forgotten when there are too many. */
export class RequestLog {
  #records: OpenRecord[] = [];

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
    if (this.#records.length >= 2 * this.limit) {
      this.#records = this.#records.slice(-this.limit);
    }
  }

  /** Forgets all requests. */
  clear(): void {
    this.#records = [];
  }
}

/**
 * What is kept of a request.
 *
 * @param operation - Finds the operation; asked only when somebody wants to know.
 */
export function recordOf(
  { service, method, target, path, origin, headers, body }: ServerRequest,
  now: number,
  operation: () => string | undefined,
): OpenRecord {
  return {
    service,
    method,
    url: `${origin}${target}`,
    path,
    get operation() {
      return operation();
    },
    headers: withoutSecrets(headers),
    body: bodyText(body, headers["content-type"]),
    receivedAt: new Date(now),
    status: undefined,
    fault: undefined,
  };
}

function withoutSecrets(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    kept[name] = secretHeaders.has(name) ? redacted : String(value);
  }
  return kept;
}

function bodyText(body: Uint8Array | undefined, type: string | undefined): string {
  if (body === undefined || body.length === 0) {
    return "";
  }
  const text = new TextDecoder().decode(body);
  if (type?.startsWith("application/x-www-form-urlencoded") !== true) {
    return text;
  }
  const form = new URLSearchParams(text);
  for (const name of secretMembers) {
    if (form.has(name)) {
      form.set(name, redacted);
    }
  }
  return form.toString();
}
