// What all token endpoints have in common: plain requests, JSON answers, refusals in each one's own words.

import type { IncomingHttpHeaders } from "node:http";
import type { AnswerRequest, ServerRequest } from "../http/message.js";

/** Far above what a form with an assertion has. */
const largestFormInBytes = 256 * 1024;

/** A request to a token endpoint. */
export interface TokenRequest {
  readonly verb: string;
  /** The path as asked. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Reads the body as a form. */
  readonly readForm: () => URLSearchParams;
}

/** What goes back. */
export interface TokenAnswer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown where a request is refused: the answer it gets. */
export class Refusal extends Error {
  constructor(readonly answer: TokenAnswer) {
    super(`Refused with ${answer.status}.`);
    this.name = "Refusal";
  }
}

/** Answers requests; a {@link Refusal} is an answer, too. */
export function tokenResponder(
  answer: (request: TokenRequest) => Promise<TokenAnswer>,
): AnswerRequest {
  return async (request) => {
    const { status, body, headers } = await answer(read(request)).catch((error: unknown) =>
      error instanceof Refusal ? error.answer : failed(error),
    );
    return {
      status,
      ...(body !== undefined && { body }),
      headers: { "Cache-Control": "no-store", ...headers },
    };
  };
}

function read({ method: verb, path, query, headers, body }: ServerRequest): TokenRequest {
  return {
    verb,
    path,
    query: new URLSearchParams(query),
    headers,
    readForm() {
      if (body === undefined || body.length > largestFormInBytes) {
        throw new Refusal({ status: 413, body: { error: "request_too_large" } });
      }
      return new URLSearchParams(new TextDecoder().decode(body));
    },
  };
}

function failed(error: unknown): TokenAnswer {
  return { status: 500, body: { error: "emulator_failed", error_description: String(error) } };
}
