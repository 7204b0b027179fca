// Which resources have an identity. Those are other providers', so they are told at the start.

import type { AzureResource } from "./generated/wireTypes.js";
import {
  nameKey,
  parseParentResource,
  providerNamespace,
  resourceGroupId,
  type ParentResource,
} from "./resourceIds.js";
import type { StoredIdentity } from "./store.js";

const identityType = `${providerNamespace}/userAssignedIdentities`;

/** A resource as it is answered. */
export type AssociatedResource = Required<AzureResource>;

/** The resources that have an identity, in the order they were told. */
export type Associations = (identity: StoredIdentity) => readonly AssociatedResource[];

/**
 * Reads the resources of identities.
 *
 * @param told - Ids of resources, by the name of an identity (in any group) or by its id.
 * @throws TypeError for a text that is not the id it should be.
 */
export function readAssociations(told: Readonly<Record<string, readonly string[]>>): Associations {
  const byIdentity = new Map<string, AssociatedResource[]>();
  for (const [identity, ids] of Object.entries(told)) {
    if (!isTexts(ids)) {
      throw new TypeError(
        `startEmulator: associatedResources must hold an array of ids for ${JSON.stringify(identity)}.`,
      );
    }
    const key = nameKey(identity.includes("/") ? idOfIdentity(identity) : identity);
    const before = byIdentity.get(key) ?? [];
    byIdentity.set(key, [...before, ...ids.map((id) => describe(resourceWith(id)))]);
  }
  return ({ id, name }) => {
    const found = [nameKey(name), nameKey(id)].flatMap((key) => byIdentity.get(key) ?? []);
    return [...new Map(found.map((resource) => [nameKey(resource.id), resource])).values()];
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function idOfIdentity(text: string): string {
  const found = parseParentResource(text);
  if (found === undefined || nameKey(found.type) !== nameKey(identityType)) {
    throw notAnId(text, "the name or id of an identity");
  }
  return found.id;
}

function resourceWith(text: string): ParentResource {
  const found = parseParentResource(text);
  if (found === undefined) {
    throw notAnId(text, "the id of a resource in a resource group");
  }
  return found;
}

function notAnId(text: string, wanted: string): TypeError {
  return new TypeError(
    `startEmulator: associatedResources has ${JSON.stringify(text)} where it should have ${wanted}.`,
  );
}

/** The service spells the id's first parts in its own way, and type and group in lower case. */
function describe(resource: ParentResource): AssociatedResource {
  const { name, type, subscriptionId, resourceGroupName } = resource;
  const group = resourceGroupId(subscriptionId, resourceGroupName);
  return {
    id: group + resource.id.slice(group.length),
    name,
    type: nameKey(type),
    resourceGroup: nameKey(resourceGroupName),
    subscriptionId,
    subscriptionDisplayName: "Emulated subscription",
  };
}
