/** Refuses members that the emitted code could send to an API version without a word, though it does not know them. */

import type { ClientModel } from "../clientModel.js";
import { allMembers, findModel, innerModel } from "../flattening.js";
import type { Problems } from "../problems.js";

/**
 * Records a problem for every member inside another one of a body that not every API version knows. Only members of the
 * body itself are checked before sending.
 */
export function checkLimits(client: ClientModel, problems: Problems): void {
  const seen = new Set<string>();
  for (const { body, versions } of client.groups.flatMap(({ operations }) => operations)) {
    if (body !== undefined) {
      checkInside(client, body.model, versions, true, seen, problems);
    }
  }
}

function checkInside(
  client: ClientModel,
  name: string,
  versions: readonly string[],
  isBody: boolean,
  seen: Set<string>,
  problems: Problems,
): void {
  const key = JSON.stringify([name, versions, isBody]);
  if (seen.has(key)) {
    return;
  }
  seen.add(key);
  for (const member of allMembers(client, findModel(client, name))) {
    const having = versions.filter((version) => member.versions.includes(version));
    if (member.readOnly) {
      continue;
    }
    if (!isBody && having.length < versions.length) {
      const missing = versions.filter((version) => !having.includes(version));
      problems.add(
        `${name}.${member.wireName}`,
        `API version ${missing.join(", ")} does not know it; only the members of a body itself can depend on the version`,
      );
    }
    const inner = innerModel(member.type);
    if (inner !== undefined) {
      checkInside(client, inner, having, false, seen, problems);
    }
  }
}
