// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

import type { OperationOptions } from "../customizations/options.js";

/** To which kinds of resource an identity may be assigned. */
export interface AssignmentRestrictions {
  /**
   * The kinds that may have the identity: a resource provider with all its resource types
   * (`Microsoft.Compute`), or one type (`Microsoft.Storage/storageAccounts`). Letter case makes no
   * difference. An empty list, the default, restricts nothing.
   */
  providers?: string[];
}

/** One page of the resources that have a user-assigned identity. */
export interface AssociatedResourcesListResult {
  /** How many resources there are on all pages together. Read-only: set by the service. */
  readonly totalCount?: number;

  /** The resources of this page, possibly none. Read-only: set by the service. */
  readonly value?: AzureResource[];

  /** Address of the page after this one. Absent on the last page. Read-only: set by the service. */
  readonly nextLink?: string;
}

/** An Azure resource that has a user-assigned identity. */
export interface AzureResource {
  /**
   * Full id of the resource, a path from the subscription down to the name. Read-only: set by the
   * service.
   */
  readonly id?: string;

  /** Last part of the id: the resource's own name. Read-only: set by the service. */
  readonly name?: string;

  /**
   * Kind of the resource, the provider's namespace first, in lower case: `microsoft.web/sites`.
   * Read-only: set by the service.
   */
  readonly type?: string;

  /**
   * Name of the resource group that the resource is in. Its letter case may differ from that in the
   * id. Read-only: set by the service.
   */
  readonly resourceGroup?: string;

  /** Id of the subscription that the resource is in, a UUID. Read-only: set by the service. */
  readonly subscriptionId?: string;

  /** Readable name of the subscription that the resource is in. Read-only: set by the service. */
  readonly subscriptionDisplayName?: string;
}

/** Which claims of a token are accepted, as an expression. */
export interface ClaimsMatchingExpression {
  /**
   * The expression, such as `claims['sub'] matches 'repo:contoso/shop:ref:refs/tags/v*'`. `matches`
   * knows the wildcards `*` and `?`, `eq` compares exactly, and `and` joins conditions. The issuer
   * decides which claims may be named.
   */
  value: string;

  /** Version of the language the expression is written in. So far there is 1. */
  languageVersion: number;
}

/** The body of a failed call. */
export interface CloudError {
  /** What went wrong. */
  error?: CloudErrorBody;
}

/**
 * What went wrong: a code for programs, a message for people and, where there is more to say, the
 * particulars.
 */
export interface CloudErrorBody {
  /**
   * Name of the kind of error, such as `ResourceNotFound`. Stable, so programs may decide by it.
   */
  code?: string;

  /** What happened, in a sentence for people. Its wording may change at any time. */
  message?: string;

  /** What the error is about, for instance the faulty member of the request. */
  target?: string;

  /** The single errors behind this one, where there are several. */
  details?: CloudErrorBody[];
}

/**
 * Trust of a user-assigned identity in tokens of an outside issuer. Whoever holds a token with the
 * stated issuer, subject and audience can exchange it for one of the identity, without a secret. An
 * identity has at most 20.
 */
export interface FederatedIdentityCredential extends ProxyResource {
  /**
   * URL of the token issuer, equal to the token's `iss` claim; kept exactly as written, a slash at
   * the end included. At most 600 characters.
   */
  issuer?: string;

  /**
   * Who the token speaks for, equal to its `sub` claim, upper and lower case distinguished. The
   * issuer decides the form, such as `repo:contoso/shop:ref:refs/heads/main` or
   * `system:serviceaccount:default:builder`. At most 600 characters.
   */
  subject?: string;

  /**
   * Whom the token is meant for, equal to its `aud` claim: an array of exactly one audience, as a
   * rule `api://AzureADTokenExchange`. At most 600 characters.
   */
  audiences?: string[];

  /**
   * Whom the token may speak for, as an expression over its claims, where one subject is too
   * narrow. It takes the place of `subject`. Available in API versions 2025-01-31-preview,
   * 2025-05-31-preview.
   */
  claimsMatchingExpression?: ClaimsMatchingExpression;
}

/** One page of federated identity credentials. */
export interface FederatedIdentityCredentialsListResult {
  /** The credentials of this page, possibly none. */
  value?: FederatedIdentityCredential[];

  /** Address of the page after this one. Absent on the last page. */
  nextLink?: string;
}

/**
 * A user-assigned identity: a service principal that is an Azure resource of its own, to be
 * assigned to any number of other resources.
 */
export interface Identity extends TrackedResource {
  /**
   * Id of the Microsoft Entra tenant that holds the identity, a UUID. Read-only: set by the
   * service.
   */
  readonly tenantId?: string;

  /**
   * Object id of the identity's service principal, a UUID: what a role assignment names. Unlike the
   * name, it is not reused when the identity is deleted and created again. Read-only: set by the
   * service.
   */
  readonly principalId?: string;

  /**
   * Application (client) id of the identity, a UUID chosen by the service: what a caller names to
   * get a token as this identity. Read-only: set by the service.
   */
  readonly clientId?: string;

  /**
   * Whether the identity may be assigned in every region or only in its own. `None` unless set.
   * Available in API versions 2024-11-30 and newer.
   */
  isolationScope?: IsolationScope;

  /**
   * To which kinds of resource the identity may be assigned. All, unless set. Available in API
   * versions 2025-05-31-preview and newer.
   */
  assignmentRestrictions?: AssignmentRestrictions;
}

/** A change to a user-assigned identity. What is absent stays as it is. */
export interface IdentityUpdate extends Resource {
  /** Azure region of the identity. It cannot be changed: leave it out, or give the present one. */
  location?: string;

  /**
   * Labels of the identity, name to value. They replace all it had; leave the member out to keep
   * those.
   */
  tags?: { [propertyName: string]: string };

  /**
   * Id of the Microsoft Entra tenant that holds the identity, a UUID. Read-only: set by the
   * service.
   */
  readonly tenantId?: string;

  /**
   * Object id of the identity's service principal, a UUID: what a role assignment names. Unlike the
   * name, it is not reused when the identity is deleted and created again. Read-only: set by the
   * service.
   */
  readonly principalId?: string;

  /**
   * Application (client) id of the identity, a UUID chosen by the service: what a caller names to
   * get a token as this identity. Read-only: set by the service.
   */
  readonly clientId?: string;

  /**
   * Whether the identity may be assigned in every region or only in its own. `None` unless set.
   * Available in API versions 2024-11-30 and newer.
   */
  isolationScope?: IsolationScope;

  /**
   * To which kinds of resource the identity may be assigned. All, unless set. Available in API
   * versions 2025-05-31-preview and newer.
   */
  assignmentRestrictions?: AssignmentRestrictions;
}

/** One operation of a resource provider, which a role can allow or deny. */
export interface Operation {
  /**
   * Name of the operation as role definitions spell it, such as
   * `Microsoft.ManagedIdentity/userAssignedIdentities/read`.
   */
  name?: string;

  /** Texts that show the operation to people, in the language of the request. */
  display?: OperationDisplay;
}

/** Texts that show an operation to people. */
export interface OperationDisplay {
  /** Readable name of the resource provider, such as `Microsoft Managed Identity`. */
  provider?: string;

  /** Readable name of the operation, short enough for a list to choose from. */
  operation?: string;

  /** Readable name of the kind of resource the operation works on. */
  resource?: string;

  /** What the operation does, in a sentence. */
  description?: string;
}

/** One page of the provider's operations. */
export interface OperationListResult {
  /** The operations of this page. */
  value?: Operation[];

  /** Address of the page after this one. Absent on the last page. */
  nextLink?: string;
}

/** A resource that has neither region nor tags of its own, mostly because it is part of another. */
export interface ProxyResource extends Resource {}

/** What every resource of Azure Resource Manager carries. */
export interface Resource {
  /**
   * Full id of the resource, a path from the subscription down to the name. Its letter case may
   * differ from that of a request: compare ids without regard to case. Read-only: set by the
   * service.
   */
  readonly id?: string;

  /** Last part of the id: the resource's own name. Read-only: set by the service. */
  readonly name?: string;

  /**
   * Kind of the resource, the provider's namespace first, such as
   * `Microsoft.ManagedIdentity/userAssignedIdentities`. Read-only: set by the service.
   */
  readonly type?: string;

  /**
   * Who made the resource and who changed it last, and when. Many providers do not send it.
   * Read-only: set by the service. Available in API versions 2023-01-31 and newer.
   */
  readonly systemData?: SystemData;
}

/**
 * The identity that Azure manages for one resource, and that lives and ends with it. `id`, `name`
 * and `type` are those of the resource.
 */
export interface SystemAssignedIdentity extends ProxyResource {
  /**
   * Id of the Microsoft Entra tenant that holds the identity, a UUID. Read-only: set by the
   * service.
   */
  readonly tenantId?: string;

  /**
   * Object id of the identity's service principal, a UUID: what a role assignment names. Read-only:
   * set by the service.
   */
  readonly principalId?: string;

  /**
   * Application (client) id of the identity, a UUID chosen by the service: what a caller names to
   * get a token as this identity. Read-only: set by the service.
   */
  readonly clientId?: string;

  /**
   * Data-plane address that hands out the credentials of the identity. For the platform's own use.
   * Read-only: set by the service.
   */
  readonly clientSecretUrl?: string;

  /** Azure region of the resource that has the identity. */
  location: string;

  /** Labels of the resource that has the identity, name to value. */
  tags?: { [propertyName: string]: string };
}

/** Who made a resource and who changed it last, and when. */
export interface SystemData {
  /** Who made the resource: a user's sign-in name or an application's id. */
  createdBy?: string;

  /** What kind of caller made the resource. */
  createdByType?: CreatedByType;

  /** When the resource was made, in UTC. */
  createdAt?: Date;

  /** Who changed the resource last: a user's sign-in name or an application's id. */
  lastModifiedBy?: string;

  /** What kind of caller changed the resource last. */
  lastModifiedByType?: CreatedByType;

  /** When the resource was changed last, in UTC. */
  lastModifiedAt?: Date;
}

/** A resource that stands for itself: it lives in a region and can be tagged. */
export interface TrackedResource extends Resource {
  /** Labels of the resource, name to value. Writing them replaces all there were. */
  tags?: { [propertyName: string]: string };

  /**
   * Azure region of the resource, such as `westeurope`; chosen on creation and fixed from then on.
   * Answers spell it in lower case without blanks.
   */
  location: string;
}

/** One page of user-assigned identities. */
export interface UserAssignedIdentitiesListResult {
  /** The identities of this page, possibly none. */
  value?: Identity[];

  /** Address of the page after this one. Absent on the last page. */
  nextLink?: string;
}

/** Known values of {@link CreatedByType} that the service accepts. */
export enum KnownCreatedByType {
  /** User */
  User = "User",
  /** Application */
  Application = "Application",
  /** ManagedIdentity */
  ManagedIdentity = "ManagedIdentity",
  /** Key */
  Key = "Key",
}

/**
 * What kind of caller made the resource. {@link KnownCreatedByType} lists the values known to this
 * version; a newer service may send others.
 */
export type CreatedByType = string;

/** Known values of {@link IsolationScope} that the service accepts. */
export enum KnownIsolationScope {
  /** It may be assigned to resources of every region. */
  None = "None",
  /** It may be assigned to resources of its own region only. */
  Regional = "Regional",
}

/**
 * How far an identity may be assigned, seen from its own region. {@link KnownIsolationScope} lists
 * the values known to this version; a newer service may send others.
 */
export type IsolationScope = string;

/** Optional parameters of `systemAssignedIdentities.getByScope`. */
export interface SystemAssignedIdentitiesGetByScopeOptionalParams extends OperationOptions {}

/** What `systemAssignedIdentities.getByScope` resolves to. */
export type SystemAssignedIdentitiesGetByScopeResponse = SystemAssignedIdentity;

/** Optional parameters of `operations.list`. */
export interface OperationsListOptionalParams extends OperationOptions {}

/** What the service answers to `operations.list`: one page. */
export type OperationsListResponse = OperationListResult;

/** Optional parameters of `userAssignedIdentities.listBySubscription`. */
export interface UserAssignedIdentitiesListBySubscriptionOptionalParams extends OperationOptions {}

/** What the service answers to `userAssignedIdentities.listBySubscription`: one page. */
export type UserAssignedIdentitiesListBySubscriptionResponse = UserAssignedIdentitiesListResult;

/** Optional parameters of `userAssignedIdentities.listByResourceGroup`. */
export interface UserAssignedIdentitiesListByResourceGroupOptionalParams extends OperationOptions {}

/** What the service answers to `userAssignedIdentities.listByResourceGroup`: one page. */
export type UserAssignedIdentitiesListByResourceGroupResponse = UserAssignedIdentitiesListResult;

/** Optional parameters of `userAssignedIdentities.get`. */
export interface UserAssignedIdentitiesGetOptionalParams extends OperationOptions {}

/** What `userAssignedIdentities.get` resolves to. */
export type UserAssignedIdentitiesGetResponse = Identity;

/** Optional parameters of `userAssignedIdentities.createOrUpdate`. */
export interface UserAssignedIdentitiesCreateOrUpdateOptionalParams extends OperationOptions {}

/** What `userAssignedIdentities.createOrUpdate` resolves to. */
export type UserAssignedIdentitiesCreateOrUpdateResponse = Identity;

/** Optional parameters of `userAssignedIdentities.update`. */
export interface UserAssignedIdentitiesUpdateOptionalParams extends OperationOptions {}

/** What `userAssignedIdentities.update` resolves to. */
export type UserAssignedIdentitiesUpdateResponse = Identity;

/** Optional parameters of `userAssignedIdentities.delete`. */
export interface UserAssignedIdentitiesDeleteOptionalParams extends OperationOptions {}

/** Optional parameters of `userAssignedIdentities.revokeTokens`. */
export interface UserAssignedIdentitiesRevokeTokensOptionalParams extends OperationOptions {}

/** Optional parameters of `userAssignedIdentities.listAssociatedResources`. */
export interface UserAssignedIdentitiesListAssociatedResourcesOptionalParams extends OperationOptions {
  /**
   * Which resources to list, as an OData expression such as `type eq 'microsoft.web/sites'`. It may
   * compare `name`, `type`, `resourceGroup`, `subscriptionId` and `subscriptionDisplayName`, by
   * `eq` and `contains`, joined by `and` and `or`.
   */
  filter?: string;

  /**
   * How to sort the resources, as an OData expression that names one of their members, such as
   * `name asc`.
   */
  orderby?: string;

  /** How many items a page holds at most, 1 or more. Without it the service chooses. */
  top?: number;

  /**
   * How many resources to leave out at the start of the list, 1 or more. Without it the list starts
   * at its beginning.
   */
  skip?: number;

  /**
   * Where to go on, as an earlier page's `nextLink` says in its parameter of this name. Left out,
   * the list starts at its beginning.
   */
  skiptoken?: string;
}

/** What the service answers to `userAssignedIdentities.listAssociatedResources`: one page. */
export type UserAssignedIdentitiesListAssociatedResourcesResponse = AssociatedResourcesListResult;

/** Optional parameters of `federatedIdentityCredentials.list`. */
export interface FederatedIdentityCredentialsListOptionalParams extends OperationOptions {
  /** How many credentials a page holds at most, 1 or more. Without it the service chooses. */
  top?: number;

  /**
   * Where to go on, as an earlier page's `nextLink` says in its parameter of this name. Left out,
   * the list starts at its beginning.
   */
  skiptoken?: string;
}

/** What the service answers to `federatedIdentityCredentials.list`: one page. */
export type FederatedIdentityCredentialsListResponse = FederatedIdentityCredentialsListResult;

/** Optional parameters of `federatedIdentityCredentials.get`. */
export interface FederatedIdentityCredentialsGetOptionalParams extends OperationOptions {}

/** What `federatedIdentityCredentials.get` resolves to. */
export type FederatedIdentityCredentialsGetResponse = FederatedIdentityCredential;

/** Optional parameters of `federatedIdentityCredentials.createOrUpdate`. */
export interface FederatedIdentityCredentialsCreateOrUpdateOptionalParams extends OperationOptions {}

/** What `federatedIdentityCredentials.createOrUpdate` resolves to. */
export type FederatedIdentityCredentialsCreateOrUpdateResponse = FederatedIdentityCredential;

/** Optional parameters of `federatedIdentityCredentials.delete`. */
export interface FederatedIdentityCredentialsDeleteOptionalParams extends OperationOptions {}
