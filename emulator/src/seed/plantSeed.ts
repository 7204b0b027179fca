// Puts a seed into the subscription, by the handlers that answer requests: the same rules hold.

import type { Call, Emulation } from "../call.js";
import { Clock } from "../clock.js";
import { ArmError } from "../errors/armError.js";
import { JsonReader } from "../files/jsonReader.js";
import { federatedIdentityCredentials } from "../handlers/federatedIdentityCredentials.js";
import { userAssignedIdentities } from "../handlers/userAssignedIdentities.js";
import { readPropagation } from "../options/propagation.js";
import type { Seed } from "../options/seed.js";
import { putGroup } from "../resourceGroups.js";
import { isGuid, nameKey } from "../resourceIds.js";
import type { DirectoryIds, StoredGroup, StoredIdentity } from "../store.js";
import { ProviderLimits } from "../throttling/providerLimits.js";
import { knownMembers } from "../versionedMembers.js";

/** An API version that knows everything a seed can have. */
const apiVersion = "2025-05-31-preview";

const members = {
  seed: ["resourceGroups"],
  group: ["location", "tags", "identities"],
  identity: [
    "location",
    "tags",
    "principalId",
    "clientId",
    "isolationScope",
    "assignmentRestrictions",
    "federatedIdentityCredentials",
  ],
  assignmentRestrictions: ["providers"],
  credential: ["issuer", "subject", "audiences", "claimsMatchingExpression"],
  claimsMatchingExpression: ["value", "languageVersion"],
};

/** What is planted has always been there. */
class BeginningOfTime extends Clock {
  override now(): number {
    return 0;
  }
}

/** A call that plants, and the principal and client ids that are taken. */
interface Planting extends Call {
  readonly takenIds: Set<string>;
}

/**
 * Puts a seed into the subscription. What is there already, group, identity or credential, stays as it is; what is missing in
 * it is added.
 *
 * @throws TypeError that names the place, for anything that a request could not create either.
 */
export async function plantSeed(emulation: Emulation, seed: Seed): Promise<void> {
  const { settings, store } = emulation;
  const known = [...store.identitiesByLocation.values()].flatMap((list) => list.filter(() => true));
  const planting: Planting = {
    ...emulation,
    settings: { ...settings, writeDurationInMs: 0, propagation: readPropagation() },
    clock: new BeginningOfTime(),
    // What has always been there is not counted as created in these seconds.
    providerLimits: new ProviderLimits(emulation.clock, undefined),
    caller: { tenantId: settings.tenantId, objectId: "" },
    apiVersion,
    knows: knownMembers(apiVersion),
    origin: "",
    path: "",
    segments: [],
    query: "",
    takenIds: new Set(known.flatMap(({ principalId, clientId }) => [principalId, clientId])),
  };
  const whole = new JsonReader(seed, "seed", wrong);
  whole.members(members.seed);
  for (const [name, group] of named(whole.member("resourceGroups"))) {
    await plantGroup(planting, name, group);
  }
}

async function plantGroup(planting: Planting, name: string, reader: JsonReader): Promise<void> {
  const { store } = planting;
  reader.members(members.group);
  const group = await foundOrMade(
    reader,
    () => store.group(name),
    () => putGroup(planting, name, reader.object()),
  );
  for (const [identityName, identity] of named(reader.member("identities"))) {
    await plantIdentity(planting, group, identityName, identity);
  }
}

async function plantIdentity(
  planting: Planting,
  group: StoredGroup,
  name: string,
  reader: JsonReader,
): Promise<void> {
  const { store, settings } = planting;
  reader.members(members.identity);
  const { location = group.location, tags, ...properties } = reader.object();
  reader
    .member("assignmentRestrictions")
    .optional((given) => given.members(members.assignmentRestrictions));
  const path = {
    subscriptionId: settings.subscriptionId,
    resourceGroupName: group.name,
    resourceName: name,
  };
  const identity = await foundOrMade(
    reader,
    () => store.identity(group, name),
    () =>
      userAssignedIdentities(planting, takeIds(planting, reader)).createOrUpdate({
        path,
        query: { apiVersion },
        body: { location, tags, properties },
      }),
  );
  for (const [credential, values] of named(reader.member("federatedIdentityCredentials"))) {
    await plantCredential(planting, { ...path, identity }, credential, values);
  }
}

async function plantCredential(
  planting: Planting,
  { identity, ...parent }: CredentialParent,
  name: string,
  reader: JsonReader,
): Promise<void> {
  reader.members(members.credential);
  reader
    .member("claimsMatchingExpression")
    .optional((given) => given.members(members.claimsMatchingExpression));
  await foundOrMade(
    reader,
    () => planting.store.credential(identity, name),
    () =>
      federatedIdentityCredentials(planting).createOrUpdate({
        path: { ...parent, federatedIdentityCredentialResourceName: name },
        query: { apiVersion },
        body: { properties: reader.object() },
      }),
  );
}

interface CredentialParent {
  readonly identity: StoredIdentity;
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  readonly resourceName: string;
}

/** The members of an object that need not be there; two names that differ in letter case only would be one resource. */
function named(reader: JsonReader): readonly (readonly [name: string, value: JsonReader])[] {
  const entries = reader.optional((there) => there.entries()) ?? [];
  const seen = new Set<string>();
  for (const [name, value] of entries) {
    if (seen.has(nameKey(name))) {
      throw value.refuse("is there twice, since letter case does not matter");
    }
    seen.add(nameKey(name));
  }
  return entries;
}

async function foundOrMade<T>(
  reader: JsonReader,
  find: () => T | undefined,
  make: () => unknown,
): Promise<T> {
  const found = find();
  if (found !== undefined) {
    return found;
  }
  try {
    await make();
  } catch (error) {
    throw error instanceof ArmError ? reader.refuse(error.message.replace(/\.$/, "")) : error;
  }
  const made = find();
  if (made === undefined) {
    throw reader.refuse("was not created");
  }
  return made;
}

function takeIds({ takenIds }: Planting, reader: JsonReader): Partial<DirectoryIds> {
  const take = (name: string) =>
    reader.member(name).optional((given) => {
      const id = given.text().toLowerCase();
      if (!isGuid(id)) {
        throw given.refuse("must be a GUID");
      }
      if (takenIds.has(id)) {
        throw given.refuse("is the id of another identity, too");
      }
      takenIds.add(id);
      return id;
    });
  const principalId = take("principalId");
  const clientId = take("clientId");
  return {
    ...(principalId !== undefined && { principalId }),
    ...(clientId !== undefined && { clientId }),
  };
}

function wrong(place: string, problem: string): TypeError {
  return new TypeError(`startEmulator: ${place}: ${problem}.`);
}
