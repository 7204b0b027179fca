// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { ManagedServiceIdentityContext } from "../../customizations/context.js";
import { paged, type PagedAsyncIterableIterator } from "../../customizations/paging.js";
import { path } from "../../customizations/path.js";
import { send } from "../../customizations/send.js";
import type {
  Identity,
  IdentityUpdate,
  UserAssignedIdentitiesCreateOrUpdateOptionalParams,
  UserAssignedIdentitiesCreateOrUpdateResponse,
  UserAssignedIdentitiesDeleteOptionalParams,
  UserAssignedIdentitiesGetOptionalParams,
  UserAssignedIdentitiesGetResponse,
  UserAssignedIdentitiesListByResourceGroupOptionalParams,
  UserAssignedIdentitiesListBySubscriptionOptionalParams,
  UserAssignedIdentitiesUpdateOptionalParams,
  UserAssignedIdentitiesUpdateResponse,
} from "../models.js";
import { identityFromWire, identityToWire, identityUpdateToWire } from "../serializers.js";

/** Operations on user assigned identities. */
export interface UserAssignedIdentities {
  /**
   * Enumerates the user-assigned identities of the whole subscription, whichever resource group
   * they are in.
   * @param options - The options of this call.
   */
  listBySubscription(
    options?: UserAssignedIdentitiesListBySubscriptionOptionalParams,
  ): PagedAsyncIterableIterator<Identity>;

  /**
   * Enumerates the user-assigned identities of one resource group.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param options - The options of this call.
   */
  listByResourceGroup(
    resourceGroupName: string,
    options?: UserAssignedIdentitiesListByResourceGroupOptionalParams,
  ): PagedAsyncIterableIterator<Identity>;

  /**
   * Reads one user-assigned identity.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param options - The options of this call.
   */
  get(
    resourceGroupName: string,
    resourceName: string,
    options?: UserAssignedIdentitiesGetOptionalParams,
  ): Promise<UserAssignedIdentitiesGetResponse>;

  /**
   * Creates a user-assigned identity, or brings the one of that name to the given state. One that
   * exists keeps its `principalId` and `clientId`.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param parameters - The identity as it shall be: its `location`, and where wanted `tags` and
   * `isolationScope`.
   * @param options - The options of this call.
   */
  createOrUpdate(
    resourceGroupName: string,
    resourceName: string,
    parameters: Identity,
    options?: UserAssignedIdentitiesCreateOrUpdateOptionalParams,
  ): Promise<UserAssignedIdentitiesCreateOrUpdateResponse>;

  /**
   * Changes only the members the body names. `tags` are replaced as a whole: a tag missing from
   * those given is removed.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param parameters - The members to change. Those left out stay as they are.
   * @param options - The options of this call.
   */
  update(
    resourceGroupName: string,
    resourceName: string,
    parameters: IdentityUpdate,
    options?: UserAssignedIdentitiesUpdateOptionalParams,
  ): Promise<UserAssignedIdentitiesUpdateResponse>;

  /**
   * Removes a user-assigned identity, and succeeds too where its resource group holds none of that
   * name. One created again under the name gets a new `principalId` and `clientId`.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param options - The options of this call.
   */
  delete(
    resourceGroupName: string,
    resourceName: string,
    options?: UserAssignedIdentitiesDeleteOptionalParams,
  ): Promise<void>;
}

/** The function behind {@link UserAssignedIdentities.listBySubscription}. */
export function listBySubscription(
  context: ManagedServiceIdentityContext,
  options: UserAssignedIdentitiesListBySubscriptionOptionalParams = {},
): PagedAsyncIterableIterator<Identity> {
  return paged(
    context,
    {
      operation: "UserAssignedIdentities.listBySubscription",
      method: "GET",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
      statuses: [200],
      items: "value",
      nextLink: "nextLink",
      readItem: identityFromWire,
    },
    options,
  );
}

/** The function behind {@link UserAssignedIdentities.listByResourceGroup}. */
export function listByResourceGroup(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  options: UserAssignedIdentitiesListByResourceGroupOptionalParams = {},
): PagedAsyncIterableIterator<Identity> {
  return paged(
    context,
    {
      operation: "UserAssignedIdentities.listByResourceGroup",
      method: "GET",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
      statuses: [200],
      items: "value",
      nextLink: "nextLink",
      readItem: identityFromWire,
    },
    options,
  );
}

/** The function behind {@link UserAssignedIdentities.get}. */
export async function get(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  options: UserAssignedIdentitiesGetOptionalParams = {},
): Promise<UserAssignedIdentitiesGetResponse> {
  return send(
    context,
    {
      operation: "UserAssignedIdentities.get",
      method: "GET",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}`,
      statuses: [200],
      read: identityFromWire,
    },
    options,
  );
}

/** The function behind {@link UserAssignedIdentities.createOrUpdate}. */
export async function createOrUpdate(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  parameters: Identity,
  options: UserAssignedIdentitiesCreateOrUpdateOptionalParams = {},
): Promise<UserAssignedIdentitiesCreateOrUpdateResponse> {
  return send(
    context,
    {
      operation: "UserAssignedIdentities.createOrUpdate",
      method: "PUT",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}`,
      statuses: [200, 201],
      body: { parameters },
      write: identityToWire,
      read: identityFromWire,
    },
    options,
  );
}

/** The function behind {@link UserAssignedIdentities.update}. */
export async function update(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  parameters: IdentityUpdate,
  options: UserAssignedIdentitiesUpdateOptionalParams = {},
): Promise<UserAssignedIdentitiesUpdateResponse> {
  return send(
    context,
    {
      operation: "UserAssignedIdentities.update",
      method: "PATCH",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}`,
      statuses: [200],
      body: { parameters },
      write: identityUpdateToWire,
      read: identityFromWire,
    },
    options,
  );
}

/** The function behind {@link UserAssignedIdentities.delete}. */
export async function $delete(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  options: UserAssignedIdentitiesDeleteOptionalParams = {},
): Promise<void> {
  return send(
    context,
    {
      operation: "UserAssignedIdentities.delete",
      method: "DELETE",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}`,
      statuses: [200, 204],
    },
    options,
  );
}

/** Binds the operations of the group to a client's context. */
export function bindUserAssignedIdentities(
  context: ManagedServiceIdentityContext,
): UserAssignedIdentities {
  return {
    listBySubscription: (options) => listBySubscription(context, options),
    listByResourceGroup: (resourceGroupName, options) =>
      listByResourceGroup(context, resourceGroupName, options),
    get: (resourceGroupName, resourceName, options) =>
      get(context, resourceGroupName, resourceName, options),
    createOrUpdate: (resourceGroupName, resourceName, parameters, options) =>
      createOrUpdate(context, resourceGroupName, resourceName, parameters, options),
    update: (resourceGroupName, resourceName, parameters, options) =>
      update(context, resourceGroupName, resourceName, parameters, options),
    delete: (resourceGroupName, resourceName, options) =>
      $delete(context, resourceGroupName, resourceName, options),
  };
}
