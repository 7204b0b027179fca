// The library that stands between requests and the network: nock, which this module alone imports.

import { syncBuiltinESMExports } from "node:module";
import nock, { type Definition } from "nock";
import type { PlayedCall } from "./difference.js";
import {
  isSameRequest,
  readBody,
  sortQuery,
  type Exchange,
  type RecordedRequest,
} from "./exchange.js";
import { lockNetwork } from "./networkLock.js";

// It takes over the process when it is loaded; it may do so only while a story is told.
nock.restore();

/** What was seen while requests were answered from recordings. */
export interface Played {
  /** The calls in their order. */
  readonly calls: readonly PlayedCall[];
  /** Requests that no call answers. */
  readonly unmatched: readonly RecordedRequest[];
}

/**
 * Answers requests from calls while something runs. Each call answers once; equal requests are answered in the order of
 * their calls. Whatever they do not answer fails: the network is locked, for http, https and fetch.
 *
 * @returns What became of the calls, and how the run ended.
 */
export async function playCalls<T>(
  calls: readonly Exchange[],
  run: () => Promise<T>,
): Promise<{ readonly played: Played; readonly outcome: PromiseSettledResult<T> }> {
  const unmatched: RecordedRequest[] = [];
  const onNoMatch = (...details: unknown[]): void => {
    unmatched.push(readUnmatched(details));
  };
  begin();
  nock.activate();
  nock.disableNetConnect();
  nock.emitter.on("no match", onNoMatch);
  const unlock = lockNetwork();
  syncBuiltinESMExports();
  try {
    const scopes = nock.define(calls.map(toDefinition));
    const [outcome] = await Promise.allSettled([run()]);
    const used = scopes.map((scope) => scope.isDone());
    const played = calls.map((exchange, index) => ({ exchange, isUsed: used[index] === true }));
    return { played: { calls: played, unmatched }, outcome };
  } finally {
    unlock();
    nock.emitter.off("no match", onNoMatch);
    end();
  }
}

/** Keeps every request that is made over the network while something runs, and its answer. */
export async function recordCalls<T>(
  run: () => Promise<T>,
): Promise<{ readonly calls: readonly Exchange[]; readonly result: T }> {
  begin();
  nock.recorder.rec({ dont_print: true, output_objects: true });
  syncBuiltinESMExports();
  try {
    const result = await run();
    return { calls: (nock.recorder.play() as Definition[]).map(fromDefinition), result };
  } finally {
    end();
  }
}

function begin(): void {
  nock.restore();
  nock.cleanAll();
  nock.recorder.clear();
}

/** Leaves the process as it was, for tests that talk to servers of their own. */
function end(): void {
  begin();
  nock.enableNetConnect();
  syncBuiltinESMExports();
}

function toDefinition({ request, response }: Exchange): Definition {
  const { origin, pathname, search } = new URL(request.url);
  return {
    scope: origin,
    method: request.method,
    path: pathname + search,
    // The address matches already.
    body: (sent: unknown) =>
      isSameRequest(
        { ...request, body: typeof sent === "string" ? readBody(sent, request.url) : sent },
        request,
      ),
    status: response.status,
    rawHeaders: { ...response.headers },
    ...(response.body === undefined
      ? {}
      : {
          response:
            typeof response.body === "string" ? response.body : JSON.stringify(response.body),
        }),
  };
}

function fromDefinition(definition: Definition): Exchange {
  const { scope, method = "GET", path, body, status = 0, response, rawHeaders = {} } = definition;
  if (Array.isArray(response)) {
    throw new Error(
      `The answer to ${method} ${String(path)} is compressed, so it cannot be sanitized.`,
    );
  }
  const url = new URL(String(path), String(scope)).href;
  return {
    request: {
      method,
      url: sortQuery(url),
      ...withBody(typeof body === "string" ? readBody(body, url) : body),
    },
    response: {
      status,
      headers: Object.fromEntries(
        Object.entries(rawHeaders).map(([name, value]) => [name, value.toString()]),
      ),
      ...withBody(response === "" ? undefined : response),
    },
  };
}

function withBody(body: unknown): { readonly body?: unknown } {
  return body === undefined ? {} : { body };
}

/** What is told of a request differs by whether there are recordings for its host: a request and more, or options. */
function readUnmatched(details: readonly unknown[]): RecordedRequest {
  const options = (details[1] ?? details[0]) as Readonly<Record<string, unknown>>;
  const text = details[2];
  const { proto, protocol, method = "GET", path = "/" } = options;
  const scheme = text === undefined ? protocol : `${String(proto)}:`;
  const host = String(options["host"]).replace(/:(?:80|443)$/, "");
  const url = `${String(scheme)}//${host}${String(path)}`;
  return {
    method: String(method),
    url: sortQuery(url),
    ...withBody(typeof text === "string" ? readBody(text, url) : undefined),
  };
}
