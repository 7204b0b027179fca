// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { ManagedServiceIdentityContext } from "../../customizations/context.js";
import { paged, type PagedAsyncIterableIterator } from "../../customizations/paging.js";
import { path } from "../../customizations/path.js";
import type { Operation, OperationsListOptionalParams } from "../models.js";

/** Operations on the resource provider itself. */
export interface Operations {
  /**
   * Enumerates what Microsoft.ManagedIdentity lets a role allow or deny, each operation with texts
   * for display. Takes no subscription.
   * @param options - The options of this call.
   */
  list(options?: OperationsListOptionalParams): PagedAsyncIterableIterator<Operation>;
}

/** The function behind {@link Operations.list}. */
export function list(
  context: ManagedServiceIdentityContext,
  options: OperationsListOptionalParams = {},
): PagedAsyncIterableIterator<Operation> {
  return paged(
    context,
    {
      operation: "Operations.list",
      method: "GET",
      path: path`/providers/Microsoft.ManagedIdentity/operations`,
      statuses: [200],
      items: "value",
      nextLink: "nextLink",
      readItem: (wire) => wire as unknown as Operation,
    },
    options,
  );
}

/** Binds the operations of the group to a client's context. */
export function bindOperations(context: ManagedServiceIdentityContext): Operations {
  return {
    list: (options) => list(context, options),
  };
}
