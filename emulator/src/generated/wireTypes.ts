// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

/** A body as it arrived: the members a document names, of any type. */
export type Untrusted<T> = { [K in keyof T]?: unknown };

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
  /** How many resources there are on all pages together. */
  totalCount?: number;

  /** The resources of this page, possibly none. */
  value?: AzureResource[];

  /** Address of the page after this one. Absent on the last page. */
  nextLink?: string;
}

/** An Azure resource that has a user-assigned identity. */
export interface AzureResource {
  /** Full id of the resource, a path from the subscription down to the name. */
  id?: string;

  /** Last part of the id: the resource's own name. */
  name?: string;

  /** Kind of the resource, the provider's namespace first, in lower case: `microsoft.web/sites`. */
  type?: string;

  /**
   * Name of the resource group that the resource is in. Its letter case may differ from that in the
   * id.
   */
  resourceGroup?: string;

  /** Id of the subscription that the resource is in, a UUID. */
  subscriptionId?: string;

  /** Readable name of the subscription that the resource is in. */
  subscriptionDisplayName?: string;
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
  /** Which tokens the identity trusts. */
  properties?: FederatedIdentityCredentialProperties;
}

/**
 * Which tokens are trusted: all three members must fit, and issuer and subject together occur only
 * once per identity. Wildcards are not understood.
 */
export interface FederatedIdentityCredentialProperties {
  /**
   * URL of the token issuer, equal to the token's `iss` claim; kept exactly as written, a slash at
   * the end included. At most 600 characters.
   */
  issuer: string;

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
  audiences: string[];

  /**
   * Whom the token may speak for, as an expression over its claims, where one subject is too
   * narrow. It takes the place of `subject`.
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
  /** The ids the service gave the identity, and its settings. */
  properties?: UserAssignedIdentityProperties;
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

  /** The settings to change. */
  properties?: UserAssignedIdentityProperties;
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
   * differ from that of a request: compare ids without regard to case.
   */
  id?: string;

  /** Last part of the id: the resource's own name. */
  name?: string;

  /**
   * Kind of the resource, the provider's namespace first, such as
   * `Microsoft.ManagedIdentity/userAssignedIdentities`.
   */
  type?: string;

  /** Who made the resource and who changed it last, and when. Many providers do not send it. */
  systemData?: SystemData;
}

/**
 * The identity that Azure manages for one resource, and that lives and ends with it. `id`, `name`
 * and `type` are those of the resource.
 */
export interface SystemAssignedIdentity extends ProxyResource {
  /** The ids the service gave the identity. */
  properties?: SystemAssignedIdentityProperties;

  /** Azure region of the resource that has the identity. */
  location: string;

  /** Labels of the resource that has the identity, name to value. */
  tags?: { [propertyName: string]: string };
}

/** What the service keeps about a system-assigned identity. */
export interface SystemAssignedIdentityProperties {
  /** Id of the Microsoft Entra tenant that holds the identity, a UUID. */
  tenantId?: string;

  /** Object id of the identity's service principal, a UUID: what a role assignment names. */
  principalId?: string;

  /**
   * Application (client) id of the identity, a UUID chosen by the service: what a caller names to
   * get a token as this identity.
   */
  clientId?: string;

  /**
   * Data-plane address that hands out the credentials of the identity. For the platform's own use.
   */
  clientSecretUrl?: string;
}

/** Who made a resource and who changed it last, and when. */
export interface SystemData {
  /** Who made the resource: a user's sign-in name or an application's id. */
  createdBy?: string;

  /** What kind of caller made the resource. */
  createdByType?: CreatedByType;

  /** When the resource was made, in UTC. */
  createdAt?: string;

  /** Who changed the resource last: a user's sign-in name or an application's id. */
  lastModifiedBy?: string;

  /** What kind of caller changed the resource last. */
  lastModifiedByType?: CreatedByType;

  /** When the resource was changed last, in UTC. */
  lastModifiedAt?: string;
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

/** What the service keeps about a user-assigned identity. */
export interface UserAssignedIdentityProperties {
  /** Id of the Microsoft Entra tenant that holds the identity, a UUID. */
  tenantId?: string;

  /**
   * Object id of the identity's service principal, a UUID: what a role assignment names. Unlike the
   * name, it is not reused when the identity is deleted and created again.
   */
  principalId?: string;

  /**
   * Application (client) id of the identity, a UUID chosen by the service: what a caller names to
   * get a token as this identity.
   */
  clientId?: string;

  /** Whether the identity may be assigned in every region or only in its own. `None` unless set. */
  isolationScope?: IsolationScope;

  /** To which kinds of resource the identity may be assigned. All, unless set. */
  assignmentRestrictions?: AssignmentRestrictions;
}

/**
 * What kind of caller made the resource. Known values: `User`, `Application`, `ManagedIdentity`,
 * `Key`.
 */
export type CreatedByType = string;

/**
 * How far an identity may be assigned, seen from its own region. Known values: `None`, `Regional`.
 */
export type IsolationScope = string;
