/** Refuses flattening, inheritance and renaming that would bring two members under one name. */

import type { ClientModel, Model, Property } from "../clientModel.js";
import { allMembers, envelopeName, isFlattened, ownMembers, type Member } from "../flattening.js";
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
  const inherited = model.parents.flatMap((name) => {
    const parent = client.models.find((candidate) => candidate.name === name);
    return parent === undefined ? [] : allMembers(client, parent);
  });
  const members = [...inherited, ...ownMembers(client, model)];
  const add = (member: Member, reason: string): void => {
    const container = member.inProperties ? `${envelopeName}.` : "";
    problems.add(`${model.name}.${container}${member.wireName}`, reason);
  };
  if (isFlattened(client, model)) {
    checkReservedNames(members, add);
  }
  members.forEach((member, index) => {
    for (const other of members.slice(0, index).filter((earlier) => !isSame(earlier, member))) {
      checkPair(other, member, add);
    }
  });
}

type AddProblem = (member: Member, reason: string) => void;

/** The run time tells by these names what belongs at the top of a resource and what into `properties`. */
function checkReservedNames(members: readonly Member[], add: AddProblem): void {
  for (const member of members) {
    for (const name of new Set([member.name, member.wireName])) {
      if (name === envelopeName) {
        add(member, `'${name}' beside or within x-ms-client-flatten is not supported`);
      } else if (member.inProperties && topNames.has(name)) {
        add(member, `'${name}' is a name of the resource itself, which nothing flattened can have`);
      }
    }
  }
}

const topNames = new Set(
  (
    "id name type systemData location tags kind sku plan identity etag zones managedBy " +
    "extendedLocation"
  ).split(" "),
);

/** A reader lifts and renames in one object, where both names of a member must be its own. */
function checkPair(earlier: Member, later: Member, add: AddProblem): void {
  if (earlier.name === later.name) {
    add(later, `there is already a member '${later.name}'`);
  } else if (earlier.wireName === later.wireName) {
    add(later, `there is already a member '${later.wireName}' on the wire`);
  } else if (earlier.name === later.wireName) {
    add(earlier, renamedOnto(earlier));
  } else if (later.name === earlier.wireName) {
    add(later, renamedOnto(later));
  }
}

function renamedOnto({ name }: Member): string {
  return `it is called '${name}' for a caller, and so is another member on the wire`;
}

/** Whether a member only repeats what a parent has. */
function isSame(left: Member, right: Member): boolean {
  return (
    left.name === right.name &&
    left.inProperties === right.inProperties &&
    left.wireName === right.wireName &&
    left.readOnly === right.readOnly &&
    left.required === right.required &&
    JSON.stringify(left.type) === JSON.stringify(right.type)
  );
}
