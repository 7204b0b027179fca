// Everything that can be asked for: the generated routes, and by hand what is ARM's own.

import { getWriteResult, getWriteStatus } from "./asyncWrites.js";
import type { JsonObject } from "./bodies.js";
import type { Answer, Call } from "./call.js";
import type { Handlers, MaybePromise } from "./generated/handlers.js";
import { routes, type Route, type RouteSegment } from "./generated/routes.js";
import { federatedIdentityCredentials } from "./handlers/federatedIdentityCredentials.js";
import { operations } from "./handlers/operations.js";
import { systemAssignedIdentities } from "./handlers/systemAssignedIdentities.js";
import { userAssignedIdentities } from "./handlers/userAssignedIdentities.js";
import { answerAsProvider } from "./provider.js";
import { deleteGroup, getDeletion, getGroup, putGroup } from "./resourceGroups.js";
import { providerNamespace } from "./resourceIds.js";
import {
  getProvider,
  listProviders,
  registerProvider,
  unregisterProvider,
} from "./resourceProviders.js";
import type { PathParameters } from "./router.js";
import { wait } from "./waiting.js";

/** What an endpoint is told about the request. */
export interface EndpointRequest {
  readonly path: PathParameters;
  /** The query, by parameter name in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: JsonObject;
}

/** A verb on a path, and who answers it. */
export interface Endpoint {
  /** E.g. "UserAssignedIdentities_Get". */
  readonly operationId: string;
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
const providers: readonly RouteSegment[] = [...subscription, "providers"];
const provider: readonly RouteSegment[] = [...providers, providerNamespace];
const byHand = { hasBody: false, versions: undefined };

/** The operations that take the time of a write. */
const identityWrites = [
  "UserAssignedIdentities_CreateOrUpdate",
  "UserAssignedIdentities_Update",
  "UserAssignedIdentities_Delete",
  "UserAssignedIdentities_RevokeTokens",
];

/** Every endpoint of the emulator. */
export const endpoints: readonly Endpoint[] = [
  {
    ...byHand,
    operationId: "ResourceGroups_Get",
    verb: "GET",
    segments: group,
    answer: (call, { path }) => getGroup(call, path.name ?? ""),
  },
  {
    ...byHand,
    operationId: "ResourceGroups_CreateOrUpdate",
    verb: "PUT",
    segments: group,
    hasBody: true,
    answer: (call, { path, body }) => putGroup(call, path.name ?? "", body),
  },
  {
    ...byHand,
    operationId: "ResourceGroups_Delete",
    verb: "DELETE",
    segments: group,
    answer: (call, { path }) => deleteGroup(call, path.name ?? ""),
  },
  {
    ...byHand,
    operationId: "ResourceGroups_GetDeletion",
    verb: "GET",
    segments: deletion,
    answer: (call, { path }) => getDeletion(call, path.id ?? ""),
  },
  {
    ...byHand,
    operationId: "Providers_List",
    verb: "GET",
    segments: providers,
    answer: (call) => listProviders(call),
  },
  {
    ...byHand,
    operationId: "Providers_Get",
    verb: "GET",
    segments: provider,
    answer: (call) => getProvider(call),
  },
  {
    ...byHand,
    operationId: "Providers_Register",
    verb: "POST",
    segments: [...provider, "register"],
    answer: (call) => registerProvider(call),
  },
  {
    ...byHand,
    operationId: "Providers_Unregister",
    verb: "POST",
    segments: [...provider, "unregister"],
    answer: (call) => unregisterProvider(call),
  },
  {
    ...byHand,
    operationId: "AcceptedWrites_GetStatus",
    verb: "GET",
    segments: [...provider, "operationStatuses", { name: "id" }],
    answer: (call, { path }) => getWriteStatus(call, path.id ?? ""),
  },
  {
    ...byHand,
    operationId: "AcceptedWrites_GetResult",
    verb: "GET",
    segments: [...provider, "operationResults", { name: "id" }],
    answer: (call, { path }) => getWriteResult(call, path.id ?? ""),
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

function routeEndpoint(route: Route): Endpoint {
  const { operationId, verb, segments, hasBody, versions } = route;
  return {
    operationId,
    verb,
    segments,
    hasBody,
    versions,
    answer: (call, request) =>
      answerAsProvider(call, operationId, () => handleRoute(route, call, request)),
  };
}

async function handleRoute(
  { operationId, group: handlerGroup, method, query: parameters, hasBody }: Route,
  call: Call,
  { path, query, body }: EndpointRequest,
): Promise<Answer> {
  // Credentials wait on their own, since only one of an identity can be written at a time.
  if (identityWrites.includes(operationId)) {
    await wait(call.settings.writeDurationInMs);
  }
  const handlers = handlersFor(call)[handlerGroup] as unknown as Record<string, AnyHandler>;
  const handler = handlers[method];
  if (handler === undefined) {
    throw new Error(`${operationId} has no handler.`);
  }
  const given = Object.entries(parameters)
    .map(([name, member]) => [member, query.get(name.toLowerCase())])
    .filter(([, value]) => value !== undefined);
  return handler({
    path,
    query: Object.fromEntries(given) as object,
    ...(hasBody && { body }),
  });
}
