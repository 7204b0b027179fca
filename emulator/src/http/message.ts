// A request and its answer, whichever server of the emulator it came to.

import type { IncomingHttpHeaders } from "node:http";

/** Who is asked: Azure Resource Manager, Microsoft Entra ID, or the token endpoint of the host. */
export type Service = "resourceManager" | "authority" | "host";

/** All of them. */
export const services: readonly Service[] = ["resourceManager", "authority", "host"];

/** A request that has been read to its end. */
export interface ServerRequest {
  readonly service: Service;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** The path as sent, still percent-encoded. */
  readonly path: string;
  /** The query as sent, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** Scheme, host and port the caller used; links in answers begin with it. */
  readonly origin: string;
  /** Undefined when it is larger than the server reads. */
  readonly body: Uint8Array | undefined;
}

/** What goes back. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Answers a request; it never fails. */
export type AnswerRequest = (request: ServerRequest) => Promise<ServerAnswer>;

/** The size above which a body is thrown away: 4 MB, which is ARM's own limit. */
export const largestBodyInBytes = 4 * 1024 * 1024;
