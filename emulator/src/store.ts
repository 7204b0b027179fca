// What the emulated subscription holds, in memory.

import { randomUUID } from "node:crypto";
import type { ClaimsMatchingExpression } from "./generated/wireTypes.js";
import { credentialId, identityId, nameKey } from "./resourceIds.js";
import { Series } from "./series.js";

/** The tags of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** A resource group and the identities in it. */
export interface StoredGroup {
  readonly name: string;
  readonly location: string;
  /** Undefined when the group was created without tags. */
  tags: Tags | undefined;
  readonly identities: Map<string, StoredIdentity>;
  readonly listing: Series<StoredIdentity>;
}

/** A user-assigned identity and its federated credentials. */
export interface StoredIdentity {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly principalId: string;
  readonly clientId: string;
  /** By the emulator's clock, in milliseconds since 1970; 0 for what has always been there. */
  readonly createdAt: number;
  tags: Tags;
  isolationScope: string;
  /** The providers or types it may be assigned to; all when there are none. */
  assignmentProviders: readonly string[];
  /** At most 20, so a search through them is quick enough. */
  readonly credentials: Series<StoredCredential>;
}

/** A federated identity credential. */
export interface StoredCredential {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  issuer: string;
  /** Undefined when the credential has an expression in its place. */
  subject: string | undefined;
  audiences: readonly string[];
  claimsMatchingExpression: ClaimsMatchingExpression | undefined;
  /** When it was created or changed, as of an identity. */
  changedAt: number;
}

/** What the values of a credential are. */
export type CredentialValues = Pick<
  StoredCredential,
  "issuer" | "subject" | "audiences" | "claimsMatchingExpression" | "changedAt"
>;

/** What is said about a new identity. */
export interface NewIdentity {
  readonly resourceGroupName: string;
  readonly name: string;
  readonly location: string;
  readonly createdAt: number;
  readonly tags: Tags;
  readonly isolationScope: string;
  readonly assignmentProviders: readonly string[];
}

/** What is said about a new credential. */
export type NewCredential = CredentialValues & Pick<StoredCredential, "name">;

/** The resources of one subscription. Names are found in any letter case and kept as created. */
export class Store {
  readonly #groups = new Map<string, StoredGroup>();
  readonly #byLocation = new Map<string, Series<StoredIdentity>>();
  #sequence = 0;

  constructor(readonly subscriptionId: string) {}

  /** The identities of the subscription by location, each location in creation order. */
  get identitiesByLocation(): ReadonlyMap<string, Series<StoredIdentity>> {
    return this.#byLocation;
  }

  /** A resource group, or undefined. */
  group(name: string): StoredGroup | undefined {
    return this.#groups.get(nameKey(name));
  }

  /** Adds a resource group that does not exist yet. */
  addGroup(name: string, location: string, tags: Tags | undefined): StoredGroup {
    const group = {
      name,
      location,
      tags,
      identities: new Map(),
      listing: new Series<StoredIdentity>(),
    };
    this.#groups.set(nameKey(name), group);
    return group;
  }

  /** Removes a resource group with all its identities and their credentials. */
  removeGroup(group: StoredGroup): void {
    this.#groups.delete(nameKey(group.name));
    const gone = new Set(group.identities.values());
    const locations = new Set([...gone].map((identity) => identity.location));
    for (const location of locations) {
      this.#byLocation.get(location)?.retain((identity) => !gone.has(identity));
    }
  }

  /** An identity of a group, or undefined. */
  identity(group: StoredGroup | undefined, name: string): StoredIdentity | undefined {
    return group?.identities.get(nameKey(name));
  }

  /** The first identity of the subscription that passes. */
  findIdentity(passes: (identity: StoredIdentity) => boolean): StoredIdentity | undefined {
    for (const series of this.#byLocation.values()) {
      const found = series.find(passes);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  /** Adds an identity that does not exist yet, with new principal and client ids. */
  addIdentity(group: StoredGroup, { resourceGroupName, ...given }: NewIdentity): StoredIdentity {
    const identity: StoredIdentity = {
      ...given,
      sequence: ++this.#sequence,
      id: identityId(this.subscriptionId, resourceGroupName, given.name),
      principalId: randomUUID(),
      clientId: randomUUID(),
      credentials: new Series(),
    };
    group.identities.set(nameKey(identity.name), identity);
    group.listing.append(identity);
    this.#inLocation(identity.location).append(identity);
    return identity;
  }

  /** Removes an identity with its credentials. */
  removeIdentity(group: StoredGroup, identity: StoredIdentity): void {
    group.identities.delete(nameKey(identity.name));
    group.listing.remove(identity);
    this.#inLocation(identity.location).remove(identity);
  }

  /** A credential of an identity, or undefined. */
  credential(identity: StoredIdentity, name: string): StoredCredential | undefined {
    const key = nameKey(name);
    return identity.credentials.find((credential) => nameKey(credential.name) === key);
  }

  /** Adds a credential that does not exist yet. */
  addCredential(identity: StoredIdentity, given: NewCredential): StoredCredential {
    const id = credentialId(identity.id, given.name);
    const credential = { ...given, sequence: ++this.#sequence, id };
    identity.credentials.append(credential);
    return credential;
  }

  #inLocation(location: string): Series<StoredIdentity> {
    let series = this.#byLocation.get(location);
    if (series === undefined) {
      series = new Series();
      this.#byLocation.set(location, series);
    }
    return series;
  }
}
