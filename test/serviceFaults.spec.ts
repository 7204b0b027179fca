// What this package's client makes of the service's rules and of what goes wrong on the way, and what the peer makes of it.

import { ManagedServiceIdentityClient as PeerClient } from "@azure/arm-msi";
import { expect } from "chai";
import {
  ManagedServiceIdentityClient,
  isConcurrentWrite,
  isNotFound,
  isProviderNotRegistered,
  isThrottled,
} from "arm-managed-identity";
import {
  startEmulator,
  type AccessToken,
  type Emulator,
  type EmulatorOptions,
} from "arm-managed-identity-emulator";
import { failureOf } from "./support/failure.js";

const group = "my-group";
const location = "westeurope";
type Who = "ours" | "peer";

/** What the two clients have in common, as far as it is used here. */
interface AnyClient {
  readonly userAssignedIdentities: Pick<
    ManagedServiceIdentityClient["userAssignedIdentities"],
    "createOrUpdate" | "get" | "listByResourceGroup"
  >;
  readonly federatedIdentityCredentials: Pick<
    ManagedServiceIdentityClient["federatedIdentityCredentials"],
    "createOrUpdate"
  >;
}

const clients: Readonly<Record<Who, new (...args: ClientArguments) => AnyClient>> = {
  ours: ManagedServiceIdentityClient,
  peer: PeerClient,
};

type ClientArguments = [
  credential: { getToken(scopes: string | string[], options?: object): Promise<AccessToken> },
  subscriptionId: string,
  options: {
    endpoint: string;
    tlsOptions: { ca: string };
    retryOptions: { retryDelayInMs: number };
  },
];

/** What a rejection says. */
interface Failure extends Error {
  readonly code?: string;
  readonly statusCode?: number;
}

/** A client of an emulator of its own; `challenges` holds the claims that its credential was asked for. */
async function withClient(
  who: Who,
  options: EmulatorOptions,
  use: (client: AnyClient, emulator: Emulator, challenges: readonly unknown[]) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator({ resourceGroups: { [group]: location }, ...options });
  const challenges: unknown[] = [];
  const credential = {
    getToken: (scopes: string | string[], { claims }: { claims?: string } = {}) => {
      if (claims !== undefined) challenges.push(JSON.parse(claims));
      return emulator.credential.getToken(scopes);
    },
  };
  const client = new clients[who](credential, emulator.subscriptionId, {
    endpoint: emulator.endpoint,
    tlsOptions: { ca: emulator.certificate },
    retryOptions: { retryDelayInMs: 1 },
  });
  try {
    await use(client, emulator, challenges);
  } finally {
    await emulator.stop();
  }
}

const create = (client: AnyClient) =>
  client.userAssignedIdentities.createOrUpdate(group, "id1", { location });

const statuses = ({ requests }: Emulator) => requests.map(({ status }) => status);

async function namesOf({ userAssignedIdentities }: AnyClient): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of userAssignedIdentities.listByResourceGroup(group)) {
    names.push(name);
    if (names.length === 10) break;
  }
  return names;
}

for (const who of ["ours", "peer"] as const) {
  const isOurs = who === "ours";
  describe(`${isOurs ? "this package's client" : "@azure/arm-msi"}, when things go wrong`, () => {
    it("tries again when the service is unavailable, and when a proxy shows a page about it", () =>
      withClient(who, {}, async (client, emulator) => {
        const headers = { "Retry-After": "0" };
        emulator.faults.add({ times: 2, fault: { kind: "answer", status: 503, headers } });
        emulator.faults.add({ fault: { kind: "htmlPage" } });
        expect((await create(client)).name).to.equal("id1");
        expect(statuses(emulator)).to.deep.equal([503, 503, 502, 201]);
      }));

    for (const when of ["before", "after"] as const) {
      it(`creates one identity when the connection breaks ${when} it was created`, () =>
        withClient(who, {}, async (client, emulator) => {
          emulator.faults.add({ fault: { kind: "reset", when } });
          const { principalId } = await create(client);
          const status = when === "before" ? 201 : 200;
          expect(statuses(emulator)).to.deep.equal([undefined, status]);
          const read = await client.userAssignedIdentities.get(group, "id1");
          expect(read.principalId).to.equal(principalId);
        }));
    }

    for (const kind of ["truncatedBody", "malformedJson"] as const) {
      it(`fails when it cannot read the answer (${kind}), and knows no identity that is half of one`, () =>
        withClient(who, {}, async (client, emulator) => {
          emulator.faults.add({ fault: { kind } });
          expect((await failureOf<Failure>(create(client))).code).to.equal("PARSE_ERROR");
        }));
    }

    it(
      isOurs
        ? "fails when a page for people comes with status 200"
        : "takes a page for people with status 200 for an identity without members",
      () =>
        withClient(who, {}, async (client, emulator) => {
          await create(client);
          emulator.faults.add({ fault: { kind: "htmlPage", status: 200 } });
          const get = client.userAssignedIdentities.get(group, "id1");
          if (isOurs) {
            expect((await failureOf<Failure>(get)).code).to.equal("PARSE_ERROR");
          } else {
            expect(await get).to.deep.equal({});
          }
        }),
    );

    it("gets a token with the claims that are asked for, and goes on", () =>
      withClient(who, {}, async (client, emulator, challenges) => {
        const claims = { access_token: { acrs: { essential: true, value: "c1" } } };
        emulator.faults.add({ fault: { kind: "claimsChallenge", claims } });
        await create(client);
        expect(challenges).to.deep.equal([claims]);
        expect(statuses(emulator)).to.deep.equal([401, 201]);
      }));

    it("stops waiting for an answer that never comes when it is told to", () =>
      withClient(who, {}, async (client, emulator) => {
        emulator.faults.add({ fault: { kind: "hang" } });
        const controller = new AbortController();
        const call = client.userAssignedIdentities.get(group, "id1", {
          abortSignal: controller.signal,
        });
        const failure = failureOf(call);
        while (emulator.requests.length === 0) {
          await new Promise(setImmediate);
        }
        controller.abort();
        expect((await failure).name).to.equal("AbortError");
      }));

    it(
      isOurs
        ? "refuses a page that links to itself, after what it has read"
        : "reads a page that links to itself again and again",
      () =>
        withClient(who, {}, async (client, emulator) => {
          await create(client);
          const match = { operation: "UserAssignedIdentities_ListByResourceGroup" };
          emulator.faults.add({ match, times: Infinity, fault: { kind: "duplicatePage" } });
          if (isOurs) {
            expect((await failureOf<Failure>(namesOf(client))).code).to.equal("UNSAFE_NEXT_LINK");
          } else {
            expect(await namesOf(client)).to.deep.equal(Array(10).fill("id1"));
          }
        }),
    );

    it(
      isOurs
        ? "takes its token to no other host that a page links to"
        : "takes its token to whatever host a page links to",
      () =>
        withClient(who, {}, async (client, emulator) => {
          // Another origin that this client could reach: the same server under its other name.
          const nextLink = `${emulator.endpoint.replace("127.0.0.1", "localhost")}/stolen?api-version=2024-11-30`;
          emulator.faults.add({ fault: { kind: "foreignNextLink", nextLink } });
          const failure = await failureOf<Failure>(namesOf(client));
          const stolen = emulator.requests.filter(({ path }) => path === "/stolen");
          if (isOurs) {
            expect(failure.code).to.equal("UNSAFE_NEXT_LINK");
            expect(stolen).to.deep.equal([]);
          } else {
            expect(stolen.map(({ headers }) => "authorization" in headers)).to.deep.equal([true]);
          }
        }),
    );
  });
}

describe("the rules of the service, as this package names them", () => {
  const trust = (subject: string) => ({
    issuer: "https://issuer.example",
    subject,
    audiences: ["api://AzureADTokenExchange"],
  });

  it("isConcurrentWrite: two credentials at once under one identity", () =>
    withClient("ours", { writeDurationInMs: 300 }, async (client) => {
      await create(client);
      const { federatedIdentityCredentials: credentials } = client;
      const writes = await Promise.allSettled(
        ["one", "two", "three"].map((name) =>
          credentials.createOrUpdate(group, "id1", name, trust(name)),
        ),
      );
      const failures = writes.flatMap((write) =>
        write.status === "rejected" ? [write.reason as unknown] : [],
      );
      expect(failures).to.have.lengthOf.at.least(1);
      expect(failures.every(isConcurrentWrite)).to.equal(true);
    }));

  it("isThrottled: an identity that is read too often", () =>
    withClient("ours", { throttling: { retryAfter: false } }, async (client, { clock }) => {
      clock.freeze();
      await create(client);
      await client.userAssignedIdentities.get(group, "id1");
      const failure = await failureOf(client.userAssignedIdentities.get(group, "id1"));
      expect(isThrottled(failure)).to.equal(true);
    }));

  it("isProviderNotRegistered: a subscription that may not use the provider", () =>
    withClient("ours", { registration: { state: "NotRegistered" } }, async (client) => {
      expect(isProviderNotRegistered(await failureOf(create(client)))).to.equal(true);
    }));

  it("isNotFound: an identity that is too new to be read", () =>
    withClient("ours", { propagation: { identityInMs: 1_000 } }, async (client, { clock }) => {
      clock.freeze();
      await create(client);
      const get = () => client.userAssignedIdentities.get(group, "id1");
      expect(isNotFound(await failureOf(get()))).to.equal(true);
      clock.advance(1_000);
      expect((await get()).name).to.equal("id1");
    }));

  it("isNotFound: the parent of a credential that is too new", () =>
    withClient("ours", { propagation: { parentInMs: 1_000 } }, async (client, { clock }) => {
      clock.freeze();
      await create(client);
      const put = () =>
        client.federatedIdentityCredentials.createOrUpdate(group, "id1", "trust", trust("s"));
      const failure = await failureOf<Failure>(put());
      expect([isNotFound(failure), failure.code]).to.deep.equal([true, "ParentResourceNotFound"]);
      clock.advance(1_000);
      expect((await put()).name).to.equal("trust");
    }));
});
