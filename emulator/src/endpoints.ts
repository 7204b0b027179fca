// Everything that can be asked for: the generated routes, and the resource groups by hand.

import type { JsonObject } from "./bodies.js";
import type { Answer, Call } from "./call.js";
import type { Handlers, MaybePromise } from "./generated/handlers.js";
import { routes, type Route, type RouteSegment } from "./generated/routes.js";
import { federatedIdentityCredentials } from "./handlers/federatedIdentityCredentials.js";
import { operations } from "./handlers/operations.js";
import { systemAssignedIdentities } from "./handlers/systemAssignedIdentities.js";
import { userAssignedIdentities } from "./handlers/userAssignedIdentities.js";
import { deleteGroup, getDeletion, getGroup, putGroup } from "./resourceGroups.js";
import type { PathParameters } from "./router.js";

/** What an endpoint is told about the request. */
export interface EndpointRequest {
  readonly path: PathParameters;
  /** The query, by parameter name in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: JsonObject;
}

/** A verb on a path, and who answers it. */
export interface Endpoint {
  readonly verb: string;
  readonly segments: readonly RouteSegment[];
  readonly hasBody: boolean;
  /** The API versions that have it; undefined when every well-formed one will do. */
  readonly versions: readonly string[] | undefined;
  answer(call: Call, request: EndpointRequest): MaybePromise<Answer>;
}

const subscription: readonly RouteSegment[] = ["subscriptions", { name: "subscriptionId" }];
const group: readonly RouteSegment[] = [...subscription, "resourceGroups", { name: "name" }];
const deletion: readonly RouteSegment[] = [...subscription, "operationresults", { name: "id" }];
const byHand = { hasBody: false, versions: undefined };

/** Every endpoint of the emulator. */
export const endpoints: readonly Endpoint[] = [
  {
    ...byHand,
    verb: "GET",
    segments: group,
    answer: (call, { path }) => getGroup(call, path.name ?? ""),
  },
  {
    ...byHand,
    verb: "PUT",
    segments: group,
    hasBody: true,
    answer: (call, { path, body }) => putGroup(call, path.name ?? "", body),
  },
  {
    ...byHand,
    verb: "DELETE",
    segments: group,
    answer: (call, { path }) => deleteGroup(call, path.name ?? ""),
  },
  {
    ...byHand,
    verb: "GET",
    segments: deletion,
    answer: (call, { path }) => getDeletion(call, path.id ?? ""),
  },
  ...routes.map(routeEndpoint),
];

/** The handlers of one request. The type makes an operation without a handler a compile error. */
function handlersFor(call: Call): Handlers {
  return {
    federatedIdentityCredentials: federatedIdentityCredentials(call),
    operations: operations(),
    systemAssignedIdentities: systemAssignedIdentities(call),
    userAssignedIdentities: userAssignedIdentities(call),
  };
}

/** A handler when all that is known is its name; its request is made from its own route. */
type AnyHandler = (request: object) => MaybePromise<Answer>;

function routeEndpoint({ verb, segments, hasBody, versions, ...route }: Route): Endpoint {
  const members = Object.entries(route.query).map(([name, member]) => [name.toLowerCase(), member]);
  return {
    verb,
    segments,
    hasBody,
    versions,
    answer(call, { path, query, body }) {
      const handlers = handlersFor(call)[route.group] as unknown as Record<string, AnyHandler>;
      const handler = handlers[route.method];
      if (handler === undefined) {
        throw new Error(`${route.operationId} has no handler.`);
      }
      const given = members
        .map(([name, member]) => [member, query.get(name ?? "")])
        .filter(([, value]) => value !== undefined);
      return handler({
        path,
        query: Object.fromEntries(given) as object,
        ...(hasBody && { body }),
      });
    },
  };
}
