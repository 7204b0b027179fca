import { expect } from "chai";
import { Clock } from "../src/clock.js";
import type { EmulatorOptions } from "../src/index.js";
import { TokenBuckets } from "../src/throttling/tokenBuckets.js";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
  type Reply,
} from "./support.js";

const location = "westeurope";

describe("emulator: throttling", () => {
  let lab: Laboratory;
  afterEach(() => lab.close());

  async function open(throttling: EmulatorOptions["throttling"]): Promise<void> {
    lab = await openLaboratory({ throttling, resourceGroups: { rg1: location } });
    lab.emulator.clock.freeze();
  }
  const create = (name: string, region = location): Promise<Reply> =>
    lab.put(identityPath(lab, name), { location: region });
  const statuses = async (count: number, ask: () => Promise<Reply>): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) {
      found.push((await ask()).status);
    }
    return found;
  };

  describe("of the provider", () => {
    it("is off unless it is asked for", async () => {
      await open(undefined);
      await create("id1");
      const get = () => lab.ask("GET", identityPath(lab, "id1"));
      expect(new Set(await statuses(30, get))).to.deep.equal(new Set([200]));
    });

    it("answers 429 to who reads an identity twice in two seconds, and says for how long", async () => {
      await open(true);
      await create("id1");
      const get = () => lab.ask("GET", identityPath(lab, "id1"));
      expect((await get()).status).to.equal(200);
      const { status, headers, json } = await get();
      expect(status).to.equal(429);
      expect(json).to.deep.equal({
        error: {
          code: "429",
          message: `Request is temporarily throttled because resource ${identityPath(lab, "id1")} has issued too many requests. Retry after 2 seconds.`,
        },
      });
      expect(headers["retry-after"]).to.equal("2");
      expect(headers).not.to.have.property("x-ms-failure-cause");
      lab.emulator.clock.advance(1_999);
      const later = await get();
      expect(later.headers["retry-after"]).to.equal("1");
      lab.emulator.clock.advance(1);
      expect((await get()).status).to.equal(200);
    });

    it("does not say for how long if that is not wanted", async () => {
      await open({ retryAfter: false });
      await create("id1");
      const reply = await create("id1");
      expect(reply.status).to.equal(429);
      expect(reply.headers).not.to.have.property("retry-after");
      expect(reply.json.error!.message).to.match(/Retry after 4 seconds\.$/);
    });

    it("has a rate of its own for each kind of operation and for each identity", async () => {
      await open(true);
      expect((await create("id1")).status).to.equal(201);
      expect((await create("id2")).status).to.equal(201);
      const kinds = [
        await lab.ask("GET", identityPath(lab, "id1")),
        await lab.ask("GET", identityPath(lab, "ID2")),
        await lab.ask("GET", identityPath(lab)),
        await lab.ask("DELETE", identityPath(lab, "id2")),
      ];
      expect(kinds.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
      expect((await lab.ask("GET", identityPath(lab, "Id1"))).status).to.equal(429);
    });

    it("counts PATCH and revokeTokens as writes and listAssociatedResources as a read", async () => {
      await open(true);
      await create("id1");
      lab.emulator.clock.advance(4_000);
      const path = identityPath(lab, "id1");
      expect((await lab.ask("PATCH", path, { body: {} })).status).to.equal(200);
      const revoke = await lab.ask("POST", `${path}/revokeTokens?api-version=2023-07-31-preview`);
      expect(revoke.status).to.equal(429);
      const associated = `${path}/listAssociatedResources?api-version=2022-01-31-preview`;
      expect((await lab.ask("POST", associated)).status).to.equal(200);
      expect((await lab.ask("GET", path)).status).to.equal(429);
    });

    it("does not let a subscription or tenant do more than its rate", async () => {
      await open(true);
      const made = [await create("new1"), await create("new2"), await create("new3")];
      expect(made.map(({ status }) => status)).to.deep.equal([201, 201, 429]);
      await lab.close();
      await open({ identities: { get: { perTenant: 1 } } });
      await create("id1");
      await create("id2");
      expect((await lab.ask("GET", identityPath(lab, "id1"))).status).to.equal(200);
      expect((await lab.ask("GET", identityPath(lab, "id2"))).status).to.equal(429);
    });

    it("counts what it refuses for nothing", async () => {
      await open(true);
      await create("id1");
      expect(await statuses(5, () => create("id1"))).to.deep.equal([429, 429, 429, 429, 429]);
      expect((await create("id2")).status).to.equal(201);
    });

    it("lets as many come at once as it is told", async () => {
      await open({ burst: 3 });
      await create("id1");
      const get = () => lab.ask("GET", identityPath(lab, "id1"));
      expect(await statuses(4, get)).to.deep.equal([200, 200, 200, 429]);
    });

    it("leaves credentials alone unless they get rates, by identity", async () => {
      await open(true);
      await create("id1");
      const put = (name: string) => lab.put(credentialPath(lab, name), credentialBody(name));
      expect([(await put("one")).status, (await put("two")).status]).to.deep.equal([201, 201]);
      await lab.close();
      await open({ credentials: {} });
      await create("id1");
      expect([(await put("one")).status, (await put("two")).status]).to.deep.equal([201, 429]);
    });

    it("lets only so many identities be created in a region, by the documented numbers", async () => {
      const fast = { perTenant: 1e6, perSubscription: 1e6, perResource: 1e6 };
      await open({ identities: { createOrUpdate: fast } });
      let count = 0;
      const made = await statuses(81, () => create(`one${count++}`));
      expect(made.filter((status) => status === 201)).to.have.lengthOf(80);
      expect(made.at(-1)).to.equal(429);
      expect((await create("elsewhere", "northeurope")).status).to.equal(201);
      expect((await create("one0")).status).to.equal(200);
      lab.emulator.clock.advance(20_000);
      expect((await create("later")).status).to.equal(201);
    });
  });

  describe("of ARM", () => {
    const remaining = ({ headers }: Reply): unknown => [
      headers["x-ms-ratelimit-remaining-subscription-deletes"],
      headers["x-ms-ratelimit-remaining-subscription-global-deletes"],
    ];
    const remove = (): Promise<Reply> => lab.ask("DELETE", groupPath(lab, "none"));

    it("counts down what remains and refills it at the documented rates", async () => {
      await open(undefined);
      expect(remaining(await remove())).to.deep.equal(["799", "11999"]);
      expect(remaining(await remove())).to.deep.equal(["798", "11998"]);
      await statuses(18, remove);
      expect(remaining(await remove())).to.deep.equal(["779", "11979"]);
      lab.emulator.clock.advance(1_000);
      expect(remaining(await remove())).to.deep.equal(["788", "11999"]);
      lab.emulator.clock.advance(3_600_000);
      expect(remaining(await remove())).to.deep.equal(["799", "11999"]);
    });

    it("counts every kind of request on its own, and the tenant's", async () => {
      await open(undefined);
      const counts = async (method: string, path: string): Promise<unknown> => {
        const { headers } = await lab.ask(method, path, method === "PUT" ? { body: {} } : {});
        const limits = Object.entries(headers).filter(([name]) => name.includes("ratelimit"));
        return Object.fromEntries(
          limits.map(([name, value]) => [name.replace("x-ms-ratelimit-remaining-", ""), value]),
        );
      };
      const reads = { "subscription-reads": "1099", "subscription-global-reads": "16499" };
      expect(await counts("GET", identityPath(lab))).to.deep.equal(reads);
      const writes = { "subscription-writes": "799", "subscription-global-writes": "11999" };
      expect(await counts("PUT", identityPath(lab, "x"))).to.deep.equal(writes);
      const operations = "/providers/Microsoft.ManagedIdentity/operations";
      expect(await counts("GET", operations)).to.deep.equal({ "tenant-reads": "2199" });
      expect(await counts("GET", operations)).to.deep.equal({ "tenant-reads": "2198" });
    });

    it("goes on answering when nothing remains, unless throttling is on", async () => {
      await open(undefined);
      await statuses(800, remove);
      const reply = await remove();
      expect(reply.status).to.equal(404);
      expect(remaining(reply)).to.deep.equal(["0", "11199"]);
    });

    it("answers ARM's own 429 when nothing remains and throttling is on", async () => {
      await open(true);
      await statuses(800, remove);
      const { status, headers, json } = await remove();
      expect(status).to.equal(429);
      expect(headers).to.include({
        "retry-after": "1",
        "x-ms-failure-cause": "gateway",
        "x-ms-ratelimit-remaining-subscription-deletes": "0",
      });
      expect(json.error!.code).to.equal("SubscriptionRequestsThrottled");
      expect(json.error!.message).to.match(
        new RegExp(
          `^Number of 'delete' requests for subscription '${lab.emulator.subscriptionId}' actor '[0-9a-f-]{36}' exceeded\\. Please try again after '1' seconds\\.$`,
        ),
      );
      expect((await lab.ask("GET", groupPath(lab))).status).to.equal(200);
      lab.emulator.clock.advance(100);
      expect((await remove()).status).to.equal(404);
    });
  });
});

describe("emulator: options of throttling", () => {
  const refused: readonly (readonly [unknown, RegExp])[] = [
    [1, /throttling must be an object/],
    [{ rate: 1 }, /throttling has no member rate/],
    [{ burst: 0 }, /throttling\.burst/],
    [{ retryAfter: "no" }, /throttling\.retryAfter/],
    [{ identities: { put: {} } }, /throttling\.identities has no member put/],
    [{ identities: { get: { perDay: 1 } } }, /throttling\.identities\.get has no member perDay/],
    [{ identities: { get: 5 } }, /throttling\.identities\.get must be an object/],
    [{ credentials: { list: { perTenant: 0 } } }, /throttling\.credentials\.list\.perTenant/],
    [{ creations: { perSubscription: 1.5 } }, /throttling\.creations\.perSubscription/],
    [{ creations: { perRegion: 1 } }, /throttling\.creations has no member perRegion/],
  ];
  for (const [throttling, message] of refused) {
    it(`refuses ${JSON.stringify(throttling)}`, async () => {
      const error: unknown = await openLaboratory({ throttling } as EmulatorOptions).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.be.an("error").with.property("message").that.matches(message);
    });
  }
});

describe("emulator: token buckets", () => {
  it("keeps no more of them than can be refilling", () => {
    const clock = new Clock();
    clock.freeze();
    const buckets = new TokenBuckets(clock, { size: 1, refillPerSecond: 1 });
    let most = 0;
    for (let index = 0; index < 50_000; index++) {
      buckets.take(`key ${index}`);
      clock.advance(10);
      most = Math.max(most, buckets.length);
    }
    expect(most).to.be.at.most(1_000);
    expect(buckets.waitInMs("key 49999")).to.equal(990);
    expect(buckets.left("key 0")).to.equal(1);
  });
});
