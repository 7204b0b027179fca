// What the clients of the load test do, drawn at random.

import * as fc from "fast-check";

/** An identity, by number. */
interface OfIdentity {
  readonly identity: number;
}

/** A credential of an identity, by numbers. */
interface OfCredential extends OfIdentity {
  readonly credential: number;
}

/** One request of a client. */
export type Command =
  | ({ readonly kind: "putIdentity" | "patchIdentity"; readonly mark: string } & OfIdentity)
  | ({ readonly kind: "getIdentity" | "deleteIdentity" | "listCredentials" } & OfIdentity)
  | ({ readonly kind: "putCredential"; readonly subject: number } & OfCredential)
  | ({ readonly kind: "getCredential" | "deleteCredential" } & OfCredential)
  | { readonly kind: "listGroup"; readonly group: number }
  | { readonly kind: "listSubscription" };

/**
 * How many there are of everything. The first identities are deleted now and then; the last ones begin with almost as many credentials as they can
 * have, and there are more names than that.
 */
export const counts = {
  groups: 5,
  identities: 50,
  deletedIdentities: 25,
  filledIdentities: 10,
  credentials: 24,
  subjects: 60,
};

/** Draws commands; the same seed draws the same ones. */
export function drawCommands(seed: number, count: number): readonly Command[] {
  return fc.sample(command, { seed, numRuns: count });
}

const below = (count: number) => fc.integer({ min: 0, max: count - 1 });
const identity = below(counts.identities);
const credential = below(counts.credentials);
const mark = fc.uuid();

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("putIdentity"), identity, mark }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("patchIdentity"), identity, mark }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("getIdentity"), identity }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("deleteIdentity"),
      identity: below(counts.deletedIdentities),
    }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant("putCredential"),
      identity,
      credential,
      subject: below(counts.subjects),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant("getCredential"), identity, credential }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("deleteCredential"), identity, credential }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("listCredentials"), identity }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("listGroup"), group: below(counts.groups) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("listSubscription") }) },
);
