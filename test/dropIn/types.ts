// Types against @azure/arm-msi: this file is right if it compiles. Each line says in which direction a value
// of one package can be used where the other's is wanted.

import type * as theirs from "@azure/arm-msi";
import type * as ours from "arm-managed-identity";

/** Fails to compile unless the first can be used as the second. */
type Usable<From extends To, To> = [From, To];
/** Fails to compile unless each can be used as the other. */
type Alike<One extends Other, Other extends One2, One2 = One> = [One, Other, One2];

export type Models = [
  Alike<ours.CloudError, theirs.CloudError>,
  Alike<ours.CloudErrorBody, theirs.CloudErrorBody>,
  Alike<ours.FederatedIdentityCredential, theirs.FederatedIdentityCredential>,
  Alike<ours.FederatedIdentityCredentialsListResult, theirs.FederatedIdentityCredentialsListResult>,
  Alike<ours.Identity, theirs.Identity>,
  Alike<ours.IdentityUpdate, theirs.IdentityUpdate>,
  Alike<ours.Operation, theirs.Operation>,
  Alike<ours.OperationDisplay, theirs.OperationDisplay>,
  Alike<ours.OperationListResult, theirs.OperationListResult>,
  Alike<ours.ProxyResource, theirs.ProxyResource>,
  Alike<ours.Resource, theirs.Resource>,
  Alike<ours.SystemAssignedIdentity, theirs.SystemAssignedIdentity>,
  Alike<ours.SystemData, theirs.SystemData>,
  Alike<ours.TrackedResource, theirs.TrackedResource>,
  Alike<ours.UserAssignedIdentitiesListResult, theirs.UserAssignedIdentitiesListResult>,
  Alike<ours.CreatedByType, theirs.CreatedByType>,
  Alike<ours.IsolationScope, theirs.IsolationScope>,
  Alike<`${ours.KnownCreatedByType}`, `${theirs.KnownCreatedByType}`>,
  Alike<`${ours.KnownIsolationScope}`, `${theirs.KnownIsolationScope}`>,
];

export type Groups = [
  Alike<ours.FederatedIdentityCredentials, theirs.FederatedIdentityCredentials>,
  Alike<ours.Operations, theirs.Operations>,
  Alike<ours.SystemAssignedIdentities, theirs.SystemAssignedIdentities>,
  // Ours has two operations more.
  Usable<ours.UserAssignedIdentities, theirs.UserAssignedIdentities>,
  Alike<
    Pick<ours.UserAssignedIdentities, keyof theirs.UserAssignedIdentities>,
    theirs.UserAssignedIdentities
  >,
];

type GroupNames =
  | "federatedIdentityCredentials"
  | "operations"
  | "systemAssignedIdentities"
  | "userAssignedIdentities";
export type Clients = [
  Usable<
    Pick<ours.ManagedServiceIdentityClient, GroupNames>,
    Pick<theirs.ManagedServiceIdentityClient, GroupNames>
  >,
  Usable<
    theirs.ManagedServiceIdentityClientOptionalParams,
    ours.ManagedServiceIdentityClientOptionalParams
  >,
  Usable<typeof theirs.getContinuationToken, typeof ours.getContinuationToken>,
  Usable<typeof ours.getContinuationToken, typeof theirs.getContinuationToken>,
];

export type Options = [
  Usable<
    theirs.FederatedIdentityCredentialsListOptionalParams,
    ours.FederatedIdentityCredentialsListOptionalParams
  >,
  Usable<
    theirs.UserAssignedIdentitiesGetOptionalParams,
    ours.UserAssignedIdentitiesGetOptionalParams
  >,
];

type Constructor<Arguments extends unknown[], Client> = new (...args: Arguments) => Client;
type Credential = ConstructorParameters<typeof theirs.ManagedServiceIdentityClient>[0];
type TheirOptions = theirs.ManagedServiceIdentityClientOptionalParams;
export type Constructors = [
  Usable<
    typeof ours.ManagedServiceIdentityClient,
    Constructor<[Credential, string], ours.ManagedServiceIdentityClient>
  >,
  Usable<
    typeof ours.ManagedServiceIdentityClient,
    Constructor<[Credential, string, TheirOptions], ours.ManagedServiceIdentityClient>
  >,
  Usable<
    typeof ours.ManagedServiceIdentityClient,
    Constructor<[Credential, TheirOptions], ours.ManagedServiceIdentityClient>
  >,
];

/** Fails to compile if a type is `any`: an `any` would pass all of the above. */
type NotAny<T> = 0 extends 1 & T ? never : T;
export const notAny: [NotAny<ours.Identity>, NotAny<ours.UserAssignedIdentities>][] = [];

/** Pairs of types: ours must have every member of theirs. Most are optional, so `Alike` does not see a lost one. */
interface Pairs {
  readonly cloudErrorBody: [ours.CloudErrorBody, theirs.CloudErrorBody];
  readonly credential: [ours.FederatedIdentityCredential, theirs.FederatedIdentityCredential];
  readonly credentialList: [
    ours.FederatedIdentityCredentialsListResult,
    theirs.FederatedIdentityCredentialsListResult,
  ];
  readonly identity: [ours.Identity, theirs.Identity];
  readonly identityUpdate: [ours.IdentityUpdate, theirs.IdentityUpdate];
  readonly operation: [ours.Operation, theirs.Operation];
  readonly operationDisplay: [ours.OperationDisplay, theirs.OperationDisplay];
  readonly systemAssigned: [ours.SystemAssignedIdentity, theirs.SystemAssignedIdentity];
  readonly systemData: [ours.SystemData, theirs.SystemData];
  readonly listOptions: [
    // Takes the place of an option of core-client that has no counterpart; the migration guide says so.
    ours.FederatedIdentityCredentialsListOptionalParams & { serializerOptions: never },
    theirs.FederatedIdentityCredentialsListOptionalParams,
  ];
}
type LostIn<P extends { [Name in keyof P]: [unknown, unknown] }> = {
  [Name in keyof P]: Exclude<keyof P[Name][1], keyof P[Name][0]>;
}[keyof P];
type NothingLost<P extends { [Name in keyof P]: [unknown, unknown] }> = [LostIn<P>] extends [never]
  ? true
  : false;
export const nothingLost: NothingLost<Pairs> = true;
export const lossIsSeen: NothingLost<{
  identity: [Omit<ours.Identity, "clientId">, theirs.Identity];
}> = false;

// @ts-expect-error An identity needs a location: the check above must be able to fail.
export type CanFail = Usable<{ name: string }, ours.Identity>;
