/** Refuses API versions that contradict each other in what a caller can set. */

import type { ClientModel, Mutability } from "../clientModel.js";
import { envelopeName, ownMembers, visibleModels, type Member } from "../flattening.js";
import type { Problems } from "../problems.js";

/**
 * Records a problem for every member that a caller can set in one version and not, or at other times, in another.
 * What counts is what holds for a caller: documents that mark `properties` read-only as a whole and documents
 * that mark the members in it say the same.
 * @param clients - One model for each version.
 * @param merged - The model made of them. It must not contradict them either.
 */
export function checkWritability(
  clients: readonly ClientModel[],
  merged: ClientModel,
  problems: Problems,
): void {
  for (const { name } of visibleModels(merged)) {
    const uses = new Map<string, Map<string, string[]>>();
    for (const client of [...clients, merged]) {
      const label = client === merged ? "all of them together" : client.apiVersions.join(", ");
      for (const member of membersOf(client, name)) {
        const found = uses.get(wirePath(member)) ?? new Map<string, string[]>();
        uses.set(wirePath(member), found);
        found.set(usesOf(member), [...(found.get(usesOf(member)) ?? []), label]);
      }
    }
    for (const [path, found] of uses) {
      if (found.size > 1) {
        const list = [...found].map(([use, labels]) => `${use} in ${labels.join(", ")}`);
        problems.add(`${name}.${path}`, `API versions differ in its use (${list.join("; ")})`);
      }
    }
  }
}

function membersOf(client: ClientModel, name: string): readonly Member[] {
  const model = client.models.find((candidate) => candidate.name === name);
  return model === undefined ? [] : ownMembers(client, model);
}

function wirePath({ inProperties, wireName }: Member): string {
  return inProperties ? `${envelopeName}.${wireName}` : wireName;
}

/** When a member can be read and set, in one order: documents list the same uses in several. */
function usesOf({ readOnly, mutability = allUses }: Member): string {
  const uses = readOnly ? allUses.slice(0, 1) : allUses.filter((use) => mutability.includes(use));
  return uses.join("/");
}

const allUses: readonly Mutability[] = ["read", "create", "update"];
