// How an operation's request is built: its URL, its query, its body.

import type { ManagedServiceIdentityContext } from "./context.js";
import { apiVersionFor, type ApiVersionNeeds } from "./apiVersions.js";
import { acceptedStatus, type Exchange, type HttpMethod } from "./exchange.js";
import { buildPath, type PathTemplate } from "./path.js";
import type { WireObject } from "./wire.js";

/** What every kind of operation says of itself. */
export interface OperationRequest {
  /** The operation's name: group and method, such as `UserAssignedIdentities.get`. */
  readonly operation: string;
  readonly method: HttpMethod;
  readonly path: PathTemplate;
  /** Query parameters by their name on the wire; those that are `undefined` are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** The statuses that are a success. */
  readonly statuses: readonly number[];
  /** The API versions that have the operation. Default: all of them. */
  readonly versions?: readonly string[];
}

/** An operation that sends at most one body and answers with at most one. */
export interface SimpleRequest<Body, Result> extends OperationRequest {
  /** The body under its parameter's name: `{ parameters }`. Required if present. */
  readonly body?: Readonly<Record<string, Body>>;
  /** The API versions that know a member of the body, by the member's name. Default: all of them. */
  readonly memberVersions?: NonNullable<ApiVersionNeeds["memberVersions"]>;
  /** Writes the body. Default: it is sent as it is. */
  readonly write?: (body: Body) => WireObject;
  /** Reads the answer. Without it the operation resolves to nothing. */
  readonly read?: (body: WireObject) => Result;
}

/** Makes the request of an operation ready to go, or says what is wrong with its arguments. */
export function toExchange<Body, Result>(
  context: ManagedServiceIdentityContext,
  request: SimpleRequest<Body, Result>,
): Exchange<Result> {
  const body = toBody(request);
  const apiVersion = apiVersionFor(context.apiVersion, request);
  return {
    operation: request.operation,
    method: request.method,
    url: requestUrl(context, request, apiVersion),
    statuses: request.method === "GET" ? request.statuses : [...request.statuses, acceptedStatus],
    ...(body === undefined ? {} : { body }),
    ...(request.read === undefined ? {} : { read: request.read }),
  };
}

/** The whole URL of an operation, with its query. */
export function requestUrl(
  context: ManagedServiceIdentityContext,
  { operation, path, query = {} }: OperationRequest,
  apiVersion: string,
): string {
  const pairs = [["api-version", apiVersion] as const, ...Object.entries(query)];
  const search = pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(queryText(operation, name, value))}`)
    .join("&");
  return `${context.endpoint}${buildPath(operation, path)}?${search}`;
}

function queryText(operation: string, name: string, value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${operation}: '${name}' must be a finite number; got ${value}.`);
  }
  return String(value);
}

function toBody<Body>({
  operation,
  body,
  write,
}: SimpleRequest<Body, unknown>): WireObject | undefined {
  if (body === undefined) {
    return undefined;
  }
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new TypeError(`${operation}: '${name}' must be an object; got ${describe(value)}.`);
    }
    return write === undefined ? (value as WireObject) : write(value);
  }
  return undefined;
}

function describe(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}
