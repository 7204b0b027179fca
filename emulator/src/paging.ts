// Pages of a list: how long they are and how the next one is asked for.

import type { Call } from "./call.js";
import { invalidQueryParameter } from "./errors/requestErrors.js";
import { nameKey } from "./resourceIds.js";
import { takePage, type Numbered, type Position, type Series } from "./series.js";

/** What a caller said about the page. */
export interface PageRequest {
  readonly top?: string;
  readonly skiptoken?: string;
}

/** A page as it is answered; `nextLink` is absent on the last one. */
export interface ListBody<W> {
  value: W[];
  nextLink?: string;
}

/**
 * Answers the page that was asked for: at most `$top` items, and never more than the page size.
 *
 * @param isListed - Whether an item can be seen yet; a page is shorter by those that cannot.
 */
export function listPage<T extends Numbered, W>(
  call: Call,
  request: PageRequest,
  partitions: ReadonlyMap<string, Series<T>>,
  toWire: (item: T) => W,
  isListed: (item: T) => boolean = () => true,
): ListBody<W> {
  const size = Math.min(readCount("$top", request.top) ?? Infinity, call.settings.pageSize);
  const page = takePage(partitions, readSkiptoken(request.skiptoken), size);
  if (page === undefined) {
    throw invalidSkiptoken();
  }
  const value = page.items.filter(isListed).map(toWire);
  return page.next === undefined ? { value } : { value, nextLink: nextLink(call, page.next) };
}

/** The page parameters of a list whose description has none but whose links carry them. */
export function pageRequest(call: Call): PageRequest {
  const query = new Map([...new URLSearchParams(call.query)].map(([k, v]) => [nameKey(k), v]));
  return { skiptoken: query.get("$skiptoken") };
}

/** Reads a parameter that counts items, or undefined when it is absent. */
export function readCount(name: string, count: string | undefined): number | undefined {
  if (count === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(count) || Number(count) < 1) {
    throw invalidQueryParameter(name, "must be a whole number above zero");
  }
  return Number(count);
}

function readSkiptoken(token: string | undefined): Position | undefined {
  if (token === undefined) {
    return undefined;
  }
  const text = Buffer.from(token, "base64url").toString();
  const found = /^(\d{1,15}) (.*)$/.exec(text);
  if (found === null) {
    throw invalidSkiptoken();
  }
  return { sequence: Number(found[1]), partition: found[2] ?? "" };
}

function nextLink(call: Call, { sequence, partition }: Position): string {
  const token = Buffer.from(`${sequence} ${partition}`).toString("base64url");
  const kept = call.query.split("&").filter((pair) => !/^(\$|%24)skiptoken(=|$)/i.test(pair));
  return `${call.origin}${call.path}?${[...kept, `$skiptoken=${token}`].join("&")}`;
}

function invalidSkiptoken() {
  return invalidQueryParameter("$skiptoken", "is not one that this list gave out");
}
