// User-assigned identities.

import { optionalLocation, optionalObject, optionalString, optionalTags } from "../bodies.js";
import type { Call } from "../call.js";
import {
  invalidIsolationScope,
  invalidResourceName,
  locationChanged,
  locationRequired,
  resourceGroupNotFound,
  resourceNotFound,
} from "../errors.js";
import type { UserAssignedIdentitiesHandlers } from "../generated/handlers.js";
import type { Identity } from "../generated/wireTypes.js";
import { listPage, pageRequest } from "../paging.js";
import { providerNamespace } from "../resourceIds.js";
import type { StoredGroup, StoredIdentity } from "../store.js";

const type = `${providerNamespace}/userAssignedIdentities`;
const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/;
const isolationScopes = ["None", "Regional"];

/** The names in the path of an identity. */
interface IdentityPath {
  readonly resourceGroupName: string;
  readonly resourceName: string;
}

/** Answers the operations on user-assigned identities. */
export function userAssignedIdentities(call: Call): UserAssignedIdentitiesHandlers {
  const { store, settings } = call;
  const toWire = (identity: StoredIdentity) => identityToWire(identity, settings.tenantId);

  return {
    listBySubscription: () => ({
      status: 200,
      body: listPage(call, pageRequest(call), store.identitiesByLocation, toWire),
    }),

    listByResourceGroup({ path }) {
      const partitions = new Map([["", existingGroup(call, path.resourceGroupName).listing]]);
      return { status: 200, body: listPage(call, pageRequest(call), partitions, toWire) };
    },

    get: ({ path }) => ({ status: 200, body: toWire(existingIdentity(call, path)) }),

    createOrUpdate({ path, body }) {
      const group = existingGroup(call, path.resourceGroupName);
      const location = optionalLocation(body.location);
      const tags = optionalTags(body.tags) ?? {};
      const isolationScope = readIsolationScope(body.properties) ?? "None";
      const existing = store.identity(group, path.resourceName);
      if (existing !== undefined) {
        refuseMove(existing, group, location);
        Object.assign(existing, { tags, isolationScope });
        return { status: 200, body: toWire(existing) };
      }
      if (!namePattern.test(path.resourceName)) {
        throw invalidResourceName(
          path.resourceName,
          "an identity's name has 3 to 128 letters, digits, dashes and underscores and begins with a letter or digit",
        );
      }
      if (location === undefined) {
        throw locationRequired();
      }
      const created = store.addIdentity(group, {
        resourceGroupName: path.resourceGroupName,
        name: path.resourceName,
        location,
        tags,
        isolationScope,
      });
      return { status: 201, body: toWire(created), headers: { Location: created.id } };
    },

    update({ path, body }) {
      const group = existingGroup(call, path.resourceGroupName);
      const identity = existingIdentity(call, path);
      const tags = optionalTags(body.tags) ?? identity.tags;
      const isolationScope = readIsolationScope(body.properties) ?? identity.isolationScope;
      refuseMove(identity, group, optionalLocation(body.location));
      Object.assign(identity, { tags, isolationScope });
      return { status: 200, body: toWire(identity) };
    },

    delete({ path }) {
      const group = existingGroup(call, path.resourceGroupName);
      const identity = store.identity(group, path.resourceName);
      if (identity === undefined) {
        return { status: 204 };
      }
      store.removeIdentity(group, identity);
      return { status: 200 };
    },
  };
}

function identityToWire(identity: StoredIdentity, tenantId: string): Identity {
  const { location, tags, id, name, isolationScope, principalId, clientId } = identity;
  const properties = { isolationScope, tenantId, principalId, clientId };
  return { location, tags, id, name, type, properties };
}

function existingGroup(call: Call, name: string): StoredGroup {
  const group = call.store.group(name);
  if (group === undefined) {
    throw resourceGroupNotFound(name);
  }
  return group;
}

function existingIdentity(call: Call, path: IdentityPath): StoredIdentity {
  const group = existingGroup(call, path.resourceGroupName);
  const identity = call.store.identity(group, path.resourceName);
  if (identity === undefined) {
    throw resourceNotFound(type, path.resourceName, path.resourceGroupName);
  }
  return identity;
}

function readIsolationScope(properties: unknown): string | undefined {
  const given = optionalObject(properties, "properties")?.isolationScope;
  const scope = optionalString(given, "isolationScope");
  if (scope !== undefined && !isolationScopes.includes(scope)) {
    throw invalidIsolationScope(isolationScopes);
  }
  return scope;
}

function refuseMove(
  identity: StoredIdentity,
  group: StoredGroup,
  wanted: string | undefined,
): void {
  if (wanted !== undefined && wanted !== identity.location) {
    throw locationChanged(identity.name, group.name, identity.location, wanted);
  }
}
