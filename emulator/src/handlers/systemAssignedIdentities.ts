// System-assigned identities: those of resources that live beside the emulator.

import type { Call } from "../call.js";
import { unknownPath } from "../errors/requestErrors.js";
import { resourceGroupNotFound } from "../errors/resourceErrors.js";
import type { SystemAssignedIdentitiesHandlers } from "../generated/handlers.js";
import { parseParentResource } from "../resourceIds.js";
import { systemAssignedIds } from "../systemAssignedIds.js";

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
      const { principalId, clientId } = systemAssignedIds(tenantId, id);
      const clientSecretUrl = `${call.origin}${id}/credentials?tid=${tenantId}&oid=${principalId}&aid=${clientId}`;
      const properties = { tenantId, principalId, clientId, clientSecretUrl };
      const { location } = group;
      return { status: 200, body: { id, name, type, location, tags: {}, properties } };
    },
  };
}
