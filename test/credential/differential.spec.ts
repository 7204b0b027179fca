// The credential beside that of @azure/identity: the same environment, the same server, each in a process of its own.

import { expect } from "chai";
import type { SeenRequest } from "../support/testServer.js";
import { runScript, type Result, type Script } from "./support/childProcess.js";
import { temporaryFolder, type Variables } from "./support/environment.js";
import {
  scope,
  startAppService,
  startAppService2017,
  startAzureArc,
  startAzureMl,
  startCloudShell,
  startServiceFabric,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { token } from "./support/tokenServer.js";
import { trustFile } from "./support/trust.js";

const libraries = ["@azure/identity", "arm-managed-identity/credential"] as const;
type Credentials = Script["credentials"];

/** What both came to and sent. */
async function both(
  host: Host,
  credentials: Credentials,
  variables: Variables = {},
): Promise<readonly { results: readonly Result[]; requests: readonly SeenRequest[] }[]> {
  const outcomes = [];
  for (const library of libraries) {
    host.server.requests.length = 0;
    const results = await runScript({ library, credentials }, { ...host.variables, ...variables });
    outcomes.push({ results, requests: [...host.server.requests] });
  }
  return outcomes;
}

/** What of a request decides about its answer. */
function significant({ method, target, headers, body }: SeenRequest): object {
  const names = ["metadata", "x-identity-header", "secret", "authorization"];
  const fields = [...new URLSearchParams(body)].filter(
    ([name]) => ["resource", "scope", "grant_type"].includes(name) || name.startsWith("client_"),
  );
  return {
    method,
    // msal repeats the id of its request in the URL, too.
    target: target.replace(/[?&]client-request-id=[^&]*/, ""),
    headers: Object.fromEntries(names.map((name) => [name, headers[name]])),
    contentType: method === "POST" ? headers["content-type"]?.toLowerCase() : undefined,
    fields: Object.fromEntries(fields.filter(([name]) => !["client_info"].includes(name))),
  };
}

const retryOptions = { maxRetries: 0 };
const one = [{ scope }];
const cases: readonly [
  what: string,
  start: (folder: string) => Promise<Host>,
  options: Record<string, unknown>,
  calls?: readonly { scope: unknown }[],
][] = [
  ["App Service", startAppService, {}],
  ["App Service by client id", startAppService, { clientId: "client 1/ü" }],
  ["App Service by resource id", startAppService, { resourceId: "/subscriptions/s/x" }],
  ["App Service by object id", startAppService, { objectId: "object-1" }],
  ["App Service with empty ids", startAppService, { clientId: "", resourceId: "" }],
  ["App Service 2017", startAppService2017, {}],
  ["App Service 2017 by client id", startAppService2017, { clientId: "client-1" }],
  ["Azure Machine Learning", startAzureMl, {}],
  ["Azure Machine Learning by client id", startAzureMl, { clientId: "client-1" }],
  ["Cloud Shell", startCloudShell, {}],
  ["Azure Arc", () => startAzureArc(), {}],
  ["Azure Arc by client id", () => startAzureArc(), { clientId: "client-1" }],
  ["Azure Arc by resource id", () => startAzureArc(), { resourceId: "/subscriptions/s/x" }],
  ["Azure Arc by object id", () => startAzureArc(), { objectId: "object-1" }],
  [
    "scopes of every form",
    startAppService,
    {},
    [
      { scope: ["https://management.azure.com/.default"] },
      { scope: "https://management.azure.com" },
      { scope: "https://vault.azure.net//.default" },
      { scope: "api://x y?z=1&ü" },
      { scope: "00000000-0000-0000-0000-000000000001/.default" },
    ],
  ],
];

const refusals: readonly [
  what: string,
  start: () => Promise<Host>,
  options: Record<string, unknown>,
  calls?: readonly { scope: unknown }[],
  json?: object,
][] = [
  ["several ids", startAppService, { clientId: "c", resourceId: "r" }],
  ["an id in Cloud Shell", startCloudShell, { clientId: "c" }],
  ["an id in Service Fabric", startServiceFabric, { objectId: "o" }],
  [
    "not exactly one scope",
    startAppService,
    {},
    [{ scope: [] }, { scope: ["a", "b"] }, { scope: "" }, { scope: "/.default" }],
  ],
  [
    "an identity that is not assigned",
    startAppService,
    { retryOptions },
    one,
    { error: "invalid_request", error_description: "Identity not found" },
  ],
];

function tokensOf(results: readonly Result[] = []): unknown[] {
  return results.map((result) =>
    "token" in result ? { token: result.token, tokenType: result.tokenType } : result,
  );
}

describe("beside @azure/identity", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const [what, start, options, calls = one] of cases) {
    it(`the same is sent, and the same token comes back (${what})`, async () => {
      const host = await start(folder.path);
      try {
        const { reply } = host.server;
        const end = Math.floor(Date.now() / 1_000) + 3_600;
        host.server.reply = async (request, index) => {
          const given = await reply(request, index);
          return typeof given === "object" && given.status === 200
            ? { ...given, json: { ...(given.json as object), expires_on: end } }
            : given;
        };
        const [theirs, ours] = await both(host, [{ options, calls }]);
        expect(ours?.requests.map(significant)).to.deep.equal(theirs?.requests.map(significant));
        expect(tokensOf(ours?.results)).to.deep.equal(tokensOf(theirs?.results));
        for (const result of [...(ours?.results ?? []), ...(theirs?.results ?? [])]) {
          // msal counts from the second of its request, and so may lose one.
          const { expiresOnTimestamp = 0 } = "token" in result ? result : {};
          expect(expiresOnTimestamp).to.be.within((end - 5) * 1_000, end * 1_000);
        }
      } finally {
        await host.stop();
      }
    });
  }

  for (const [what, start, options, calls = one, json] of refusals) {
    it(`the same is refused, with an error of the same name (${what})`, async () => {
      const host = await start();
      try {
        host.server.reply = () => ({ status: 400, json });
        const [theirs, ours] = await both(host, [{ options, calls }]);
        const errors = (results: readonly Result[] = []): unknown[] =>
          results.map((result) => ("error" in result ? result.error : result));
        // Several ids: theirs is a plain Error, ours a TypeError, which is one.
        expect(
          errors(ours?.results).map((name) => (name === "TypeError" ? "Error" : name)),
        ).to.deep.equal(errors(theirs?.results));
        expect(ours?.requests.map(significant)).to.deep.equal(theirs?.requests.map(significant));
      } finally {
        await host.stop();
      }
    });
  }

  it("the same exchange is made with an authority", async () => {
    const host = await startWorkloadIdentity(folder.path);
    try {
      const { reply } = host.server;
      host.server.reply = (request, index) =>
        request.method === "GET"
          ? {
              status: 200,
              json: {
                issuer: `${host.server.origin}/tenant-1/v2.0`,
                authorization_endpoint: `${host.server.origin}/tenant-1/oauth2/v2.0/authorize`,
                token_endpoint: `${host.server.origin}/tenant-1/oauth2/v2.0/token`,
                jwks_uri: `${host.server.origin}/keys`,
              },
            }
          : reply(request, index);
      const trust = { NODE_EXTRA_CA_CERTS: await trustFile(folder, host) };
      for (const options of [{}, { clientId: "client-1" }]) {
        const [theirs, ours] = await both(host, [{ options, calls: one }], trust);
        const posts = (requests: readonly SeenRequest[] = []): object[] =>
          requests.filter(({ method }) => method === "POST").map(significant);
        expect(posts(ours?.requests)).to.deep.equal(posts(theirs?.requests));
        expect(posts(ours?.requests)).to.have.length(1);
        expect(
          [theirs?.results[0], ours?.results[0]].map(
            (each) => each && "token" in each && each.token,
          ),
        ).to.deep.equal(["token-1", "token-1"]);
      }
    } finally {
      await host.stop();
    }
  });

  it("half the life of a long token is reported as the time to refresh it", async () => {
    const host = await startAppService();
    try {
      const end = Math.floor(Date.now() / 1_000) + 24 * 3_600;
      host.server.reply = () => token({ expires_on: end });
      const [theirs, ours] = await both(host, [{ calls: one }]);
      const [their, our] = [theirs?.results[0], ours?.results[0]].map((result) =>
        result !== undefined && "token" in result ? (result.refreshAfterTimestamp ?? 0) : 0,
      );
      // Each counts from the moment of its own call.
      expect(Math.abs((their ?? 0) - (our ?? 0))).to.be.lessThan(60_000);
      expect(our).to.be.greaterThan(Date.now() + 11 * 3_600_000);
    } finally {
      await host.stop();
    }
  });
});
