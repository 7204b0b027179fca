// What all token endpoints have in common: plain requests, JSON answers, refusals in each one's own words.

import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { readBody, writeAnswer, type Respond } from "../listener.js";

const largestBodyInBytes = 256 * 1024;

/** A request to a token endpoint. */
export interface TokenRequest {
  readonly verb: string;
  /** The path as asked. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Reads the body as a form; called at most once. */
  readonly readForm: () => Promise<URLSearchParams>;
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
export function tokenResponder(answer: (request: TokenRequest) => Promise<TokenAnswer>): Respond {
  return (request, response) => {
    void answer(read(request))
      .catch((error: unknown) => (error instanceof Refusal ? error.answer : failed(error)))
      .then(({ status, body, headers }) => {
        writeAnswer(response, status, body, { "Cache-Control": "no-store", ...headers });
      });
  };
}

function read(request: IncomingMessage): TokenRequest {
  const { method: verb = "", url = "", headers } = request;
  const [path = "", query = ""] = url.split(/\?(.*)/s);
  return {
    verb,
    path,
    query: new URLSearchParams(query),
    headers,
    async readForm() {
      const bytes = await readBody(
        request,
        largestBodyInBytes,
        () => new Refusal({ status: 413, body: { error: "request_too_large" } }),
      );
      return new URLSearchParams(new TextDecoder().decode(bytes));
    },
  };
}

function failed(error: unknown): TokenAnswer {
  return { status: 500, body: { error: "emulator_failed", error_description: String(error) } };
}
