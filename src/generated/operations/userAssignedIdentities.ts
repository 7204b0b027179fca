// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { ManagedServiceIdentityContext } from "../../customizations/context.js";
import { paged, type PagedAsyncIterableIterator } from "../../customizations/paging.js";
import { path } from "../../customizations/path.js";
import { send } from "../../customizations/send.js";
import type {
  AzureResource,
  Identity,
  IdentityUpdate,
  UserAssignedIdentitiesCreateOrUpdateOptionalParams,
  UserAssignedIdentitiesCreateOrUpdateResponse,
  UserAssignedIdentitiesDeleteOptionalParams,
  UserAssignedIdentitiesGetOptionalParams,
  UserAssignedIdentitiesGetResponse,
  UserAssignedIdentitiesListAssociatedResourcesOptionalParams,
  UserAssignedIdentitiesListByResourceGroupOptionalParams,
  UserAssignedIdentitiesListBySubscriptionOptionalParams,
  UserAssignedIdentitiesRevokeTokensOptionalParams,
  UserAssignedIdentitiesUpdateOptionalParams,
  UserAssignedIdentitiesUpdateResponse,
} from "../models.js";
import { identityFromWire, identityToWire, identityUpdateToWire } from "../serializers.js";
import { memberVersions, operationVersions } from "../versions.js";

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
   * @param parameters - The identity as it shall be: its `location`, and where wanted `tags`,
   * `isolationScope` and `assignmentRestrictions`.
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

  /**
   * Makes worthless all tokens that were issued for a user-assigned identity until now. Tokens
   * issued later are good. Available in API version 2023-07-31-preview.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; the pattern of this document, that of credential names, ends at 120).
   * @param options - The options of this call.
   */
  revokeTokens(
    resourceGroupName: string,
    resourceName: string,
    options?: UserAssignedIdentitiesRevokeTokensOptionalParams,
  ): Promise<void>;

  /**
   * Enumerates the Azure resources that have a user-assigned identity, also those its caller may
   * not read. Sent as POST, though it changes nothing. The service takes about one such call a
   * second from a tenant. Available in API versions 2021-09-30-preview, 2022-01-31-preview.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param options - The options of this call.
   */
  listAssociatedResources(
    resourceGroupName: string,
    resourceName: string,
    options?: UserAssignedIdentitiesListAssociatedResourcesOptionalParams,
  ): PagedAsyncIterableIterator<AzureResource>;
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
      memberVersions: memberVersions.Identity,
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
      memberVersions: memberVersions.IdentityUpdate,
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

/** The function behind {@link UserAssignedIdentities.revokeTokens}. */
export async function revokeTokens(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  options: UserAssignedIdentitiesRevokeTokensOptionalParams = {},
): Promise<void> {
  return send(
    context,
    {
      operation: "UserAssignedIdentities.revokeTokens",
      method: "POST",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}/revokeTokens`,
      statuses: [200],
      versions: operationVersions.UserAssignedIdentities_RevokeTokens,
    },
    options,
  );
}

/** The function behind {@link UserAssignedIdentities.listAssociatedResources}. */
export function listAssociatedResources(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  options: UserAssignedIdentitiesListAssociatedResourcesOptionalParams = {},
): PagedAsyncIterableIterator<AzureResource> {
  return paged(
    context,
    {
      operation: "UserAssignedIdentities.listAssociatedResources",
      method: "POST",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}/listAssociatedResources`,
      query: {
        $filter: options.filter,
        $orderby: options.orderby,
        $top: options.top,
        $skip: options.skip,
        $skiptoken: options.skiptoken,
      },
      statuses: [200],
      versions: operationVersions.UserAssignedIdentities_ListAssociatedResources,
      items: "value",
      nextLink: "nextLink",
      pageSize: "$top",
      readItem: (wire) => wire as unknown as AzureResource,
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
    revokeTokens: (resourceGroupName, resourceName, options) =>
      revokeTokens(context, resourceGroupName, resourceName, options),
    listAssociatedResources: (resourceGroupName, resourceName, options) =>
      listAssociatedResources(context, resourceGroupName, resourceName, options),
  };
}
