// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

/** A body as it arrived: the members a document names, of any type. */
export type Untrusted<T> = { [K in keyof T]?: unknown };

/** Common members of every resource. */
export interface Resource {
  id?: string;
  name?: string;
  type?: string;
  systemData?: SystemData;
}

/** Who made and last changed a resource. */
export interface SystemData {
  createdBy?: string;
  createdByType?: string;
  createdAt?: string;
  lastModifiedBy?: string;
  lastModifiedByType?: string;
  lastModifiedAt?: string;
}

/** A resource with a location and tags. */
export interface TrackedResource extends Resource {
  tags?: { [propertyName: string]: string };
  location: string;
}

/** A resource without location and tags. */
export interface ProxyResource extends Resource {}

/** A user-assigned identity. */
export interface Identity extends TrackedResource {
  properties?: UserAssignedIdentityProperties;
}

/** What can be changed on a user-assigned identity. */
export interface IdentityUpdate extends Resource {
  location?: string;
  tags?: { [propertyName: string]: string };
  properties?: UserAssignedIdentityProperties;
}

/** Where an identity may be used: "None" or "Regional". */
export type IsolationScope = string;

/** Properties of a user-assigned identity. */
export interface UserAssignedIdentityProperties {
  isolationScope?: IsolationScope;
  tenantId?: string;
  principalId?: string;
  clientId?: string;
}

/** A page of user-assigned identities. */
export interface UserAssignedIdentitiesListResult {
  value: Identity[];
  nextLink?: string;
}

/** A federated identity credential. */
export interface FederatedIdentityCredential extends ProxyResource {
  properties?: FederatedIdentityCredentialProperties;
}

/** Properties of a federated identity credential. */
export interface FederatedIdentityCredentialProperties {
  issuer: string;
  subject: string;
  audiences: string[];
}

/** A page of federated identity credentials. */
export interface FederatedIdentityCredentialsListResult {
  value: FederatedIdentityCredential[];
  nextLink?: string;
}

/** A system-assigned identity. */
export interface SystemAssignedIdentity extends ProxyResource {
  location: string;
  tags?: { [propertyName: string]: string };
  properties?: SystemAssignedIdentityProperties;
}

/** Properties of a system-assigned identity. */
export interface SystemAssignedIdentityProperties {
  tenantId?: string;
  principalId?: string;
  clientId?: string;
  clientSecretUrl?: string;
}

/** A page of operations. */
export interface OperationListResult {
  value: Operation[];
  nextLink?: string;
}

/** An operation of the provider. */
export interface Operation {
  name?: string;
  display?: OperationDisplay;
}

/** How an operation is shown. */
export interface OperationDisplay {
  provider?: string;
  operation?: string;
  resource?: string;
  description?: string;
}
