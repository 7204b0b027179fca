// What there is in the subscription from the start.

/** A federated identity credential of a seed, as in the body of a request. */
export interface SeedCredential {
  /** Who issues the tokens that are trusted. */
  readonly issuer: string;
  /** Whom they are for. */
  readonly subject?: string;
  /** The one audience they have. */
  readonly audiences: readonly string[];
  /** In the place of the subject: an expression, as preview versions of the API have it. */
  readonly claimsMatchingExpression?: { readonly value: string; readonly languageVersion: number };
}

/** A user-assigned identity of a seed. */
export interface SeedIdentity {
  /** Default: that of the group. */
  readonly location?: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** A GUID that no other identity has. Default: a random one. */
  readonly principalId?: string;
  /** A GUID that no other identity has. Default: a random one. */
  readonly clientId?: string;
  /** "None", the default, or "Regional". */
  readonly isolationScope?: string;
  /** The providers it may be assigned to. Default: all. */
  readonly assignmentRestrictions?: { readonly providers?: readonly string[] };
  /** Its credentials by their names. Default: none. */
  readonly federatedIdentityCredentials?: Readonly<Record<string, SeedCredential>>;
}

/** A resource group of a seed. */
export interface SeedGroup {
  /** Where it is. */
  readonly location: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Its identities by their names. Default: none. */
  readonly identities?: Readonly<Record<string, SeedIdentity>>;
}

/** What there is in the subscription from the start. It has always been there: nothing of it has to become known first. */
export interface Seed {
  /** Resource groups by their names. Default: none. */
  readonly resourceGroups?: Readonly<Record<string, SeedGroup>>;
}
