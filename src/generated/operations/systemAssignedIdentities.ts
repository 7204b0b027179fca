// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { ManagedServiceIdentityContext } from "../../customizations/context.js";
import { armScope, path } from "../../customizations/path.js";
import { send } from "../../customizations/send.js";
import type {
  SystemAssignedIdentitiesGetByScopeOptionalParams,
  SystemAssignedIdentitiesGetByScopeResponse,
} from "../models.js";
import { systemAssignedIdentityFromWire } from "../serializers.js";

/** Operations on system assigned identities. */
export interface SystemAssignedIdentities {
  /**
   * Reads the identity that Azure manages for one resource (its system-assigned identity), found by
   * the id of that resource.
   * @param scope - Id of the resource whose system-assigned identity is read, such as
   * `subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/virtualMachines/build-agent`. It
   * goes into the address as it stands, slashes included.
   * @param options - The options of this call.
   */
  getByScope(
    scope: string,
    options?: SystemAssignedIdentitiesGetByScopeOptionalParams,
  ): Promise<SystemAssignedIdentitiesGetByScopeResponse>;
}

/** The function behind {@link SystemAssignedIdentities.getByScope}. */
export async function getByScope(
  context: ManagedServiceIdentityContext,
  scope: string,
  options: SystemAssignedIdentitiesGetByScopeOptionalParams = {},
): Promise<SystemAssignedIdentitiesGetByScopeResponse> {
  return send(
    context,
    {
      operation: "SystemAssignedIdentities.getByScope",
      method: "GET",
      path: path`/${armScope({ scope })}/providers/Microsoft.ManagedIdentity/identities/default`,
      statuses: [200],
      read: systemAssignedIdentityFromWire,
    },
    options,
  );
}

/** Binds the operations of the group to a client's context. */
export function bindSystemAssignedIdentities(
  context: ManagedServiceIdentityContext,
): SystemAssignedIdentities {
  return {
    getByScope: (scope, options) => getByScope(context, scope, options),
  };
}
