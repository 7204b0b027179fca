// 200 clients at once on 50 identities, with random operations: in the end the store is what they were told, and at no
// time was anything answered that no order of their requests explains.
//
// It takes a minute (LOAD_SECONDS says otherwise) and has a run of its own: `npm run test:load`.

import { expect } from "chai";
import { Agent } from "node:https";
import { openLaboratory, sendWith, type Laboratory } from "../support.js";
import { Witness, type Ask } from "./client.js";
import { counts, drawCommands } from "./commands.js";

const clients = 200;
const batch = 50;
const seconds = Number(process.env["LOAD_SECONDS"] ?? 60);
const seed = Number(process.env["LOAD_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

describe(`emulator: ${clients} clients on ${counts.identities} identities for ${seconds} s (LOAD_SEED=${seed})`, function () {
  this.timeout((seconds + 120) * 1_000);
  let lab: Laboratory;
  let witness: Witness;
  let lists: { readonly identities: ReadonlySet<string> };

  before(async () => {
    const groups = Array.from({ length: counts.groups }, (_, group) => `group-${group}`);
    lab = await openLaboratory({
      resourceGroups: Object.fromEntries(groups.map((name) => [name, "westeurope"])),
      writeDurationInMs: 3,
      recordedRequests: 0,
    });
    witness = new Witness(`/subscriptions/${lab.emulator.subscriptionId}`);
    const ask: Ask = (method, path, body) => lab.ask(method, path, { ...(body && { body }) });
    await fill(ask, witness);
    const end = performance.now() + seconds * 1_000;
    await Promise.all(
      Array.from({ length: clients }, (_, client) => runClient(lab, witness, seed + client, end)),
    );
    for (let identity = 0; identity < counts.identities; identity++) {
      await witness.readIdentity(ask, identity);
      await witness.listCredentials(ask, identity);
      for (let credential = 0; credential < counts.credentials; credential++) {
        await witness.readCredential(ask, identity, credential);
      }
    }
    const all = `${witness.subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    const { json } = await lab.ask("GET", all);
    lists = { identities: new Set(json.value?.map(({ name }) => String(name))) };
  });
  after(() => lab.close());

  it("does all there is to do, successes, conflicts and limits among it", () => {
    const answered = [...witness.answers.keys()];
    const requests = [...witness.answers.values()].reduce((sum, count) => sum + count, 0);
    console.log(`      (${requests.toLocaleString("en")} requests were answered)`);
    expect(answered).to.include.members([
      "putIdentity 200",
      "putIdentity 201",
      "patchIdentity 200",
      "getIdentity 200",
      "deleteIdentity 200",
      "putCredential 200",
      "putCredential 201",
      "putCredential 409 Conflict",
      "putCredential 409 ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
      "putCredential 400 BadRequest",
      "getCredential 200",
      "getCredential 404 NotFound",
      "deleteCredential 200",
      "deleteCredential 204",
      "listCredentials 200",
      "listGroup 200",
      "listSubscription 200",
    ]);
  });

  it("never answers 500, a status that the operation does not have, or a list that breaks a rule", () => {
    expect(witness.wrongs.slice(0, 5)).to.deep.equal([]);
  });

  it("loses nothing and invents nothing: every identity that was read is the outcome of a write", () => {
    const unexplained = witness.identities.flatMap((history, identity) =>
      history.unexplained().map((read) => ({ identity, ...read })),
    );
    expect(unexplained.slice(0, 3)).to.deep.equal([]);
    expect(witness.identities.every(({ reads }) => reads > 0)).to.equal(true);
  });

  it("nor do credentials", () => {
    const unexplained = witness.credentials.flatMap((histories, identity) =>
      histories.flatMap((history, credential) =>
        history.unexplained().map((read) => ({ identity, credential, ...read })),
      ),
    );
    expect(unexplained.slice(0, 3)).to.deep.equal([]);
  });

  it("has an identity in the end if it was created once more than deleted, and never otherwise", () => {
    witness.identities.forEach((_, identity) => {
      const more = (witness.created[identity]?.size ?? 0) - (witness.deletions[identity] ?? 0);
      expect(more, `id-${identity}`).to.equal(lists.identities.has(`id-${identity}`) ? 1 : 0);
    });
  });

  it("gives an identity a principal id when it is created, and no other later", () => {
    witness.principals.forEach((read, identity) => {
      const unknown = [...read].filter((id) => witness.created[identity]?.has(id) !== true);
      expect(unknown, `id-${identity}`).to.deep.equal([]);
    });
  });

  it("refuses a write as concurrent only when another one of the same identity was under way", () => {
    const byIdentity = witness.identities.map((_, identity) =>
      witness.credentialWrites.filter((write) => write.identity === identity),
    );
    const alone = byIdentity.flatMap((writes) =>
      writes.filter(
        (refused) =>
          refused.isRefused &&
          !writes.some(
            (other) =>
              other !== refused &&
              !other.isRefused &&
              other.sent < refused.answered &&
              other.answered > refused.sent,
          ),
      ),
    );
    expect(alone.slice(0, 3)).to.deep.equal([]);
  });
});

/** Gives some of the identities that are never deleted almost as many credentials as they can have. */
async function fill(ask: Ask, witness: Witness): Promise<void> {
  const ids = Array.from({ length: counts.identities }, (_, identity) => identity);
  await Promise.all(
    ids.slice(-counts.filledIdentities).map(async (identity) => {
      await witness.carryOut(ask, { kind: "putIdentity", identity, mark: "filled" });
      for (let credential = 0; credential < 19; credential++) {
        const subject = credential;
        await witness.carryOut(ask, { kind: "putCredential", identity, credential, subject });
      }
    }),
  );
}

async function runClient(
  { emulator }: Laboratory,
  witness: Witness,
  ownSeed: number,
  end: number,
): Promise<void> {
  const agent = new Agent({ ca: emulator.certificate, keepAlive: true, maxSockets: 1 });
  const { token } = await emulator.credential.getToken("any");
  const ask: Ask = (method, path, body) =>
    sendWith(emulator.endpoint, agent, token, method, path, body);
  let round = 0;
  while (performance.now() < end) {
    for (const command of drawCommands(ownSeed + clients * round++, batch)) {
      if (performance.now() >= end) break;
      await witness.carryOut(ask, command);
    }
  }
  agent.destroy();
}
