// User-assigned identities.

import {
  optionalLocation,
  optionalObject,
  optionalString,
  optionalStrings,
  optionalTags,
} from "../bodies.js";
import type { Call } from "../call.js";
import {
  invalidIsolationScope,
  invalidResourceName,
  locationChanged,
  locationNotAvailable,
  locationRequired,
  resourceGroupNotFound,
  resourceNotFound,
} from "../errors/resourceErrors.js";
import type { UserAssignedIdentitiesHandlers } from "../generated/handlers.js";
import type { Identity } from "../generated/wireTypes.js";
import { listPage, pageRequest } from "../paging.js";
import { isReadable } from "../propagation.js";
import { identityId, providerNamespace } from "../resourceIds.js";
import { selectResources } from "../resourceQuery.js";
import type { DirectoryIds, StoredGroup, StoredIdentity } from "../store.js";
import type { KnownMembers } from "../versionedMembers.js";

const type = `${providerNamespace}/userAssignedIdentities`;
const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/;
const isolationScopes = ["None", "Regional"];

/** The names in the path of an identity. */
interface IdentityPath {
  readonly resourceGroupName: string;
  readonly resourceName: string;
}

/** What of an identity only some API versions know. */
type VersionedSettings = Pick<StoredIdentity, "isolationScope" | "assignmentProviders">;

const defaults: VersionedSettings = { isolationScope: "None", assignmentProviders: [] };

/**
 * Answers the operations on user-assigned identities.
 *
 * @param ids - The ids of an identity that is created; random ones by default.
 */
export function userAssignedIdentities(
  call: Call,
  ids: Partial<DirectoryIds> = {},
): UserAssignedIdentitiesHandlers {
  const { store, knows } = call;
  const toWire = (identity: StoredIdentity) => identityToWire(call, identity);
  const isListed = (identity: StoredIdentity) => isReadable(call, identity);

  return {
    listBySubscription: () => ({
      status: 200,
      body: listPage(call, pageRequest(call), store.identitiesByLocation, toWire, isListed),
    }),

    listByResourceGroup({ path }) {
      const partitions = new Map([["", existingGroup(call, path.resourceGroupName).listing]]);
      return { status: 200, body: listPage(call, pageRequest(call), partitions, toWire, isListed) };
    },

    get: ({ path }) => ({ status: 200, body: toWire(readableIdentity(call, path)) }),

    createOrUpdate({ path, body }) {
      const group = existingGroup(call, path.resourceGroupName);
      const location = optionalLocation(body.location);
      const tags = optionalTags(body.tags) ?? {};
      const given = readVersionedSettings(body.properties, knows);
      const existing = store.identity(group, path.resourceName);
      if (existing !== undefined) {
        refuseMove(existing, group, location);
        store.changeIdentity(existing, { tags, ...settable(defaults, knows), ...given });
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
      refuseCreation(call, path, location);
      const created = store.addIdentity(group, {
        resourceGroupName: path.resourceGroupName,
        name: path.resourceName,
        location,
        createdAt: call.clock.now(),
        tags,
        ...defaults,
        ...given,
        ...ids,
      });
      return { status: 201, body: toWire(created), headers: { Location: encodeURI(created.id) } };
    },

    update({ path, body }) {
      const group = existingGroup(call, path.resourceGroupName);
      const identity = existingIdentity(call, path);
      const tags = optionalTags(body.tags) ?? identity.tags;
      const given = readVersionedSettings(body.properties, knows);
      refuseMove(identity, group, optionalLocation(body.location));
      store.changeIdentity(identity, { tags, ...given });
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

    revokeTokens({ path }) {
      const { principalId } = existingIdentity(call, path);
      call.revocations.revoke(principalId);
      return { status: 200 };
    },

    listAssociatedResources({ path, query }) {
      const all = call.associations(existingIdentity(call, path));
      const { totalCount, series } = selectResources(all, query);
      const page = listPage(call, query, new Map([["", series]]), ({ resource }) => resource);
      return { status: 200, body: { totalCount, ...page } };
    },
  };
}

function identityToWire({ knows, settings }: Call, identity: StoredIdentity): Identity {
  const { location, tags, id, name, isolationScope, principalId, clientId } = identity;
  const assignmentRestrictions = { providers: [...identity.assignmentProviders] };
  const properties = {
    ...(knows.isolationScope && { isolationScope }),
    ...(knows.assignmentRestrictions && { assignmentRestrictions }),
    tenantId: settings.tenantId,
    principalId,
    clientId,
  };
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

/** The same, where one that is too new counts as missing. */
function readableIdentity(call: Call, path: IdentityPath): StoredIdentity {
  const identity = existingIdentity(call, path);
  if (!isReadable(call, identity)) {
    throw resourceNotFound(type, path.resourceName, path.resourceGroupName);
  }
  return identity;
}

/** What a body says of the settings that its version knows; the others are not even looked at. */
function readVersionedSettings(given: unknown, knows: KnownMembers): Partial<VersionedSettings> {
  const properties = optionalObject(given, "properties");
  const { isolationScope, assignmentRestrictions } = properties ?? {};
  const scope = knows.isolationScope ? readIsolationScope(isolationScope) : undefined;
  const providers = knows.assignmentRestrictions
    ? readAssignmentProviders(assignmentRestrictions)
    : undefined;
  return {
    ...(scope !== undefined && { isolationScope: scope }),
    ...(providers !== undefined && { assignmentProviders: providers }),
  };
}

/** Those settings that a version can set. */
function settable(
  { isolationScope, assignmentProviders }: VersionedSettings,
  knows: KnownMembers,
): Partial<VersionedSettings> {
  return {
    ...(knows.isolationScope && { isolationScope }),
    ...(knows.assignmentRestrictions && { assignmentProviders }),
  };
}

function readAssignmentProviders(given: unknown): readonly string[] | undefined {
  const restrictions = optionalObject(given, "assignmentRestrictions");
  return optionalStrings(restrictions?.providers, "assignmentRestrictions.providers");
}

function readIsolationScope(given: unknown): string | undefined {
  const scope = optionalString(given, "isolationScope");
  if (scope !== undefined && !isolationScopes.includes(scope)) {
    throw invalidIsolationScope(isolationScopes);
  }
  return scope;
}

function refuseCreation(
  { settings, providerLimits }: Call,
  { resourceGroupName, resourceName }: IdentityPath,
  location: string,
): void {
  const { available } = settings.regions;
  if (!available.includes(location)) {
    throw locationNotAvailable(type, location, available);
  }
  const id = identityId(settings.subscriptionId, resourceGroupName, resourceName);
  providerLimits.countCreation(id, location);
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
