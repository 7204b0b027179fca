// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { ManagedServiceIdentityContext } from "../../customizations/context.js";
import { paged, type PagedAsyncIterableIterator } from "../../customizations/paging.js";
import { path } from "../../customizations/path.js";
import { send } from "../../customizations/send.js";
import type {
  FederatedIdentityCredential,
  FederatedIdentityCredentialsCreateOrUpdateOptionalParams,
  FederatedIdentityCredentialsCreateOrUpdateResponse,
  FederatedIdentityCredentialsDeleteOptionalParams,
  FederatedIdentityCredentialsGetOptionalParams,
  FederatedIdentityCredentialsGetResponse,
  FederatedIdentityCredentialsListOptionalParams,
} from "../models.js";
import {
  federatedIdentityCredentialFromWire,
  federatedIdentityCredentialToWire,
} from "../serializers.js";
import { memberVersions, operationVersions } from "../versions.js";

/** Operations on federated identity credentials. */
export interface FederatedIdentityCredentials {
  /**
   * Enumerates the federated identity credentials of one user-assigned identity, which has at most
   * 20. Available in API versions 2022-01-31-preview and newer.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param options - The options of this call.
   */
  list(
    resourceGroupName: string,
    resourceName: string,
    options?: FederatedIdentityCredentialsListOptionalParams,
  ): PagedAsyncIterableIterator<FederatedIdentityCredential>;

  /**
   * Reads one federated identity credential. Available in API versions 2022-01-31-preview and
   * newer.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param federatedIdentityCredentialResourceName - Name of the federated identity credential,
   * unique within its identity and fixed once created. 3 to 120 letters, digits, dashes and
   * underscores, the first one a letter or digit.
   * @param options - The options of this call.
   */
  get(
    resourceGroupName: string,
    resourceName: string,
    federatedIdentityCredentialResourceName: string,
    options?: FederatedIdentityCredentialsGetOptionalParams,
  ): Promise<FederatedIdentityCredentialsGetResponse>;

  /**
   * Creates a federated identity credential, or replaces issuer, subject and audience of the one of
   * that name. Write the credentials of one identity one after another: concurrent writes are
   * answered with 409. A new credential may take some minutes before tokens can be exchanged with
   * it. Available in API versions 2022-01-31-preview and newer.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param federatedIdentityCredentialResourceName - Name of the federated identity credential,
   * unique within its identity and fixed once created. 3 to 120 letters, digits, dashes and
   * underscores, the first one a letter or digit.
   * @param parameters - The credential as it shall be: `issuer`, `subject` and `audiences`, all
   * three required.
   * @param options - The options of this call.
   */
  createOrUpdate(
    resourceGroupName: string,
    resourceName: string,
    federatedIdentityCredentialResourceName: string,
    parameters: FederatedIdentityCredential,
    options?: FederatedIdentityCredentialsCreateOrUpdateOptionalParams,
  ): Promise<FederatedIdentityCredentialsCreateOrUpdateResponse>;

  /**
   * Removes a federated identity credential, and succeeds too where the identity has none of that
   * name. Available in API versions 2022-01-31-preview and newer.
   * @param resourceGroupName - Name of the resource group, 1 to 90 characters; letter case makes no
   * difference.
   * @param resourceName - Name of the user-assigned identity, unique in its resource group. 3 to
   * 128 letters, digits, dashes and underscores, the first one a letter or digit (Azure's naming
   * rules; this document declares no pattern).
   * @param federatedIdentityCredentialResourceName - Name of the federated identity credential,
   * unique within its identity and fixed once created. 3 to 120 letters, digits, dashes and
   * underscores, the first one a letter or digit.
   * @param options - The options of this call.
   */
  delete(
    resourceGroupName: string,
    resourceName: string,
    federatedIdentityCredentialResourceName: string,
    options?: FederatedIdentityCredentialsDeleteOptionalParams,
  ): Promise<void>;
}

/** The function behind {@link FederatedIdentityCredentials.list}. */
export function list(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  options: FederatedIdentityCredentialsListOptionalParams = {},
): PagedAsyncIterableIterator<FederatedIdentityCredential> {
  return paged(
    context,
    {
      operation: "FederatedIdentityCredentials.list",
      method: "GET",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}/federatedIdentityCredentials`,
      query: { $top: options.top, $skiptoken: options.skiptoken },
      statuses: [200],
      versions: operationVersions.FederatedIdentityCredentials_List,
      items: "value",
      nextLink: "nextLink",
      pageSize: "$top",
      readItem: federatedIdentityCredentialFromWire,
    },
    options,
  );
}

/** The function behind {@link FederatedIdentityCredentials.get}. */
export async function get(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  federatedIdentityCredentialResourceName: string,
  options: FederatedIdentityCredentialsGetOptionalParams = {},
): Promise<FederatedIdentityCredentialsGetResponse> {
  return send(
    context,
    {
      operation: "FederatedIdentityCredentials.get",
      method: "GET",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}/federatedIdentityCredentials/${{ federatedIdentityCredentialResourceName }}`,
      statuses: [200],
      versions: operationVersions.FederatedIdentityCredentials_Get,
      read: federatedIdentityCredentialFromWire,
    },
    options,
  );
}

/** The function behind {@link FederatedIdentityCredentials.createOrUpdate}. */
export async function createOrUpdate(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  federatedIdentityCredentialResourceName: string,
  parameters: FederatedIdentityCredential,
  options: FederatedIdentityCredentialsCreateOrUpdateOptionalParams = {},
): Promise<FederatedIdentityCredentialsCreateOrUpdateResponse> {
  return send(
    context,
    {
      operation: "FederatedIdentityCredentials.createOrUpdate",
      method: "PUT",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}/federatedIdentityCredentials/${{ federatedIdentityCredentialResourceName }}`,
      statuses: [200, 201],
      versions: operationVersions.FederatedIdentityCredentials_CreateOrUpdate,
      body: { parameters },
      memberVersions: memberVersions.FederatedIdentityCredential,
      write: federatedIdentityCredentialToWire,
      read: federatedIdentityCredentialFromWire,
    },
    options,
  );
}

/** The function behind {@link FederatedIdentityCredentials.delete}. */
export async function $delete(
  context: ManagedServiceIdentityContext,
  resourceGroupName: string,
  resourceName: string,
  federatedIdentityCredentialResourceName: string,
  options: FederatedIdentityCredentialsDeleteOptionalParams = {},
): Promise<void> {
  return send(
    context,
    {
      operation: "FederatedIdentityCredentials.delete",
      method: "DELETE",
      path: path`/subscriptions/${{ subscriptionId: context.subscriptionId }}/resourceGroups/${{ resourceGroupName }}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${{ resourceName }}/federatedIdentityCredentials/${{ federatedIdentityCredentialResourceName }}`,
      statuses: [200, 204],
      versions: operationVersions.FederatedIdentityCredentials_Delete,
    },
    options,
  );
}

/** Binds the operations of the group to a client's context. */
export function bindFederatedIdentityCredentials(
  context: ManagedServiceIdentityContext,
): FederatedIdentityCredentials {
  return {
    list: (resourceGroupName, resourceName, options) =>
      list(context, resourceGroupName, resourceName, options),
    get: (resourceGroupName, resourceName, federatedIdentityCredentialResourceName, options) =>
      get(
        context,
        resourceGroupName,
        resourceName,
        federatedIdentityCredentialResourceName,
        options,
      ),
    createOrUpdate: (
      resourceGroupName,
      resourceName,
      federatedIdentityCredentialResourceName,
      parameters,
      options,
    ) =>
      createOrUpdate(
        context,
        resourceGroupName,
        resourceName,
        federatedIdentityCredentialResourceName,
        parameters,
        options,
      ),
    delete: (resourceGroupName, resourceName, federatedIdentityCredentialResourceName, options) =>
      $delete(
        context,
        resourceGroupName,
        resourceName,
        federatedIdentityCredentialResourceName,
        options,
      ),
  };
}
