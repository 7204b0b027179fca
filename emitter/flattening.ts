/** The caller's view of a model: inherited and flattened members in one list. */

import type { ClientModel, Model, Property, TypeReference } from "./clientModel.js";

/** A property as a caller sees it. */
export interface Member extends Property {
  /** Whether it stands inside `properties` on the wire. */
  readonly inProperties: boolean;
}

/** The name of the one wire member that can be flattened. */
export const envelopeName = "properties";

/** The members a model adds to those of its parents, flattened. */
export function ownMembers(client: ClientModel, model: Model): readonly Member[] {
  return model.properties.flatMap((property) =>
    property.flatten ? flattened(client, property) : [{ ...property, inProperties: false }],
  );
}

/** All members of a model: those of its parents first, then its own. A redeclared member counts once. */
export function allMembers(client: ClientModel, model: Model): readonly Member[] {
  const members = new Map<string, Member>();
  for (const parent of model.parents) {
    for (const member of allMembers(client, findModel(client, parent))) {
      members.set(member.name, member);
    }
  }
  for (const member of ownMembers(client, model)) {
    members.set(member.name, member);
  }
  return [...members.values()];
}

/** Whether a caller sees members of `properties` at the top of the model. */
export function isFlattened(client: ClientModel, model: Model): boolean {
  return (
    model.properties.some((property) => property.flatten) ||
    model.parents.some((parent) => isFlattened(client, findModel(client, parent)))
  );
}

/**
 * The model of a name.
 * @throws Error when the client model refers to a model it does not have.
 */
export function findModel(client: ClientModel, name: string): Model {
  const model = client.models.find((candidate) => candidate.name === name);
  if (model === undefined) {
    throw new Error(`The client model has no model '${name}'.`);
  }
  return model;
}

/** The models a caller meets: all but those that are only seen through flattening. */
export function visibleModels(client: ClientModel): readonly Model[] {
  const properties = client.models.flatMap((model) => model.properties);
  const flattenedOnes = new Set(
    properties.filter(({ flatten }) => flatten).map(({ type }) => innerModel(type)),
  );
  const operations = client.groups.flatMap((group) => group.operations);
  const named = new Set([
    ...properties.filter(({ flatten }) => !flatten).map(({ type }) => innerModel(type)),
    ...client.models.flatMap((model) => model.parents),
    ...operations.flatMap(({ body, responses }) => [
      body?.model,
      ...responses.map(({ model }) => model),
    ]),
  ]);
  return client.models.filter(({ name }) => !flattenedOnes.has(name) || named.has(name));
}

/** The model a value holds, directly or in arrays and dictionaries. */
export function innerModel(type: TypeReference): string | undefined {
  switch (type.kind) {
    case "model":
      return type.name;
    case "array":
      return innerModel(type.item);
    case "dictionary":
      return innerModel(type.value);
    default:
      return undefined;
  }
}

function flattened(client: ClientModel, container: Property): readonly Member[] {
  if (container.type.kind !== "model") {
    throw new Error(`The flattened member '${container.name}' is not a model.`);
  }
  const { mutability } = container;
  return allMembers(client, findModel(client, container.type.name)).map((member) => ({
    ...(mutability === undefined ? {} : { mutability }),
    ...member,
    required: container.required && member.required,
    // A read-only parent does not cover a member that says itself when it can be set.
    readOnly: member.readOnly || (container.readOnly && member.mutability === undefined),
    versions: member.versions.filter((version) => container.versions.includes(version)),
    inProperties: true,
  }));
}
