/** Which models must be changed on their way from the wire or to it; all others pass through. */

import type { ClientModel, Model, TypeReference } from "../clientModel.js";
import { allMembers, findModel, innerModel, isFlattened, type Member } from "../flattening.js";

/** Names of the models that get a serializer. */
export interface SerializerNeeds {
  /** Models with a `…FromWire`. */
  readonly readers: ReadonlySet<string>;
  /** Models with a `…ToWire`. */
  readonly writers: ReadonlySet<string>;
}

/** Finds the serializers the operations of a client need. */
export function serializerNeeds(client: ClientModel): SerializerNeeds {
  const operations = client.groups.flatMap((group) => group.operations);
  const answers = operations.flatMap(({ paging, responses }) =>
    paging === undefined ? responses.map(({ model }) => model) : [paging.itemModel],
  );
  const bodies = operations.map(({ body }) => body?.model);
  return {
    readers: needed(
      client,
      answers,
      (member) => member.type.kind === "date-time" || holdsDates(member.type),
    ),
    writers: needed(client, bodies, (member) => member.readOnly),
  };
}

/** Whether a value is a date or holds dates in arrays and dictionaries. */
export function holdsDates(type: TypeReference): boolean {
  switch (type.kind) {
    case "date-time":
      return true;
    case "array":
      return holdsDates(type.item);
    case "dictionary":
      return holdsDates(type.value);
    default:
      return false;
  }
}

function needed(
  client: ClientModel,
  roots: readonly (string | undefined)[],
  changes: (member: Member) => boolean,
): ReadonlySet<string> {
  const reachable = reach(client, roots);
  const names = new Set<string>();
  let size: number;
  do {
    size = names.size;
    for (const name of reachable) {
      const model = findModel(client, name);
      if (isChanged(client, model, names, changes)) {
        names.add(name);
      }
    }
    // A model that holds a changed one is changed too, and so on upwards.
  } while (names.size > size);
  return names;
}

function isChanged(
  client: ClientModel,
  model: Model,
  names: ReadonlySet<string>,
  changes: (member: Member) => boolean,
): boolean {
  return (
    isFlattened(client, model) ||
    allMembers(client, model).some(
      (member) =>
        changes(member) ||
        member.name !== member.wireName ||
        names.has(innerModel(member.type) ?? ""),
    )
  );
}

function reach(client: ClientModel, roots: readonly (string | undefined)[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = roots.filter((root) => root !== undefined);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (!found.has(name)) {
      found.add(name);
      waiting.push(
        ...allMembers(client, findModel(client, name))
          .map((member) => innerModel(member.type))
          .filter((inner) => inner !== undefined),
      );
    }
  }
  return found;
}
