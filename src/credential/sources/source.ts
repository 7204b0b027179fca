// What all sources of tokens have in common.

import type { IdKind, Identity } from "../identity.js";
import type { HttpAnswer, HttpRequest } from "../transport/message.js";

/** What is asked for. */
export interface Ask {
  /** What goes over the wire: the resource, or the scope where the source takes scopes. */
  readonly target: string;
  /** The claims a resource demanded. */
  readonly claims?: string | undefined;
  /** The token those claims are to replace. */
  readonly rejectedToken?: string | undefined;
}

/** Where a token comes from and whose it is: with what is asked for, the key it is kept by. */
export interface Place {
  /** The endpoint, or the authority and the tenant. */
  readonly endpoint: string;
  /** The identity as the source will name it. */
  readonly identity: Identity;
}

/** One of Azure's hosts, and how a token is got there. */
export interface TokenSource {
  /** The host's name, for messages. */
  readonly name: string;
  /** The kinds of id it can take. */
  readonly takes: readonly IdKind[];
  /** What to do about an id it cannot take. */
  readonly aboutIds: string;
  /** What to do where there is no identity. */
  readonly advice: string;
  /** Whether it takes scopes instead of resources. */
  readonly takesScopes?: boolean;
  /** Whether nothing announced this host, so that asking whether it is there makes sense. */
  readonly assumed?: boolean;
  /** Whether the server is known by its certificate, which only our own transport can check. */
  readonly pinned?: boolean;
  /** Reads where the next request would go. */
  place(identity: Identity): Place;
  /**
   * Makes the request of one try, to the place that has just been read. It reads secrets anew each time, because
   * hosts rotate them, and their variables at once, so that they fit the place.
   */
  request(place: Place, ask: Ask): HttpRequest | Promise<HttpRequest>;
  /** Makes the second request where the first is answered 401. */
  answerChallenge?(request: HttpRequest, answer: HttpAnswer): Promise<HttpRequest>;
  /** Refuses a token for another identity than the one asked for. */
  confirm?(identity: Identity, body: Readonly<Record<string, unknown>>, status: number): void;
}

/** The content type of every form. */
export const formType = "application/x-www-form-urlencoded;charset=utf-8";

/** Adds parameters to an endpoint's address, in the order given; those without a value are left out. */
export function withQuery(
  endpoint: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${endpoint}${endpoint.includes("?") ? "&" : "?"}${query.join("&")}`;
}

/** The parameter that names a user-assigned identity, if one is asked for. */
export function idParameter(
  { kind, id }: Identity,
  names: Readonly<Partial<Record<IdKind, string>>>,
): Record<string, string> {
  const name = kind === "system" ? undefined : names[kind];
  return name === undefined ? {} : { [name]: id };
}
