// What the emulated subscription holds, in memory.

import { randomUUID } from "node:crypto";
import type { ClaimsMatchingExpression } from "./generated/wireTypes.js";
import { credentialId, identityId, nameKey } from "./resourceIds.js";
import { Series } from "./series.js";

/** The tags of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** A resource group and the identities in it. Like all that is stored, it is changed by the {@link Store} only. */
export interface StoredGroup {
  readonly name: string;
  readonly location: string;
  /** Undefined when the group was created without tags. */
  readonly tags: Tags | undefined;
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
  readonly tags: Tags;
  readonly isolationScope: string;
  /** The providers or types it may be assigned to; all when there are none. */
  readonly assignmentProviders: readonly string[];
  /** At most 20, so a search through them is quick enough. */
  readonly credentials: Series<StoredCredential>;
}

/** A federated identity credential. */
export interface StoredCredential {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  /** Undefined when the credential has an expression in its place. */
  readonly subject: string | undefined;
  readonly audiences: readonly string[];
  readonly claimsMatchingExpression: ClaimsMatchingExpression | undefined;
  /** When it was created or changed, as of an identity. */
  readonly changedAt: number;
}

/** What the values of a credential are. */
export type CredentialValues = Pick<
  StoredCredential,
  "issuer" | "subject" | "audiences" | "claimsMatchingExpression" | "changedAt"
>;

/** What of an identity can change. */
export type IdentityValues = Pick<
  StoredIdentity,
  "tags" | "isolationScope" | "assignmentProviders"
>;

/** The ids that the directory gives an identity. */
export type DirectoryIds = Pick<StoredIdentity, "principalId" | "clientId">;

/** What is said about a new identity. */
export interface NewIdentity extends Partial<DirectoryIds> {
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

  /** @param changed - Called after every change. */
  constructor(
    readonly subscriptionId: string,
    private readonly changed: () => void = () => undefined,
  ) {}

  /** All resource groups. */
  get groups(): Iterable<StoredGroup> {
    return this.#groups.values();
  }

  /** The highest number that a resource has ever had. */
  get sequence(): number {
    return this.#sequence;
  }

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
    this.changed();
    return group;
  }

  /** Replaces the tags of a resource group. */
  changeGroup(group: StoredGroup, values: Pick<StoredGroup, "tags">): void {
    Object.assign(group, values);
    this.changed();
  }

  /** Removes a resource group with all its identities and their credentials. */
  removeGroup(group: StoredGroup): void {
    this.#groups.delete(nameKey(group.name));
    const gone = new Set(group.identities.values());
    const locations = new Set([...gone].map((identity) => identity.location));
    for (const location of locations) {
      this.#byLocation.get(location)?.retain((identity) => !gone.has(identity));
    }
    this.changed();
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

  /** Adds an identity that does not exist yet, with new principal and client ids unless they are given. */
  addIdentity(
    group: StoredGroup,
    {
      resourceGroupName,
      principalId = randomUUID(),
      clientId = randomUUID(),
      ...given
    }: NewIdentity,
  ): StoredIdentity {
    const identity: StoredIdentity = {
      ...given,
      sequence: ++this.#sequence,
      id: identityId(this.subscriptionId, resourceGroupName, given.name),
      principalId,
      clientId,
      credentials: new Series(),
    };
    this.#place(group, identity);
    return identity;
  }

  /** Changes an identity. */
  changeIdentity(identity: StoredIdentity, values: Partial<IdentityValues>): void {
    Object.assign(identity, values);
    this.changed();
  }

  /** Removes an identity with its credentials. */
  removeIdentity(group: StoredGroup, identity: StoredIdentity): void {
    group.identities.delete(nameKey(identity.name));
    group.listing.remove(identity);
    this.#inLocation(identity.location).remove(identity);
    this.changed();
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
    this.changed();
    return credential;
  }

  /** Changes a credential. */
  changeCredential(credential: StoredCredential, values: CredentialValues): void {
    Object.assign(credential, values);
    this.changed();
  }

  /** Removes a credential. */
  removeCredential(identity: StoredIdentity, credential: StoredCredential): void {
    identity.credentials.remove(credential);
    this.changed();
  }

  /**
   * Puts back what another store has held, into one that is empty yet.
   *
   * @param locations - In the order in which lists go through them.
   * @param sequence - The highest number that a resource has ever had.
   * @param held - The resource groups with their identities, in any order.
   */
  restore(
    locations: readonly string[],
    sequence: number,
    held: readonly (readonly [group: StoredGroup, identities: readonly StoredIdentity[]])[],
  ): void {
    this.#sequence = sequence;
    for (const location of locations) {
      this.#inLocation(location);
    }
    for (const [group] of held) {
      this.#groups.set(nameKey(group.name), group);
    }
    const placed = held.flatMap(([group, identities]) =>
      identities.map((identity) => ({ group, identity })),
    );
    placed.sort((one, other) => one.identity.sequence - other.identity.sequence);
    for (const { group, identity } of placed) {
      this.#place(group, identity);
    }
  }

  #place(group: StoredGroup, identity: StoredIdentity): void {
    group.identities.set(nameKey(identity.name), identity);
    group.listing.append(identity);
    this.#inLocation(identity.location).append(identity);
    this.changed();
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
