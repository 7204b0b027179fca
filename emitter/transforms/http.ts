/** The HTTP side of the code model, which its types leave open. */

/** What modelerfour writes about a request. */
export interface HttpRequest {
  readonly path: string;
  readonly method: string;
  readonly knownMediaType?: string;
}

/** What modelerfour writes about an answer. */
export interface HttpResponse {
  readonly statusCodes: readonly string[];
  readonly headers?: readonly { readonly header: string }[];
  readonly knownMediaType?: string;
  readonly binary?: boolean;
}

/** What modelerfour writes about a parameter. */
export interface HttpParameter {
  readonly in?: string;
}

/** The HTTP part of a request, an answer or a parameter, whichever the caller knows it to be. */
export function httpOf<T extends HttpRequest | HttpResponse | HttpParameter>(aspect: {
  readonly protocol: { readonly http?: unknown };
}): T {
  return (aspect.protocol.http ?? {}) as T;
}
