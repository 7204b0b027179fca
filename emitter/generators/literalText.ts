/** From the JSON of an example to the literal a caller writes. */

import type { ClientModel, TypeReference } from "../clientModel.js";
import { allMembers, envelopeName, findModel } from "../flattening.js";
import { keyText } from "./typeText.js";

/** The literal of a value; members that only the service sets are left out. */
export function literalText(client: ClientModel, type: TypeReference, value: unknown): string {
  switch (type.kind) {
    case "date-time":
      return `new Date(${JSON.stringify(value)})`;
    case "model":
      return objectText(memberTexts(client, type.name, value));
    case "array":
      return `[${(value as readonly unknown[]).map((item) => literalText(client, type.item, item)).join(", ")}]`;
    case "dictionary":
      return objectText(
        Object.entries(value ?? {}).map(([key, item]) => [
          key,
          literalText(client, type.value, item),
        ]),
      );
    default:
      return JSON.stringify(value);
  }
}

/** The members as a caller sees them, in the order of the model: AutoRest sorts those of an example. */
function memberTexts(
  client: ClientModel,
  modelName: string,
  value: unknown,
): readonly (readonly [string, string])[] {
  const wire = (value ?? {}) as Readonly<Record<string, unknown>>;
  const inner = (wire[envelopeName] ?? {}) as Readonly<Record<string, unknown>>;
  return allMembers(client, findModel(client, modelName)).flatMap((member) => {
    const memberValue = (member.inProperties ? inner : wire)[member.wireName];
    return member.readOnly || memberValue === undefined
      ? []
      : [[member.name, literalText(client, member.type, memberValue)] as const];
  });
}

function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{ ${entries.map(([key, text]) => `${keyText(key)}: ${text}`).join(", ")} }`;
}
