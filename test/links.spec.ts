// A link from the service, or a continuation token from a caller, never carries the access token away.

import { expect } from "chai";
import { getContinuationToken, type Identity } from "arm-managed-identity";
import { clientOf, peerOf, subscriptionId } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

const group = `/subscriptions/${subscriptionId}/resourceGroups/group`;
const listPath = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;

describe("links to the next page", () => {
  let server: TestServer;
  let stranger: TestServer;
  before(async () => {
    server = await startTestServer();
    stranger = await startTestServer(() => ({
      status: 200,
      json: { value: [{ name: "stolen" }] },
    }));
  });
  after(async () => {
    await server.stop();
    await stranger.stop();
  });
  beforeEach(() => {
    server.requests.length = 0;
    stranger.requests.length = 0;
  });

  const badLinks: readonly [what: string, link: () => string, reason: RegExp][] = [
    ["another host", () => `${stranger.endpoint}${listPath}?a=b`, /leads to https:\/\/127/],
    [
      "another host without a scheme",
      () => stranger.endpoint.replace("https:", "") + listPath,
      /leads to/,
    ],
    ["plain http", () => server.endpoint.replace("https", "http") + listPath, /leads to http:/],
    ["a host name that begins like ours", () => `${server.endpoint}.example${listPath}`, /./],
    [
      "our host as a user name",
      () => server.endpoint.replace("127", "user:pw@127") + listPath,
      /user name/,
    ],
    [
      "another path on our host",
      () => `${server.endpoint}${group}/providers/Microsoft.KeyVault/vaults`,
      /another path/,
    ],
    ["a longer path", () => `${server.endpoint}${listPath}/x`, /another path/],
    ["a path that climbs", () => `${server.endpoint}${listPath}/../../x`, /another path/],
    [
      "a path that climbs in disguise",
      () => `${server.endpoint}${listPath}/%2e%2e/x`,
      /another path/,
    ],
    [
      "another subscription",
      () => `${server.endpoint}${listPath.replace(subscriptionId, "other")}`,
      /another path/,
    ],
    [
      "a path with an escaped slash",
      () => server.endpoint + listPath.replace("/group/", "%2Fgroup/"),
      /another path/,
    ],
    ["a script", () => "javascript:alert(1)", /leads to null/],
    ["no URL at all", () => "https://[", /not a URL/],
  ];

  for (const [what, link, reason] of badLinks) {
    it(`refuses ${what}, after giving the page that holds it`, async () => {
      server.reply = () => ({ status: 200, json: { value: [{ name: "i0" }], nextLink: link() } });
      const pages = clientOf(server).userAssignedIdentities.listByResourceGroup("group").byPage();
      const first = (await pages.next()) as IteratorResult<Identity[], undefined>;
      expect(first.value?.[0]?.name).to.equal("i0");
      expect(() => getContinuationToken(first.value)).to.throw(Error, reason);
      const error = await failureOf(pages.next());
      expect(error).to.include({ name: "RestError", code: "UNSAFE_NEXT_LINK" });
      expect(error.message).to.match(reason);
      expect(server.requests).to.have.lengthOf(1);
      expect(stranger.requests).to.have.lengthOf(0);
    });

    it(`refuses ${what} as a continuation token and sends nothing`, async () => {
      const error = await failureOf(
        clientOf(server)
          .userAssignedIdentities.listByResourceGroup("group")
          .byPage({ continuationToken: link() })
          .next(),
      );
      expect(error).to.be.instanceOf(TypeError);
      expect(error).to.have.property("code", "INVALID_CONTINUATION_TOKEN");
      expect(error.message).to.match(reason);
      expect(server.requests).to.have.lengthOf(0);
      expect(stranger.requests).to.have.lengthOf(0);
    });
  }

  it("is needed: @azure/arm-msi sends its access token to the other host", async () => {
    server.reply = () => ({
      status: 200,
      json: { value: [], nextLink: `${stranger.endpoint}${listPath}` },
    });
    const list = peerOf(server).userAssignedIdentities.listByResourceGroup("group");
    const { value } = (await list.next()) as { value: Identity };
    expect(value.name).to.equal("stolen");
    expect(stranger.requests[0]?.headers.authorization).to.match(/^Bearer /);
  });

  it("refuses a link to the page it is on", async () => {
    server.reply = ({ target }) => ({
      status: 200,
      json: { value: [{ name: "i0" }], nextLink: `${server.endpoint}${target}` },
    });
    await expectLoopRefused(1);
  });

  it("refuses a link back to an earlier page", async () => {
    server.reply = ({ target }) => {
      const page = Number(new URL(target, server.endpoint).searchParams.get("p") ?? "0");
      const nextLink = `${server.endpoint}${listPath}?api-version=2024-11-30&p=${page === 3 ? 1 : page + 1}`;
      return { status: 200, json: { value: [{ name: "i" }], nextLink } };
    };
    await expectLoopRefused(4);
  });

  async function expectLoopRefused(requests: number): Promise<void> {
    const list = clientOf(server).userAssignedIdentities.listByResourceGroup("group");
    const all = async (): Promise<void> => {
      for await (const item of list) {
        expect(item.name).to.match(/^i/);
      }
    };
    const error = await failureOf(all());
    expect(error).to.have.property("code", "UNSAFE_NEXT_LINK");
    expect(error.message).to.contain("never end");
    expect(server.requests).to.have.lengthOf(requests);
  }

  it("follows a link that differs in letter case, escaping or the default port only", async () => {
    server.reply = (_request, index) => ({
      status: 200,
      json: {
        value: [],
        ...(index === 0
          ? {
              nextLink: `${server.endpoint}${listPath
                .replace("resourceGroups", "resourcegroups")
                .replace("group/", "%67roup/")}?api-version=2024-11-30&page=2#part`,
            }
          : {}),
      },
    });
    const list = clientOf(server).userAssignedIdentities.listByResourceGroup("group");
    expect(await list.next()).to.deep.include({ done: true });
    expect(server.requests).to.have.lengthOf(2);
  });
});

describe("the origin guard", () => {
  it("refuses a request that a caller's policy turned to another host, before a token is asked for", async () => {
    const server = await startTestServer();
    const stranger = await startTestServer();
    try {
      const client = clientOf(server, {
        additionalPolicies: [
          {
            position: "perCall",
            policy: {
              name: "turnAway",
              sendRequest: (request, next) => {
                request.url = request.url.replace(server.endpoint, stranger.endpoint);
                return next(request);
              },
            },
          },
        ],
      });
      const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
      expect(error).to.include({ name: "RestError", code: "FOREIGN_ORIGIN" });
      expect(stranger.requests).to.have.lengthOf(0);
    } finally {
      await server.stop();
      await stranger.stop();
    }
  });

  it("refuses a request that a policy behind the token turned away, before the token is sent", async () => {
    const server = await startTestServer();
    const stranger = await startTestServer();
    try {
      const client = clientOf(server);
      client.pipeline.addPolicy({
        name: "turnAwayLate",
        sendRequest: (request, next) => {
          request.url = request.url.replace(server.endpoint, stranger.endpoint);
          return next(request);
        },
      });
      const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
      expect(error).to.have.property("code", "FOREIGN_ORIGIN");
      expect(stranger.requests).to.have.lengthOf(0);
    } finally {
      await server.stop();
      await stranger.stop();
    }
  });

  for (const status of [307, 302]) {
    it(`keeps the token on a redirect (${status}) within the own origin`, async () => {
      const server = await startTestServer(({ target }) =>
        target.startsWith("/moved")
          ? { status: 200, json: { name: "n" } }
          : { status, headers: { location: "/moved?api-version=2024-11-30" } },
      );
      try {
        const identity = await clientOf(server).userAssignedIdentities.get("group", "name");
        expect(identity.name).to.equal("n");
        expect(server.requests[1]?.headers.authorization).to.match(/^Bearer /);
      } finally {
        await server.stop();
      }
    });
  }

  it("refuses a redirect to another host even if the redirect policy is told to follow it", async () => {
    const stranger = await startTestServer();
    const server = await startTestServer(() => ({
      status: 307,
      headers: { location: `${stranger.endpoint}/` },
    }));
    try {
      const client = clientOf(server, { redirectOptions: { allowCrossOriginRedirects: true } });
      const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
      expect(error).to.have.property("code", "FOREIGN_ORIGIN");
      expect(stranger.requests).to.have.lengthOf(0);
    } finally {
      await server.stop();
      await stranger.stop();
    }
  });

  it("does not follow a redirect to another host", async () => {
    const stranger = await startTestServer();
    const server = await startTestServer(() => ({
      status: 307,
      headers: { location: `${stranger.endpoint}/` },
    }));
    try {
      const error = await failureOf(clientOf(server).userAssignedIdentities.get("group", "name"));
      expect(error).to.include({ code: "307", statusCode: 307 });
      expect(error.message).to.contain("redirect");
      expect(stranger.requests).to.have.lengthOf(0);
    } finally {
      await server.stop();
      await stranger.stop();
    }
  });
});
