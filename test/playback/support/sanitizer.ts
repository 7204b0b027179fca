// Replaces what identifies somebody, what is secret and what differs from run to run. Equal texts become equal texts,
// so that a story stays a story; and a second recording of the same story gives the same bytes.

import { sortQuery, type Exchange } from "./exchange.js";

/** The subscription of every recording. */
export const sanitizedSubscriptionId = sanitizedId(0, 1);
/** The tenant of every recording. */
export const sanitizedTenantId = sanitizedId(0, 2);
/** Every access token, assertion and other secret. */
export const sanitizedSecret = "sanitized";

const sanitizedTime = "2026-01-01T00:00:00Z";
/** The time in every recording, in milliseconds since 1970: that at which it has to be played. */
export const sanitizedTimeInMs = Date.parse(sanitizedTime);
const dayInSeconds = 86_400;

const secretMembers = ["access_token", "client_assertion"];
const seconds: Readonly<Record<string, number>> = {
  expires_in: dayInSeconds,
  expires_on: sanitizedTimeInMs / 1_000 + dayInSeconds,
  ext_expires_in: dayInSeconds,
  not_before: sanitizedTimeInMs / 1_000,
};

/** Members that hold names of others. */
const names: Readonly<Record<string, string>> = { subscriptionDisplayName: "Test subscription" };

/** Which row of ids a name's values belong to; anything else is row 9. */
const rows: Readonly<Record<string, number>> = {
  principalId: 1,
  object_id: 1,
  clientId: 2,
  client_id: 2,
  "x-ms-request-id": 3,
};

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const sanitizedGuid = /^00000000-0000-4000-8000-[0-9]{12}$/;
const time = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g;
const jwt = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?/g;

/** Sanitizes the exchanges of one recording. */
export class Sanitizer {
  readonly #texts: readonly (readonly [RegExp, string])[];
  readonly #ids = new Map<string, string>();
  readonly #counts = new Map<number, number>();
  readonly #tokens = new Map<string, string>();

  /** @param texts - What each text of the target is called in recordings; found in any letter case, longest first. */
  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = Object.entries(texts)
      .sort(([one], [other]) => other.length - one.length)
      .map(([text, replacement]) => [new RegExp(escape(text), "gi"), replacement]);
  }

  /** Sanitizes everything in an exchange. Exchanges have to come in the order in which they were made. */
  sanitize({ request, response }: Exchange): Exchange {
    return {
      request: {
        method: request.method,
        url: sortQuery(this.#url(request.url)),
        ...(request.body === undefined ? {} : { body: this.#value(request.body, "") }),
      },
      response: {
        status: response.status,
        headers: this.#value(response.headers, "") as Record<string, string>,
        ...(response.body === undefined ? {} : { body: this.#value(response.body, "") }),
      },
    };
  }

  #value(value: unknown, name: string): unknown {
    if (secretMembers.includes(name)) {
      return sanitizedSecret;
    }
    const otherName = names[name];
    if (otherName !== undefined) {
      return otherName;
    }
    const fixed = seconds[name];
    if (fixed !== undefined) {
      return typeof value === "string" ? String(fixed) : fixed;
    }
    if (typeof value === "string") {
      return this.#text(value, name);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.#value(item, name));
    }
    if (typeof value !== "object" || value === null) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([member, item]) => [member, this.#value(item, member)]),
    );
  }

  /** An address: its path, and each parameter by its name. */
  #url(url: string): string {
    const [path = "", query] = url.split(/\?(.*)/s);
    const parameters = query?.split("&").map((parameter) => {
      const [name = "", value = ""] = parameter.split(/=(.*)/s);
      return `${name}=${this.#text(value, decodeURIComponent(name))}`;
    });
    return [this.#text(path, ""), ...(parameters === undefined ? [] : [parameters.join("&")])].join(
      "?",
    );
  }

  #text(text: string, name: string): string {
    let result = name === "$skiptoken" ? this.#skiptoken(text) : text;
    for (const [pattern, replacement] of this.#texts) {
      result = result.replace(pattern, () => replacement);
    }
    return result
      .replace(
        /((?:\$|%24)skiptoken=)([^&]*)/gi,
        (_all, before: string, token: string) => before + this.#skiptoken(token),
      )
      .replace(jwt, sanitizedSecret)
      .replace(time, sanitizedTime)
      .replace(guid, (id) => this.#id(id, rows[name] ?? 9));
  }

  /** A service's mark of a place in a list may hold anything. */
  #skiptoken(token: string): string {
    const known = [...this.#tokens.values()].includes(token) ? token : this.#tokens.get(token);
    if (known !== undefined) {
      return known;
    }
    const replacement = `page-${this.#tokens.size + 2}`;
    this.#tokens.set(token, replacement);
    return replacement;
  }

  #id(id: string, row: number): string {
    const key = id.toLowerCase();
    if (sanitizedGuid.test(key)) {
      return key;
    }
    const known = this.#ids.get(key);
    if (known !== undefined) {
      return known;
    }
    const count = (this.#counts.get(row) ?? 0) + 1;
    this.#counts.set(row, count);
    const replacement = sanitizedId(row, count);
    this.#ids.set(key, replacement);
    return replacement;
  }
}

/** An id of recordings, by its row and number: it looks like a GUID, and like no real one. */
export function sanitizedId(row: number, count: number): string {
  return `00000000-0000-4000-8000-${row}${String(count).padStart(11, "0")}`;
}

/** Whether a GUID is one of recordings. */
export function isSanitizedId(id: string): boolean {
  return sanitizedGuid.test(id);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
