// How a client is set up: clouds, endpoints, scopes, pipelines, and what it refuses.

import { createEmptyPipeline, createPipelineFromOptions } from "@azure/core-rest-pipeline";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import {
  AzureClouds,
  KnownVersions,
  ManagedServiceIdentityClient,
  type ManagedServiceIdentityClientOptionalParams,
} from "arm-managed-identity";
import { accessToken, clientOf, subscriptionId, testCredential } from "./support/clients.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

/** Calls with a transport that only looks at where the request goes. */
async function whereTo(
  options: ManagedServiceIdentityClientOptionalParams,
): Promise<{ origin: string; path: string; scopes: unknown[] }> {
  const credential = testCredential();
  let url = new URL("https://nowhere");
  const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
    ...options,
    retryOptions: { maxRetries: 0 },
    httpClient: {
      sendRequest: (request) => {
        url = new URL(request.url);
        return Promise.reject(new Error("seen"));
      },
    },
  });
  await client.userAssignedIdentities.get("group", "name").catch(() => undefined);
  return { origin: url.origin, path: url.pathname, scopes: credential.scopes.flat() };
}

describe("clouds and endpoints", () => {
  for (const [cloud, origin] of [
    [undefined, "https://management.azure.com"],
    [AzureClouds.AZURE_PUBLIC_CLOUD, "https://management.azure.com"],
    [AzureClouds.AZURE_US_GOVERNMENT, "https://management.usgovcloudapi.net"],
    ["AZURE_CHINA_CLOUD", "https://management.chinacloudapi.cn"],
  ] as const) {
    it(`${cloud ?? "no cloud"} means ${origin} and its scope`, async () => {
      const seen = await whereTo(cloud === undefined ? {} : { cloud });
      expect(seen).to.deep.include({ origin, scopes: [`${origin}/.default`] });
    });
  }

  for (const endpoint of [
    "https://arm.example",
    "https://arm.example/",
    "https://arm.example///",
    "HTTPS://ARM.example:443",
  ]) {
    it(`${endpoint} is used without doubled slashes, for URL and scope`, async () => {
      expect(await whereTo({ endpoint })).to.deep.equal({
        origin: "https://arm.example",
        path: `/subscriptions/${subscriptionId}/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/name`,
        scopes: ["https://arm.example/.default"],
      });
    });
  }

  it("keeps the path of an endpoint, and leaves it out of the scope", async () => {
    const seen = await whereTo({ endpoint: "https://gateway.example/arm/" });
    expect(seen.path).to.match(/^\/arm\/subscriptions\//);
    expect(seen.scopes).to.deep.equal(["https://gateway.example/.default"]);
  });

  it("asks for the scopes it is told", async () => {
    const seen = await whereTo({ credentials: { scopes: ["api://x/.default"] } });
    expect(seen.scopes).to.deep.equal(["api://x/.default"]);
  });

  for (const [endpoint, reason] of [
    ["management.azure.com", /not a URL/],
    ["http://management.azure.com", /https/],
    ["https://a.example/?x=y", /query/],
    ["https://a.example/#x", /fragment/],
    ["https://user:secret@a.example", /user name or password/],
    ["", /not a URL/],
  ] as const) {
    it(`refuses the endpoint ${JSON.stringify(endpoint)} at construction`, () => {
      const construct = (): unknown =>
        new ManagedServiceIdentityClient(testCredential(), subscriptionId, { endpoint });
      expect(construct)
        .to.throw(TypeError, reason)
        .and.not.match(/secret/);
    });
  }

  for (const [option, newName] of [
    ["baseUri", "endpoint"],
    ["$host", "endpoint"],
    ["credentialScopes", "credentials: { scopes }"],
    ["cloudSetting", "cloud"],
  ] as const) {
    it(`refuses the option ${option} of other packages and names ours`, () => {
      const options = { [option]: "https://management.usgovcloudapi.net" };
      expect(() => new ManagedServiceIdentityClient(testCredential(), "s", options)).to.throw(
        TypeError,
        `'${option}' is called '${newName}'`,
      );
    });
  }

  it("takes null for no subscription, and the options still count", async () => {
    const seen: string[] = [];
    const client = new ManagedServiceIdentityClient(testCredential(), null as never, {
      endpoint: "https://arm.example",
      httpClient: {
        sendRequest: (request) => {
          seen.push(new URL(request.url).origin);
          return Promise.reject(new Error("seen"));
        },
      },
      retryOptions: { maxRetries: 0 },
    });
    await client.operations
      .list()
      .next()
      .catch(() => undefined);
    expect(seen).to.deep.equal(["https://arm.example"]);
    expect(client.subscriptionId).to.equal(undefined);
  });

  it("refuses options given twice", () => {
    expect(() => new ManagedServiceIdentityClient(testCredential(), {} as never, {})).to.throw(
      TypeError,
      /twice/,
    );
  });

  it("does not let subscription or API version be changed under its feet", () => {
    const client = new ManagedServiceIdentityClient(testCredential(), "s") as {
      subscriptionId: unknown;
      apiVersion: unknown;
    };
    expect(() => (client.subscriptionId = "other")).to.throw(TypeError);
    expect(() => (client.apiVersion = "2018-11-30")).to.throw(TypeError);
  });

  it("refuses a cloud it does not know, naming those it knows", () => {
    expect(
      () => new ManagedServiceIdentityClient(testCredential(), { cloud: "toString" as never }),
    ).to.throw(TypeError, /AZURE_PUBLIC_CLOUD, AZURE_US_GOVERNMENT, AZURE_CHINA_CLOUD/);
  });

  for (const credential of [undefined, null, "secret-key", {}, { key: "k" }]) {
    it(`refuses ${JSON.stringify(credential)} as a credential without repeating it`, () => {
      expect(() => new ManagedServiceIdentityClient(credential as never, "s"))
        .to.throw(TypeError, /TokenCredential/)
        .and.not.match(/secret-key/);
    });
  }

  for (const [subscription, options] of [
    ["", {}],
    [5, {}],
    ["s", { apiVersion: "" }],
  ] as const) {
    it(`refuses ${JSON.stringify([subscription, options])}`, () => {
      expect(
        () => new ManagedServiceIdentityClient(testCredential(), subscription as never, options),
      ).to.throw(TypeError);
    });
  }
});

describe("API versions", () => {
  it("are 2024-11-30 by default", () => {
    expect(new ManagedServiceIdentityClient(testCredential(), "s").apiVersion).to.equal(
      KnownVersions.V20241130,
    );
  });

  it("go on the wire as given, percent-encoded", async () => {
    const server = await startTestServer();
    try {
      await clientOf(server, { apiVersion: "2099-01-01&x=y" }).userAssignedIdentities.get("g", "n");
      expect(server.requests[0]?.target).to.match(/\?api-version=2099-01-01%26x%3Dy$/);
    } finally {
      await server.stop();
    }
  });
});

describe("the pipeline", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  it("runs the caller's policies, the guard, the token, retries, tracing, redirects and the log in this order", () => {
    const named = (name: string, position: "perCall" | "perRetry") => ({
      position,
      policy: {
        name,
        sendRequest: (request: never, next: (request: never) => never) => next(request),
      },
    });
    const client = clientOf(server, {
      additionalPolicies: [
        named("callers", "perCall"),
        named("callersPerRetry", "perRetry"),
      ] as never,
    });
    const order = client.pipeline.getOrderedPolicies().map(({ name }) => name);
    const ours = order.filter((name) =>
      /^(callers|origin|bearer|defaultRetry|tracing|redirect|log)/.test(name),
    );
    expect(ours).to.deep.equal([
      "callers",
      "originGuardPolicy",
      "bearerTokenAuthenticationPolicy",
      "defaultRetryPolicy",
      "tracingPolicy",
      "redirectPolicy",
      "redirectTokenPolicy",
      "logPolicy",
      "callersPerRetry",
    ]);
  });

  it("is cloned from the caller's, which stays as it was, and gets token, version and guard", async () => {
    const pipeline = createPipelineFromOptions({ tlsOptions: server.tls });
    const before = pipeline.getOrderedPolicies().length;
    await clientOf(server, { pipeline }).userAssignedIdentities.get("group", "name");
    expect(pipeline.getOrderedPolicies()).to.have.lengthOf(before);
    expect(server.requests[0]?.headers.authorization).to.equal(`Bearer ${accessToken}`);
    expect(server.requests[0]?.target).to.contain("api-version=2024-11-30");
  });

  it("can be that of another client; the new client's credential and endpoint count", async () => {
    const first = new ManagedServiceIdentityClient(
      { getToken: () => Promise.reject(new Error("the first client's credential")) },
      "s",
      { tlsOptions: server.tls },
    );
    await clientOf(server, { pipeline: first.pipeline }).userAssignedIdentities.get(
      "group",
      "name",
    );
    expect(server.requests[0]?.headers.authorization).to.equal(`Bearer ${accessToken}`);
  });

  it("can be empty", async () => {
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy({
      name: "tls",
      sendRequest: (request, next) => {
        request.tlsSettings = server.tls;
        return next(request);
      },
    });
    await clientOf(server, { pipeline }).userAssignedIdentities.get("group", "name");
    expect(server.requests).to.have.lengthOf(1);
  });

  it("says who it is, after the caller", async () => {
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    await clientOf(server, {
      userAgentOptions: { userAgentPrefix: "my-tool/7" },
    }).userAssignedIdentities.get("group", "name");
    expect(server.requests[0]?.headers["user-agent"]).to.match(
      new RegExp(`^my-tool/7 arm-managed-identity/${version} core-rest-pipeline/`),
    );
  });

  it("sends the headers of a call, by either name, but never another token", async () => {
    await clientOf(server).userAssignedIdentities.get("group", "name", {
      requestOptions: {
        headers: { "x-one": "1", Authorization: "Bearer of-the-caller" },
        customHeaders: { "x-two": "2" },
      },
    });
    expect(server.requests[0]?.headers).to.include({
      "x-one": "1",
      "x-two": "2",
      authorization: `Bearer ${accessToken}`,
    });
  });

  it("answers a claims challenge with a new token for those claims", async () => {
    const asked: unknown[] = [];
    server.reply = (_request, index) =>
      index === 0
        ? {
            status: 401,
            headers: {
              "www-authenticate": `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{}}')}"`,
            },
          }
        : { status: 200, json: {} };
    const client = new ManagedServiceIdentityClient(
      {
        getToken: (_scopes, options) => {
          asked.push(options?.claims);
          return Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 });
        },
      },
      "s",
      { endpoint: server.endpoint, tlsOptions: server.tls },
    );
    await client.userAssignedIdentities.get("group", "name");
    expect(asked).to.deep.equal([undefined, '{"access_token":{}}']);
  });
});
