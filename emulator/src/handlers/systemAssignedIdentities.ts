// System-assigned identities: those of resources that live beside the emulator.

import { createHash } from "node:crypto";
import type { Call } from "../call.js";
import { resourceGroupNotFound, unknownPath } from "../errors.js";
import type { SystemAssignedIdentitiesHandlers } from "../generated/handlers.js";
import { nameKey, parseParentResource } from "../resourceIds.js";

/**
 * Answers the operations on system-assigned identities. Every well-formed resource id in an existing
 * group has one, since the emulator knows nothing of other providers' resources.
 */
export function systemAssignedIdentities(call: Call): SystemAssignedIdentitiesHandlers {
  return {
    getByScope({ path }) {
      const parent = parseParentResource(path.scope);
      if (parent === undefined) {
        throw unknownPath(call.path);
      }
      const group = call.store.group(parent.resourceGroupName);
      if (group === undefined) {
        throw resourceGroupNotFound(parent.resourceGroupName);
      }
      const { id, name, type } = parent;
      const { tenantId } = call.settings;
      const principalId = derivedGuid(tenantId, "principalId", nameKey(id));
      const clientId = derivedGuid(tenantId, "clientId", nameKey(id));
      const clientSecretUrl = `${call.origin}${id}/credentials?tid=${tenantId}&oid=${principalId}&aid=${clientId}`;
      const properties = { tenantId, principalId, clientId, clientSecretUrl };
      const { location } = group;
      return { status: 200, body: { id, name, type, location, tags: {}, properties } };
    },
  };
}

/** The same GUID for the same texts, so that nothing has to be stored. */
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
