// The ids of system-assigned identities: derived from the resource, so that nothing has to be stored.

import { createHash } from "node:crypto";
import { nameKey } from "./resourceIds.js";

/** The ids of the system-assigned identity of a resource: always the same for the same resource and tenant. */
export function systemAssignedIds(
  tenantId: string,
  resourceId: string,
): { readonly principalId: string; readonly clientId: string } {
  const key = nameKey(resourceId);
  return {
    principalId: derivedGuid(tenantId, "principalId", key),
    clientId: derivedGuid(tenantId, "clientId", key),
  };
}

function derivedGuid(...texts: readonly string[]): string {
  const hex = createHash("sha256").update(texts.join("\n")).digest("hex");
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
