/** What only some of the API versions have. */

import type { ClientModel, Model, Operation } from "./clientModel.js";
import { allMembers, ownMembers, type Member } from "./flattening.js";

/** The operations that not every API version has. */
export function limitedOperations(client: ClientModel): readonly Operation[] {
  return client.groups
    .flatMap(({ operations }) => operations)
    .filter(({ versions }) => versions.length < client.apiVersions.length);
}

/** The own members of a model, flattened ones included, that not every API version of the model has. */
export function limitedMembers(client: ClientModel, model: Model): readonly Member[] {
  const members = ownMembers(client, model);
  // A model is in the versions of its own members; what it inherits may be older.
  const versions = new Set(members.flatMap((member) => member.versions));
  return members.filter((member) => member.versions.length < versions.size);
}

/**
 * The members a caller can set in a body, inherited and flattened ones included, that not every API version which sends
 * the body has; none when no operation sends the model as its body.
 */
export function limitedBodyMembers(client: ClientModel, model: Model): readonly Member[] {
  const operations = client.groups.flatMap((group) => group.operations);
  const versions = new Set(
    operations
      .filter(({ body }) => body?.model === model.name)
      .flatMap((operation) => operation.versions),
  );
  return allMembers(client, model).filter(
    (member) =>
      !member.readOnly && [...versions].some((version) => !member.versions.includes(version)),
  );
}

/** Whether versions are the newest ones without a gap, so that naming the first one says it all. */
export function reachesToday(client: ClientModel, versions: readonly string[]): boolean {
  const newest = client.apiVersions.slice(client.apiVersions.length - versions.length);
  return newest.every((version, index) => version === versions[index]);
}

/** A sentence that says in which API versions something is found. */
export function availability(client: ClientModel, versions: readonly string[]): string {
  const [first = ""] = versions;
  if (versions.length > 1 && reachesToday(client, versions)) {
    return `Available in API versions ${first} and newer.`;
  }
  return `Available in API version${versions.length === 1 ? "" : "s"} ${versions.join(", ")}.`;
}
