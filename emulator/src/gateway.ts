// What ARM does before a provider sees a request: lets it in, finds out what it means, reads its body.

import type { Authorization } from "./authorization.js";
import { parseJsonObject } from "./bodies.js";
import type { Answer, Call, Emulation } from "./call.js";
import { endpoints, type Endpoint } from "./endpoints.js";
import {
  invalidApiVersion,
  invalidResourceType,
  invalidSubscriptionId,
  methodNotAllowed,
  missingApiVersion,
  noRegisteredProvider,
  subscriptionNotFound,
  unknownPath,
} from "./errors.js";
import { apiVersions } from "./generated/routes.js";
import { isGuid, nameKey, providerNamespace } from "./resourceIds.js";
import { matchPath, splitPath, type PathParameters } from "./router.js";
import { knownMembers } from "./versionedMembers.js";

/** A request as it comes from the server. */
export interface GatewayRequest {
  readonly verb: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly authorization: string | undefined;
  /** Scheme, host and port the caller used. */
  readonly origin: string;
  /** Reads the body; called at most once, and only for who is let in. */
  readBody(): Promise<Uint8Array>;
}

/** An endpoint whose path is the one that was asked for. */
interface Match {
  readonly endpoint: Endpoint;
  readonly path: PathParameters;
}

/**
 * Answers a request.
 *
 * @throws ArmError for every answer that is an error. The checks come in this order: token,
 * api-version present, subscription, path, api-version known, method, body, then the handler's own.
 */
export async function answerRequest(
  emulation: Emulation,
  authorization: Authorization,
  request: GatewayRequest,
): Promise<Answer> {
  const { settings } = emulation;
  await authorization.check(request.authorization, `${request.origin}/${settings.tenantId}`);
  const [path = "", query = ""] = splitOnce(request.target, "?");
  const parameters = readQuery(query);
  const version = parameters.get("api-version");
  if (!version) {
    throw missingApiVersion();
  }
  const segments = splitPath(path);
  checkSubscription(segments, settings.subscriptionId);
  const { endpoint, path: found } = findEndpoint(request.verb, segments, version);
  const body = endpoint.hasBody ? parseJsonObject(await request.readBody()) : {};
  const call: Call = {
    ...emulation,
    knows: knownMembers(version),
    origin: request.origin,
    path,
    segments,
    query,
  };
  return endpoint.answer(call, { path: found, query: parameters, body });
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
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
  const type = resourceType(first.endpoint);
  const sameType = endpoints.filter((endpoint) => resourceType(endpoint) === type);
  const served = apiVersions.filter((known) =>
    sameType.some(({ versions }) => versions?.includes(known)),
  );
  return noRegisteredProvider(type, version, served);
}

/** The type of an endpoint's resource without its namespace: the fixed segments after it, but no action. */
function resourceType({ segments, verb }: Endpoint): string {
  const start = segments.indexOf(providerNamespace) + 1;
  const after = segments.slice(start, verb === "POST" ? -1 : undefined);
  const names = after.filter((segment): segment is string => typeof segment === "string");
  return names.filter((name) => name !== "default").join("/");
}

function nothingAt(segments: readonly string[], version: string): Error {
  const isOurs = segments.some(
    (segment, index) =>
      nameKey(segment) === nameKey(providerNamespace) &&
      nameKey(segments[index - 1] ?? "") === "providers",
  );
  return isOurs ? invalidResourceType(version) : unknownPath(`/${segments.join("/")}`);
}
