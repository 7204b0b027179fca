// What goes over the wire and comes back.

/** One HTTP request. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Texts in this request that must not be found in an error or a log. */
  readonly secrets: readonly string[];
  /** Whether it leaves this machine, so that proxy settings apply. Requests to metadata endpoints do not. */
  readonly remote?: boolean;
  /** The SHA-1 fingerprint the server's certificate must have, as 40 hexadecimal digits in upper case. */
  readonly thumbprint?: string;
}

/** Headers by their names in lower case. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** The head of an answer, with its body still to be read. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
}

/** A whole answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly text: string;
}

/** What a transport needs to know besides the request. */
export interface SendOptions {
  /** Ends the request. */
  readonly signal: AbortSignal;
  /** To be called when the connection stands. */
  readonly onConnected: () => void;
}

/** Sends one request, once: no retries, no redirects, no time-outs. */
export type Send = (request: HttpRequest, options: SendOptions) => Promise<HttpResponse>;
