/** Refuses flattening and inheritance that would bring two members under one name. */

import type { ClientModel, Model, Property } from "../clientModel.js";
import { allMembers, envelopeName, ownMembers, type Member } from "../flattening.js";
import type { Problems } from "../problems.js";

/** Records a problem for every model whose members, seen by a caller, would be ambiguous. */
export function checkFlattening(client: ClientModel, problems: Problems): void {
  const before = problems.messages.length;
  for (const model of client.models) {
    for (const property of model.properties.filter(({ flatten }) => flatten)) {
      checkContainer(client, model, property, problems);
    }
  }
  if (problems.messages.length > before) {
    return;
  }
  for (const model of client.models) {
    checkMembers(client, model, problems);
  }
}

function checkContainer(
  client: ClientModel,
  model: Model,
  property: Property,
  problems: Problems,
): void {
  const place = `${model.name}.${property.wireName}`;
  const { type } = property;
  if (property.wireName !== envelopeName) {
    problems.add(place, "only 'properties' can have x-ms-client-flatten");
  }
  if (type.kind !== "model") {
    problems.add(place, "only an object can have x-ms-client-flatten");
    return;
  }
  const inner = client.models.find(({ name }) => name === type.name);
  if (inner?.properties.some(({ flatten }) => flatten) === true) {
    problems.add(place, "x-ms-client-flatten within x-ms-client-flatten is not supported");
  }
}

function checkMembers(client: ClientModel, model: Model, problems: Problems): void {
  const seen = new Map<string, Member>();
  const inherited = model.parents.flatMap((name) => {
    const parent = client.models.find((candidate) => candidate.name === name);
    return parent === undefined ? [] : allMembers(client, parent);
  });
  for (const member of [...inherited, ...ownMembers(client, model)]) {
    const earlier = seen.get(member.name);
    if (earlier !== undefined && !isSame(earlier, member)) {
      problems.add(
        `${model.name}.${member.inProperties ? `${envelopeName}.` : ""}${member.wireName}`,
        `there is already a member '${member.name}'`,
      );
    }
    seen.set(member.name, member);
  }
}

/** Whether a member only repeats what a parent has. */
function isSame(left: Member, right: Member): boolean {
  return (
    left.inProperties === right.inProperties &&
    left.wireName === right.wireName &&
    left.readOnly === right.readOnly &&
    left.required === right.required &&
    JSON.stringify(left.type) === JSON.stringify(right.type)
  );
}
