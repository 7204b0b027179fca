// Resource groups: another provider's, but nothing can be tried without one.

import { randomUUID } from "node:crypto";
import { optionalLocation, optionalTags, type JsonObject } from "./bodies.js";
import type { Answer, Call } from "./call.js";
import { unknownPath } from "./errors/requestErrors.js";
import {
  invalidResourceName,
  locationRequired,
  resourceGroupLocationChanged,
  resourceGroupNotFound,
} from "./errors/resourceErrors.js";
import { resourceGroupId } from "./resourceIds.js";
import type { StoredGroup } from "./store.js";

const namePattern = /^[-\p{L}\p{N}._()]{0,89}[-\p{L}\p{N}_()]$/u;

/** How often a deletion is answered 202 when polled, before it is over. */
const pollsPerDeletion = 1;

/** How many deletions can still be polled: the oldest are forgotten. */
const mostDeletions = 1_000;

/** Answers a resource group. */
export function getGroup(call: Call, name: string): Answer {
  return { status: 200, body: groupToWire(call, existingGroup(call, name)) };
}

/** Creates a resource group, or replaces the tags of an existing one. */
export function putGroup(call: Call, name: string, body: JsonObject): Answer {
  const location = optionalLocation(body.location);
  const tags = optionalTags(body.tags);
  if (!namePattern.test(name)) {
    throw invalidResourceName(
      name,
      "a resource group's name has 1 to 90 letters, digits, underscores, dashes, parentheses and periods and does not end with a period",
    );
  }
  if (location === undefined) {
    throw locationRequired();
  }
  const existing = call.store.group(name);
  if (existing === undefined) {
    return { status: 201, body: groupToWire(call, call.store.addGroup(name, location, tags)) };
  }
  if (existing.location !== location) {
    throw resourceGroupLocationChanged(existing.location, location);
  }
  call.store.changeGroup(existing, { tags });
  return { status: 200, body: groupToWire(call, existing) };
}

/** Deletes a resource group with all that is in it, at once; the caller is sent to poll all the same. */
export function deleteGroup(call: Call, name: string): Answer {
  call.store.removeGroup(existingGroup(call, name));
  const id = Buffer.from(randomUUID()).toString("base64url");
  call.deletions.set(id, pollsPerDeletion);
  const [oldest] = call.deletions.keys();
  if (call.deletions.size > mostDeletions && oldest !== undefined) {
    call.deletions.delete(oldest);
  }
  const path = `/subscriptions/${call.settings.subscriptionId}/operationresults/${id}`;
  return accepted(call, `${call.origin}${path}?${call.query}`);
}

/** Answers a poll for a deletion: 202 until it is over, then 200. */
export function getDeletion(call: Call, id: string): Answer {
  const remaining = call.deletions.get(id);
  if (remaining === undefined) {
    throw unknownPath(call.path);
  }
  if (remaining === 0) {
    return { status: 200 };
  }
  call.deletions.set(id, remaining - 1);
  return accepted(call, `${call.origin}${call.path}?${call.query}`);
}

function existingGroup(call: Call, name: string): StoredGroup {
  const group = call.store.group(name);
  if (group === undefined) {
    throw resourceGroupNotFound(name);
  }
  return group;
}

function groupToWire(call: Call, group: StoredGroup): object {
  return {
    id: resourceGroupId(call.settings.subscriptionId, group.name),
    name: group.name,
    type: "Microsoft.Resources/resourceGroups",
    location: group.location,
    ...(group.tags === undefined ? {} : { tags: group.tags }),
    properties: { provisioningState: "Succeeded" },
  };
}

function accepted(call: Call, location: string): Answer {
  const headers = { Location: location, "Retry-After": String(call.settings.retryAfterInSeconds) };
  return { status: 202, headers };
}
