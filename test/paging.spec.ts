// How lists are read: items, pages, resuming, stopping.

import { expect } from "chai";
import { getContinuationToken, type Identity } from "arm-managed-identity";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { clientOf, peerOf, subscriptionId } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import {
  startTestServer,
  type Reply,
  type SeenRequest,
  type TestServer,
} from "./support/testServer.js";

const listPath = `/subscriptions/${subscriptionId}/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;

describe("lists", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  /** Answers with pages of items `i0`, `i1`, …; a link leads from each page to the next. */
  function servePages(...sizes: number[]): void {
    const starts = sizes.map((_, page) =>
      sizes.slice(0, page).reduce((sum, size) => sum + size, 0),
    );
    server.reply = ({ target }: SeenRequest): Reply => {
      const page = Number(new URL(target, server.endpoint).searchParams.get("$skiptoken") ?? "0");
      return {
        status: 200,
        json: {
          value: Array.from({ length: sizes[page] ?? 0 }, (_, index) => ({
            name: `i${(starts[page] ?? 0) + index}`,
            location: "eastus",
          })),
          ...(page + 1 < sizes.length ? { nextLink: linkTo(page + 1) } : {}),
        },
      };
    };
  }

  function linkTo(page: number): string {
    return `${server.endpoint}${listPath}?api-version=2024-11-30&$skiptoken=${page}`;
  }

  const list = (
    options = {},
  ): ReturnType<ReturnType<typeof clientOf>["userAssignedIdentities"]["listByResourceGroup"]> =>
    clientOf(server).userAssignedIdentities.listByResourceGroup("group", options);

  it("gives every item of every page in order", async () => {
    servePages(2, 3, 1);
    expect(await names(list())).to.deep.equal(["i0", "i1", "i2", "i3", "i4", "i5"]);
    expect(server.requests).to.have.lengthOf(3);
  });

  it("goes on after empty pages, at the beginning, in the middle and at the end", async () => {
    servePages(0, 2, 0, 0, 1, 0);
    expect(await names(list())).to.deep.equal(["i0", "i1", "i2"]);
    expect(server.requests).to.have.lengthOf(6);
  });

  it("gives pages, empty ones included", async () => {
    servePages(1, 0, 2);
    const sizes: number[] = [];
    for await (const page of list().byPage()) {
      sizes.push(page.length);
    }
    expect(sizes).to.deep.equal([1, 0, 2]);
  });

  it("sends nothing before the first item is asked for, and one request at a time after", async () => {
    servePages(2, 2);
    const items = list();
    expect(server.requests).to.have.lengthOf(0);
    await items.next();
    await items.next();
    expect(server.requests).to.have.lengthOf(1);
    await items.next();
    expect(server.requests).to.have.lengthOf(2);
  });

  it("holds one page at a time: the one before is free while the next is under way", async () => {
    let firstItem: WeakRef<Identity> | undefined;
    const stillHeld: boolean[] = [];
    // Two to a page: the loop below holds the last item itself.
    servePages(2, 2, 2);
    const answer = server.reply;
    server.reply = (request, index) => {
      if (firstItem !== undefined) {
        collectGarbage();
        stillHeld.push(firstItem.deref() !== undefined);
      }
      return answer(request, index);
    };
    for await (const item of list()) {
      firstItem ??= new WeakRef(item);
    }
    expect(stillHeld).to.deep.equal([false, false]);
  });

  it("resumes from a continuation token in another client, with the rest and nothing else", async () => {
    servePages(2, 2, 1);
    const pages = list().byPage();
    await pages.next();
    const second = (await pages.next()) as IteratorResult<Identity[], undefined>;
    const continuationToken = getContinuationToken(second.value);
    expect(continuationToken).to.be.a("string");
    server.requests.length = 0;
    const rest: string[] = [];
    for await (const page of list().byPage({ continuationToken })) {
      rest.push(...page.map(({ name }) => name ?? ""));
    }
    expect(rest).to.deep.equal(["i4"]);
    expect(server.requests).to.have.lengthOf(1);
  });

  it("resumes where @azure/arm-msi stopped, and the other way round", async () => {
    servePages(1, 1, 1);
    const theirs = await import("@azure/arm-msi");
    const theirPage = await peerOf(server)
      .userAssignedIdentities.listByResourceGroup("group")
      .byPage()
      .next();
    const fromTheirs = theirs.getContinuationToken(theirPage.value);
    const ourPage = await list().byPage().next();
    const fromOurs = getContinuationToken(ourPage.value);
    const resumedByUs = await list()
      .byPage({ ...(fromTheirs === undefined ? {} : { continuationToken: fromTheirs }) })
      .next();
    const resumedByThem = await peerOf(server)
      .userAssignedIdentities.listByResourceGroup("group")
      .byPage({ ...(fromOurs === undefined ? {} : { continuationToken: fromOurs }) })
      .next();
    expect((resumedByUs.value as Identity[])[0]?.name).to.equal("i1");
    expect((resumedByThem.value as Identity[])[0]?.name).to.equal("i1");
  });

  it("has no continuation token for the last page, nor for what is not a page", async () => {
    servePages(1);
    const page = await list().byPage().next();
    expect(getContinuationToken(page.value)).to.equal(undefined);
    expect(getContinuationToken(undefined)).to.equal(undefined);
    expect(getContinuationToken("x")).to.equal(undefined);
  });

  it("asks for maxPageSize with $top where the operation has it, and ignores it elsewhere", async () => {
    server.reply = () => ({ status: 200, json: { value: [] } });
    const client = clientOf(server);
    await client.federatedIdentityCredentials
      .list("group", "name", { top: 50 })
      .byPage({ maxPageSize: 7 })
      .next();
    await client.userAssignedIdentities.listBySubscription().byPage({ maxPageSize: 7 }).next();
    expect(server.requests[0]?.target).to.match(/\?api-version=2024-11-30&\$top=7$/);
    expect(server.requests[1]?.target).to.match(/\?api-version=2024-11-30$/);
  });

  for (const nextLink of [null, ""]) {
    it(`ends at a next link that is ${JSON.stringify(nextLink)}`, async () => {
      server.reply = () => ({ status: 200, json: { value: [{ name: "i0" }], nextLink } });
      expect(await names(list())).to.deep.equal(["i0"]);
    });
  }

  it("follows a relative link and one without an API version, which it adds", async () => {
    server.reply = (_request, index) => ({
      status: 200,
      json: { value: [], ...(index === 0 ? { nextLink: `${listPath}?$skiptoken=a%2Bb` } : {}) },
    });
    await names(list());
    expect(server.requests[1]?.target).to.equal(
      `${listPath}?$skiptoken=a%2Bb&api-version=2024-11-30`,
    );
  });

  it("keeps the query of a link as the service wrote it", async () => {
    const query = "api-version=2024-11-30&$skipToken=X%2712345%27+%20~(a)";
    server.reply = (_request, index) => ({
      status: 200,
      json: {
        value: [],
        ...(index === 0 ? { nextLink: `${server.endpoint}${listPath}?${query}` } : {}),
      },
    });
    await names(list());
    expect(server.requests[1]?.target).to.equal(`${listPath}?${query}`);
  });

  for (const [what, json] of [
    ["no value", { nextLink: null }],
    ["value null", { value: null }],
    ["value an object", { value: {} }],
    ["an item that is null", { value: [null] }],
    ["a link that is a number", { value: [], nextLink: 5 }],
  ] as const) {
    it(`fails on a page with ${what} instead of ending the list early`, async () => {
      server.reply = () => ({ status: 200, json });
      const error = await failureOf(names(list()));
      expect(error).to.include({ name: "RestError", code: "PARSE_ERROR", statusCode: 200 });
      expect(error.message).to.match(/^UserAssignedIdentities\.listByResourceGroup failed/);
    });
  }

  it("stops between pages when the caller aborts", async () => {
    servePages(1, 1, 1);
    const controller = new AbortController();
    const items = list({ abortSignal: controller.signal });
    await items.next();
    controller.abort();
    expect(await failureOf(items.next())).to.have.property("name", "AbortError");
    expect(server.requests).to.have.lengthOf(1);
  });

  it("stops within a page when the caller aborts", async () => {
    servePages(3);
    const controller = new AbortController();
    const items = list({ abortSignal: controller.signal });
    await items.next();
    controller.abort();
    expect(await failureOf(items.next())).to.have.property("name", "AbortError");
  });

  it("stops while a page is under way when the caller aborts", async () => {
    const controller = new AbortController();
    server.reply = () => () => controller.abort();
    const error = await failureOf(list({ abortSignal: controller.signal }).next());
    expect(error).to.have.property("name", "AbortError");
  });

  it("stops while the body of a page is under way when the caller aborts", async () => {
    const controller = new AbortController();
    server.reply = () => (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"value":[', () => setImmediate(() => controller.abort()));
    };
    const error = await failureOf(list({ abortSignal: controller.signal }).next());
    expect(error).to.have.property("name", "AbortError");
  });

  it("calls onResponse once for each page with the page", async () => {
    servePages(2, 1);
    const seen: unknown[] = [];
    await names(
      list({
        onResponse: (_raw: unknown, flat: { value: unknown[] }) => seen.push(flat.value.length),
      }),
    );
    expect(seen).to.deep.equal([2, 1]);
  });
});

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

async function names(items: AsyncIterable<Identity>): Promise<string[]> {
  const result: string[] = [];
  for await (const { name } of items) {
    result.push(name ?? "");
  }
  return result;
}
