// How lists are read: item by item or page by page, one page in memory at a time.

import type { RestError } from "@azure/core-rest-pipeline";
import { abortError } from "./abort.js";
import { apiVersionFor } from "./apiVersions.js";
import type { ManagedServiceIdentityContext } from "./context.js";
import { exchange, type Exchange } from "./exchange.js";
import {
  checkPageLink,
  invalidContinuationToken,
  unsafeLinkError,
  type LinkCheck,
} from "./links.js";
import type { OperationOptions } from "./options.js";
import { requestUrl, type OperationRequest } from "./request.js";
import { withOperationSpan } from "./tracing.js";
import { isObject, type WireObject } from "./wire.js";

/** How the pages of a list are asked for. */
export interface PageSettings {
  /** Where to go on: what {@link getContinuationToken} gave for the last page that was read. */
  continuationToken?: string | undefined;
  /**
   * How many items a page should have at most. A hint: lists whose operation has no `$top` parameter
   * ignore it, and so does a continuation, whose page size is fixed by where it began.
   */
  maxPageSize?: number | undefined;
}

/** A list: iterate over it for its items, or over `byPage()` for its pages. */
export interface PagedAsyncIterableIterator<
  TElement,
  TPage = TElement[],
  TPageSettings = PageSettings,
> {
  /** Gives the next item. */
  next(): Promise<IteratorResult<TElement>>;
  /** The list itself. */
  [Symbol.asyncIterator](): PagedAsyncIterableIterator<TElement, TPage, TPageSettings>;
  /** Gives the list page by page. */
  byPage: (settings?: TPageSettings) => AsyncIterableIterator<TPage>;
}

/** An operation whose answer is a page of a list. */
export interface ListRequest<Item> extends OperationRequest {
  /** The member of a page that holds its items. */
  readonly items: string;
  /** The member of a page that links to the next one. Without it the list has one page. */
  readonly nextLink?: string;
  /** The query parameter that asks for a page size. */
  readonly pageSize?: string;
  /** Reads an item. Default: it is taken as it is. */
  readonly readItem?: (wire: WireObject) => Item;
}

// Owner: this module. Key: a page, by identity. Lifetime: the page's. Never invalidated: a page does not change.
// A page whose link must not be followed has the error instead.
const continuationTokens = new WeakMap<object, string | RestError>();

/**
 * Gives the continuation token of a page: pass it to `byPage({ continuationToken })` of the same list, in
 * this process or in another, to go on with the page after this one.
 *
 * @param page - A page that `byPage()` gave.
 * @returns The token, or `undefined` if the page is the last one.
 * @throws RestError with code `UNSAFE_NEXT_LINK` if the service's link to the next page must not be followed.
 */
export function getContinuationToken(page: unknown): string | undefined {
  const token =
    typeof page === "object" && page !== null ? continuationTokens.get(page) : undefined;
  if (typeof token === "object") {
    throw token;
  }
  return token;
}

/**
 * Makes the list of a pageable operation. Nothing is sent before its first item or page is asked for.
 *
 * @throws TypeError at once if an argument is missing or cannot be part of a URL.
 */
export function paged<Item>(
  context: ManagedServiceIdentityContext,
  request: ListRequest<Item>,
  options: OperationOptions,
): PagedAsyncIterableIterator<Item> {
  // Built now, so that a wrong argument is an error of the call and not of the iteration.
  listUrl(context, request);
  const byPage = (settings: PageSettings = {}): AsyncGenerator<Item[], void> =>
    pages(context, request, options, settings);
  const items = itemsOf(byPage(), options);
  return {
    next: () => items.next(),
    [Symbol.asyncIterator]() {
      return this;
    },
    byPage,
  };
}

async function* itemsOf<Item>(
  pages: AsyncGenerator<Item[], void>,
  options: OperationOptions,
): AsyncGenerator<Item> {
  for (;;) {
    let page: IteratorResult<Item[], void> | undefined = await pages.next();
    if (page.done === true) {
      return;
    }
    for (const item of page.value) {
      throwIfAborted(options);
      yield item;
    }
    // A suspended generator keeps its variables: this page would stay while the next one is fetched.
    // eslint-disable-next-line no-useless-assignment
    page = undefined;
  }
}

async function* pages<Item>(
  context: ManagedServiceIdentityContext,
  request: ListRequest<Item>,
  options: OperationOptions,
  settings: PageSettings,
): AsyncGenerator<Item[], void> {
  const firstUrl = listUrl(context, withPageSize(request, settings));
  const { continuationToken } = settings;
  let url: string | undefined =
    continuationToken === undefined || continuationToken === ""
      ? firstUrl
      : resumeUrl(context, request.operation, firstUrl, continuationToken);
  const seen = new Set<string>();

  while (url !== undefined) {
    throwIfAborted(options);
    seen.add(url);
    let page: Page<Item> | undefined = await fetchPage(context, request, url, options);
    const next = checkNextLink(context, firstUrl, page.nextLink, seen);
    const refused =
      "refusal" in next
        ? unsafeLinkError(request.operation, "link to the next page", next.refusal)
        : undefined;
    url = "url" in next ? next.url : undefined;
    const token = refused ?? url;
    if (token !== undefined) {
      continuationTokens.set(page.items, token);
    }
    yield page.items;
    // Not kept while the next page is fetched, as above.
    // eslint-disable-next-line no-useless-assignment
    page = undefined;
    // Only now, so that the page that holds the link is not lost.
    if (refused !== undefined) {
      throw refused;
    }
  }
}

function listUrl<Item>(context: ManagedServiceIdentityContext, request: ListRequest<Item>): string {
  return requestUrl(context, request, apiVersionFor(context.apiVersion, request));
}

interface Page<Item> {
  readonly items: Item[];
  readonly nextLink: string | undefined;
}

async function fetchPage<Item>(
  context: ManagedServiceIdentityContext,
  request: ListRequest<Item>,
  url: string,
  options: OperationOptions,
): Promise<Page<Item>> {
  let nextLink: string | undefined;
  const ready: Exchange<WireObject> = {
    operation: request.operation,
    method: request.method,
    url,
    statuses: request.statuses,
    read: (body) => {
      const items = readItems(request, body);
      nextLink = request.nextLink === undefined ? undefined : readLink(body, request.nextLink);
      return { ...body, [request.items]: items };
    },
  };
  const answer = await withOperationSpan(request.operation, options, (spanOptions) =>
    exchange(context, ready, spanOptions),
  );
  return { items: answer.result[request.items] as Item[], nextLink };
}

function readItems<Item>(request: ListRequest<Item>, body: WireObject): Item[] {
  const wireItems = body[request.items];
  if (!Array.isArray(wireItems)) {
    // Taken for an empty list, it would tell a caller that cleans up that nothing exists.
    throw new Error(`The page has no array '${request.items}'.`);
  }
  const { readItem } = request;
  const items = new Array<Item>(wireItems.length);
  for (let index = 0; index < wireItems.length; index++) {
    const wire: unknown = wireItems[index];
    if (!isObject(wire)) {
      throw new Error(`Item ${index} of the page's '${request.items}' is not an object.`);
    }
    items[index] = readItem === undefined ? (wire as Item) : readItem(wire);
  }
  return items;
}

function readLink(body: WireObject, member: string): string | undefined {
  const link = body[member];
  if (link === undefined || link === null || link === "") {
    return undefined;
  }
  if (typeof link !== "string") {
    throw new Error(`The page's '${member}' is not text.`);
  }
  return link;
}

function checkNextLink(
  context: ManagedServiceIdentityContext,
  firstUrl: string,
  link: string | undefined,
  seen: ReadonlySet<string>,
): LinkCheck | { readonly url: undefined } {
  if (link === undefined) {
    return { url: undefined };
  }
  const checked = checkPageLink(context, firstUrl, link);
  return "url" in checked && seen.has(checked.url)
    ? { refusal: "that page was read already and the list would never end" }
    : checked;
}

function resumeUrl(
  context: ManagedServiceIdentityContext,
  operation: string,
  firstUrl: string,
  continuationToken: string,
): string {
  const checked = checkPageLink(context, firstUrl, continuationToken);
  if ("refusal" in checked) {
    throw invalidContinuationToken(operation, checked.refusal);
  }
  return checked.url;
}

function withPageSize<Item>(
  request: ListRequest<Item>,
  { maxPageSize }: PageSettings,
): ListRequest<Item> {
  return maxPageSize === undefined || request.pageSize === undefined
    ? request
    : { ...request, query: { ...request.query, [request.pageSize]: maxPageSize } };
}

function throwIfAborted({ abortSignal }: OperationOptions): void {
  if (abortSignal?.aborted === true) {
    throw abortError();
  }
}
