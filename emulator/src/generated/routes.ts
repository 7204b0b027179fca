// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { Handlers } from "./handlers.js";

/** How a request is recognized and which handler it goes to. */
export interface Route {
  /** Operation id of the document. */
  readonly operationId: string;
  /** Group of the handler. */
  readonly group: keyof Handlers;
  /** Method of the group. */
  readonly method: string;
  /** HTTP method. */
  readonly verb: "GET" | "PUT" | "PATCH" | "DELETE" | "POST";
  /** Path, one entry per segment. */
  readonly segments: readonly RouteSegment[];
  /** Name on the wire to name in the request: `$top` to `top`. */
  readonly query: Readonly<Record<string, string>>;
  /** Whether the request carries a body. */
  readonly hasBody: boolean;
  /** API versions that have the operation. */
  readonly versions: readonly string[];
}

/** A literal segment, or the parameter that takes its place; a scope takes several. */
export type RouteSegment = string | { readonly name: string; readonly scope?: true };

/** Every operation of the service, in document order. */
export const routes: readonly Route[] = [
  {
    operationId: "SystemAssignedIdentities_GetByScope",
    group: "systemAssignedIdentities",
    method: "getByScope",
    verb: "GET",
    segments: [
      { name: "scope", scope: true },
      "providers",
      "Microsoft.ManagedIdentity",
      "identities",
      "default",
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "Operations_List",
    group: "operations",
    method: "list",
    verb: "GET",
    segments: ["providers", "Microsoft.ManagedIdentity", "operations"],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "UserAssignedIdentities_ListBySubscription",
    group: "userAssignedIdentities",
    method: "listBySubscription",
    verb: "GET",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "UserAssignedIdentities_ListByResourceGroup",
    group: "userAssignedIdentities",
    method: "listByResourceGroup",
    verb: "GET",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "UserAssignedIdentities_Get",
    group: "userAssignedIdentities",
    method: "get",
    verb: "GET",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "UserAssignedIdentities_CreateOrUpdate",
    group: "userAssignedIdentities",
    method: "createOrUpdate",
    verb: "PUT",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: true,
    versions: ["2024-11-30"],
  },
  {
    operationId: "UserAssignedIdentities_Update",
    group: "userAssignedIdentities",
    method: "update",
    verb: "PATCH",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: true,
    versions: ["2024-11-30"],
  },
  {
    operationId: "UserAssignedIdentities_Delete",
    group: "userAssignedIdentities",
    method: "delete",
    verb: "DELETE",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "FederatedIdentityCredentials_List",
    group: "federatedIdentityCredentials",
    method: "list",
    verb: "GET",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
      "federatedIdentityCredentials",
    ],
    query: { "api-version": "apiVersion", $top: "top", $skiptoken: "skiptoken" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "FederatedIdentityCredentials_Get",
    group: "federatedIdentityCredentials",
    method: "get",
    verb: "GET",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
      "federatedIdentityCredentials",
      { name: "federatedIdentityCredentialResourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
  {
    operationId: "FederatedIdentityCredentials_CreateOrUpdate",
    group: "federatedIdentityCredentials",
    method: "createOrUpdate",
    verb: "PUT",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
      "federatedIdentityCredentials",
      { name: "federatedIdentityCredentialResourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: true,
    versions: ["2024-11-30"],
  },
  {
    operationId: "FederatedIdentityCredentials_Delete",
    group: "federatedIdentityCredentials",
    method: "delete",
    verb: "DELETE",
    segments: [
      "subscriptions",
      { name: "subscriptionId" },
      "resourceGroups",
      { name: "resourceGroupName" },
      "providers",
      "Microsoft.ManagedIdentity",
      "userAssignedIdentities",
      { name: "resourceName" },
      "federatedIdentityCredentials",
      { name: "federatedIdentityCredentialResourceName" },
    ],
    query: { "api-version": "apiVersion" },
    hasBody: false,
    versions: ["2024-11-30"],
  },
];

/** API versions the service answers, oldest first. */
export const apiVersions: readonly string[] = ["2024-11-30"];
