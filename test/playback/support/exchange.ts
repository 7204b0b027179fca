// One request and its answer, as tests, recordings and differences speak of them.

/** A JSON value, a text that is no JSON, or undefined for no body at all. */
export type Body = unknown;

/** A request, without its headers: none of them is stored or compared. */
export interface RecordedRequest {
  readonly method: string;
  /** Absolute, with its query sorted by name. */
  readonly url: string;
  /** A form is an object of its parameters. */
  readonly body?: Body;
}

/** An answer, with the headers that may be stored. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
}

/** A request and its answer. */
export interface Exchange {
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** Reads a body as it was sent: JSON, a form, another text, or nothing. */
export function readBody(text: string, url: string): Body {
  if (text === "") {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    // The one form there is, the exchange of tokens, is told by its address: recorders keep no request headers.
    return /\/token(?:\?|$)/.test(url) ? Object.fromEntries(new URLSearchParams(text)) : text;
  }
}

/** Sorts the query of an address by name, so that its order does not matter. */
export function sortQuery(address: string): string {
  const [path = "", query] = address.split(/\?(.*)/s);
  return query === undefined ? path : `${path}?${query.split("&").sort().join("&")}`;
}

/** Whether two requests are the same: method, path, sorted query and body, whatever the order of its members. */
export function isSameRequest(one: RecordedRequest, other: RecordedRequest): boolean {
  return requestLines(one).join("\n") === requestLines(other).join("\n");
}

/** A request as lines, so that requests can be compared and shown. */
export function requestLines({ method, url, body }: RecordedRequest): string[] {
  const [path = "", query = ""] = url.split(/\?(.*)/s);
  const parameters = query === "" ? [] : query.split("&").map(decode).sort();
  return [
    `${method} ${path}`,
    ...parameters.map((parameter) => `  ?${parameter}`),
    ...(body === undefined ? [] : JSON.stringify(sortMembers(body), undefined, 2).split("\n")),
  ];
}

// "$top" and "%24top" are the same parameter.
function decode(parameter: string): string {
  try {
    return decodeURIComponent(parameter.replaceAll("+", " "));
  } catch {
    return parameter;
  }
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortMembers);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sortMembers(member)]));
}
