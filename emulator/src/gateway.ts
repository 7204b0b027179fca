// What ARM does before a provider sees a request: finds out what it means, reads its body.

import type { Caller } from "./authorization.js";
import { parseJsonObject, type JsonObject } from "./bodies.js";
import type { Answer, Call, Emulation } from "./call.js";
import { endpoints, type Endpoint } from "./endpoints.js";
import {
  invalidApiVersion,
  invalidResourceType,
  invalidSubscriptionId,
  methodNotAllowed,
  missingApiVersion,
  noRegisteredProvider,
  requestTooLarge,
  subscriptionNotFound,
  unknownPath,
  unsupportedMediaType,
} from "./errors/requestErrors.js";
import { apiVersions } from "./generated/routes.js";
import { largestBodyInBytes, type ServerRequest } from "./http/message.js";
import { isGuid, nameKey, providerNamespace } from "./resourceIds.js";
import { resourceTypeOf } from "./resourceTypes.js";
import { matchPath, splitPath, type PathParameters } from "./router.js";
import { knownMembers } from "./versionedMembers.js";

/** JSON, or a type that is written as JSON, with or without parameters. */
const jsonType = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** An endpoint whose path is the one that was asked for. */
interface Match {
  readonly endpoint: Endpoint;
  readonly path: PathParameters;
}

/**
 * Answers a request.
 *
 * @throws ArmError for every answer that is an error. The checks come in this order:
 * api-version present, subscription, path, api-version known, method, body, then the provider's and the handler's own.
 */
export async function answerRequest(
  emulation: Emulation,
  caller: Caller,
  request: ServerRequest,
): Promise<Answer> {
  const { settings } = emulation;
  const { origin, path, query } = request;
  const parameters = readQuery(query);
  const version = parameters.get("api-version");
  if (!version) {
    throw missingApiVersion();
  }
  const segments = splitPath(path);
  checkSubscription(segments, settings.subscriptionId);
  const { endpoint, path: found } = findEndpoint(request.method, segments, version);
  const body = endpoint.hasBody ? readJson(request) : {};
  const call: Call = {
    ...emulation,
    caller,
    apiVersion: version,
    knows: knownMembers(version),
    origin,
    path,
    segments,
    query,
  };
  return endpoint.answer(call, { path: found, query: parameters, body });
}

/** The id of the operation that a method on a path is, whatever the api-version; undefined where there is none. */
export function operationAt(method: string, path: string): string | undefined {
  let segments: readonly string[];
  try {
    segments = splitPath(path);
  } catch {
    return undefined;
  }
  return endpoints.find(
    ({ verb, segments: pattern }) => verb === method && matchPath(pattern, segments) !== undefined,
  )?.operationId;
}

function readJson({ body, headers }: ServerRequest): JsonObject {
  if (body === undefined) {
    throw requestTooLarge(largestBodyInBytes);
  }
  const type = headers["content-type"];
  if (type === undefined || !jsonType.test(type)) {
    throw unsupportedMediaType(type);
  }
  return parseJsonObject(body);
}

/** Parameters by name in lower case; one that is repeated has all its values, joined by commas. */
function readQuery(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = nameKey(name);
    const before = parameters.get(key);
    parameters.set(key, before === undefined ? value : `${before},${value}`);
  }
  return parameters;
}

function checkSubscription([first = "", id = ""]: readonly string[], known: string): void {
  if (nameKey(first) !== "subscriptions") {
    return;
  }
  if (!isGuid(id)) {
    throw invalidSubscriptionId(id);
  }
  if (nameKey(id) !== nameKey(known)) {
    throw subscriptionNotFound(id);
  }
}

function findEndpoint(verb: string, segments: readonly string[], version: string): Match {
  const matches = endpoints.flatMap((endpoint): Match[] => {
    const path = matchPath(endpoint.segments, segments);
    return path === undefined ? [] : [{ endpoint, path }];
  });
  if (matches.length === 0) {
    throw nothingAt(segments, version);
  }
  const usable = matches.filter((match) => hasVersion(match.endpoint, version));
  if (usable.length === 0) {
    throw unusableVersion(matches, version);
  }
  const match = usable.find((candidate) => candidate.endpoint.verb === verb);
  if (match === undefined) {
    throw methodNotAllowed(
      verb,
      usable.map((candidate) => candidate.endpoint.verb),
    );
  }
  return match;
}

function hasVersion({ versions }: Endpoint, version: string): boolean {
  return versions === undefined
    ? /^\d{4}-\d\d-\d\d(-preview)?$/i.test(version)
    : versions.some((known) => nameKey(known) === nameKey(version));
}

function unusableVersion(matches: readonly Match[], version: string): Error {
  const [first] = matches;
  if (first?.endpoint.versions === undefined) {
    return invalidApiVersion(version);
  }
  if (apiVersions.some((known) => nameKey(known) === nameKey(version))) {
    return invalidResourceType(version);
  }
  const type = resourceTypeOf(first.endpoint);
  const sameType = endpoints.filter((endpoint) => resourceTypeOf(endpoint) === type);
  const served = apiVersions.filter((known) =>
    sameType.some(({ versions }) => versions?.includes(known)),
  );
  return noRegisteredProvider(type, version, served);
}

function nothingAt(segments: readonly string[], version: string): Error {
  const isOurs = segments.some(
    (segment, index) =>
      nameKey(segment) === nameKey(providerNamespace) &&
      nameKey(segments[index - 1] ?? "") === "providers",
  );
  return isOurs ? invalidResourceType(version) : unknownPath(`/${segments.join("/")}`);
}
