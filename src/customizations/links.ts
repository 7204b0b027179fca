// Which of the links that arrive in answers may be followed.

import { RestError } from "@azure/core-rest-pipeline";
import type { ManagedServiceIdentityContext } from "./context.js";

/** The code of the error when the service's own link to the next page must not be followed. */
export const unsafeLinkCode = "UNSAFE_NEXT_LINK";

/** The code of the error when a caller's continuation token does not belong to the list. */
export const invalidContinuationTokenCode = "INVALID_CONTINUATION_TOKEN";

/** Says why a link must not be followed, or gives the URL to send. */
export type LinkCheck = { readonly url: string } | { readonly refusal: string };

/**
 * Checks a link to another page of a list. It must lead to the client's own origin and to the path of the
 * operation itself, compared without regard to case.
 *
 * @param context - The client.
 * @param firstUrl - The URL of the list's first page.
 * @param link - The link, absolute or relative to the first page.
 */
export function checkPageLink(
  context: ManagedServiceIdentityContext,
  firstUrl: string,
  link: string,
): LinkCheck {
  const checked = checkOrigin(context, firstUrl, link);
  if ("refusal" in checked) {
    return checked;
  }
  return samePath(new URL(checked.url).pathname, new URL(firstUrl).pathname)
    ? { url: withApiVersion(checked.url, firstUrl) }
    : { refusal: "it leads to another path than the list's own" };
}

/**
 * Gives the URL of a link that the service sent for following a long-running operation. It must lead to the
 * client's own origin.
 *
 * @throws RestError if it leads elsewhere.
 */
export function pollUrl(
  context: ManagedServiceIdentityContext,
  operation: string,
  base: string,
  link: string,
): string {
  const checked = checkOrigin(context, base, link);
  if ("refusal" in checked) {
    throw unsafeLinkError(operation, "link to follow the operation", checked.refusal);
  }
  return withApiVersion(checked.url, base);
}

/** The error of a link from the service that must not be followed. The link itself is not repeated: it may hold a signature. */
export function unsafeLinkError(operation: string, what: string, refusal: string): RestError {
  return Object.assign(
    new RestError(
      `${operation} failed: the service's ${what} is not followed, because ${refusal}.`,
      {
        code: unsafeLinkCode,
      },
    ),
    { operation },
  );
}

/** The error of a continuation token that does not belong to the list. */
export function invalidContinuationToken(operation: string, refusal: string): TypeError {
  return Object.assign(
    new TypeError(
      `${operation}: the continuation token cannot be used, because ${refusal}. ` +
        "Pass what getContinuationToken gave for a page of the same list.",
    ),
    { code: invalidContinuationTokenCode },
  );
}

function checkOrigin(
  { endpoint }: ManagedServiceIdentityContext,
  base: string,
  link: string,
): LinkCheck {
  let url: URL;
  try {
    url = new URL(link, base);
  } catch {
    return { refusal: "it is not a URL" };
  }
  if (url.origin !== new URL(endpoint).origin) {
    return { refusal: `it leads to ${url.origin} instead of ${new URL(endpoint).origin}` };
  }
  if (url.username !== "" || url.password !== "") {
    return { refusal: "it holds a user name or password" };
  }
  url.hash = "";
  return { url: url.href };
}

function samePath(one: string, other: string): boolean {
  const key = pathKey(one);
  return key !== undefined && key === pathKey(other);
}

// Decoded segment by segment: the service may escape characters that we do not, but an escaped slash is
// not a slash.
function pathKey(pathname: string): string | undefined {
  try {
    return JSON.stringify(
      pathname.split("/").map((segment) => decodeURIComponent(segment).toLowerCase()),
    );
  } catch {
    return undefined;
  }
}

/** A link without an API version gets that of the request it came from. */
function withApiVersion(url: string, base: string): string {
  const parsed = new URL(url);
  const apiVersion = new URL(base).searchParams.get("api-version");
  const names = [...parsed.searchParams.keys()];
  if (apiVersion === null || names.some((name) => name.toLowerCase() === "api-version")) {
    return url;
  }
  return `${url}${parsed.search === "" ? "?" : "&"}api-version=${encodeURIComponent(apiVersion)}`;
}
