// What a subscription lists of others is nobody's business, and no part of a story.

import type { LeftOut } from "./allowList.js";
import type { Exchange } from "./exchange.js";

/**
 * Takes out of the answer what is in other resource groups than the story's.
 *
 * @param leftOut - Learns that there was something.
 */
export function keepOwnItems(
  { request, response }: Exchange,
  resourceGroup: string,
  leftOut: LeftOut,
): Exchange {
  const { body } = response;
  if (typeof body !== "object" || body === null || !("value" in body)) {
    return { request, response };
  }
  const { value } = body;
  if (!Array.isArray(value)) {
    return { request, response };
  }
  const own = value.filter((item) => isOwn(item, resourceGroup));
  if (own.length < value.length) {
    leftOut.add("items of other resource groups");
  }
  return { request, response: { ...response, body: { ...body, value: own } } };
}

/** Operations, which have no id, are everybody's. */
function isOwn(item: unknown, resourceGroup: string): boolean {
  const { id = "" } = item as { readonly id?: string };
  const group = /\/resourceGroups\/([^/]+)/i.exec(id)?.[1];
  return group === undefined || group.toLowerCase() === resourceGroup.toLowerCase();
}
