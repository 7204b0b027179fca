// Where the credential differs from that of @azure/identity on purpose: both behaviours, side by side. The table in
// src/credential/README.md gives the reasons.

import { expect } from "chai";
import { readFile, rm, symlink, writeFile } from "node:fs/promises";
import { ManagedIdentityCredential as PeerCredential } from "@azure/identity";
import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { runScript, type Result, type Script } from "./support/childProcess.js";
import {
  restoreAfterEach,
  setEnvironment,
  temporaryFolder,
  type Variables,
} from "./support/environment.js";
import {
  scope,
  startAppService,
  startAzureArc,
  startImds,
  startServiceFabric,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { arcFolder } from "./support/arcFolder.js";
import { startTokenServer, token, type TokenServer } from "./support/tokenServer.js";
import { trustFile } from "./support/trust.js";

type Library = Script["library"];
type Act = (library: Library, folder: Folder) => Promise<unknown>;
type Folder = ReturnType<typeof temporaryFolder>;

const one = [{ scope }];
const noRetries = { retryOptions: { maxRetries: 0 } };
const claims = '{"access_token":{}}';
const hour = 3_600_000;

/** Runs a script on a host, and says what came of it in few words. */
async function on(
  starting: Promise<Host>,
  library: Library,
  credentials: Script["credentials"],
  {
    reply,
    variables = {},
    skipWaits = false,
    outcome,
  }: {
    reply?: TokenServer["reply"];
    variables?: Variables;
    skipWaits?: boolean;
    outcome: (results: readonly Result[], host: Host) => unknown;
  },
): Promise<unknown> {
  const host = await starting;
  try {
    if (reply !== undefined) {
      host.server.reply = reply;
    }
    const results = await runScript(
      { library, credentials, skipWaits },
      { ...host.variables, ...variables },
    );
    return outcome(results, host);
  } finally {
    await host.stop();
  }
}

const numbered: TokenServer["reply"] = (_request, index) =>
  token({ access_token: `token-${index + 1}` });
const requests = (_results: readonly Result[], host: Host): number => host.server.requests.length;
const short = (result: Result | undefined): string =>
  result === undefined
    ? "nothing"
    : "token" in result
      ? result.token
      : "error" in result
        ? result.error
        : String(result.waitedInMs);
const shorts = (results: readonly Result[]): string[] => results.map(short);
const first = (results: readonly Result[]): string => short(results[0]);

function make(library: Library, options: object = {}): PeerCredential | ManagedIdentityCredential {
  return library === "@azure/identity"
    ? new PeerCredential(options)
    : new ManagedIdentityCredential(options);
}

interface Difference {
  /** The row of the table. */
  readonly title: string;
  readonly act: Act;
  readonly theirs: unknown;
  readonly ours: unknown;
}

const differences: readonly Difference[] = [
  {
    title: "path of a pod identity host",
    act: (library) =>
      on(startImds(), library, [{ calls: one }], {
        outcome: (_results, { server }) => server.requests[0]?.target.split("?")[0],
      }),
    theirs: "/metadata/identity/oauth2/token/",
    ours: "/metadata/identity/oauth2/token",
  },
  {
    title: "a second `/.default`",
    act: (library) =>
      on(startAppService(), library, [{ calls: [{ scope: "a/.default/b/.default" }] }], {
        outcome: (_results, { server }) =>
          new URL(server.requests[0]?.target ?? "", "http://host").searchParams.get("resource"),
      }),
    theirs: "a/b",
    ours: "a/.default/b",
  },
  {
    title: "concurrent first calls",
    act: (library) =>
      on(startAppService(), library, [{ calls: Array(10).fill({ scope }), atOnce: true }], {
        outcome: requests,
      }),
    theirs: 10,
    ours: 1,
  },
  {
    title: "key of a token: the resource",
    act: (library) =>
      on(
        startAppService(),
        library,
        [{ calls: [{ scope: "https://a" }, { scope: "https://b" }] }],
        {
          reply: (_request, index) =>
            token({ access_token: `token-${index + 1}`, resource: "https://b" }),
          outcome: shorts,
        },
      ),
    theirs: ["token-1", "token-1"],
    ours: ["token-1", "token-2"],
  },
  {
    title: "key of a token: the kind of id",
    act: (library) =>
      on(
        startAppService(),
        library,
        [
          { options: { clientId: "x" }, calls: one },
          { options: { objectId: "x" }, calls: one },
        ],
        { reply: numbered, outcome: shorts },
      ),
    theirs: ["token-1", "token-1"],
    ours: ["token-1", "token-2"],
  },
  {
    title: "changed endpoints and secrets",
    act: async (library) => {
      const moved = await startTokenServer(() => token({ access_token: "moved" }));
      try {
        const variables = { IDENTITY_ENDPOINT: moved.origin, IDENTITY_HEADER: "changed" };
        return await on(
          startAppService(),
          library,
          [{ calls: [{ scope: "https://a" }] }, { variables, calls: [{ scope: "https://b" }] }],
          { outcome: shorts },
        );
      } finally {
        await moved.stop();
      }
    },
    theirs: ["token-1", "token-1"],
    ours: ["token-1", "moved"],
  },
  {
    title: "options of each credential",
    act: (library) =>
      on(
        startAppService(),
        library,
        [
          { options: noRetries, calls: one },
          { options: { retryOptions: { maxRetries: 2, retryDelayInMs: 1 } }, calls: one },
        ],
        { reply: () => ({ status: 404, text: "" }), outcome: requests },
      ),
    theirs: 2,
    ours: 4,
  },
  {
    title: "claims",
    act: (library) =>
      on(
        startAppService(),
        library,
        [{ calls: [{ scope }, { scope, options: { claims } }, { scope }] }],
        {
          reply: numbered,
          outcome: shorts,
        },
      ),
    theirs: ["token-1", "token-1", "token-1"],
    ours: ["token-1", "token-2", "token-2"],
  },
  {
    title: "aborted calls",
    act: async (library) => {
      const host = await startAppService();
      try {
        setEnvironment(host.variables);
        const call = make(library).getToken(scope, { abortSignal: AbortSignal.abort() });
        const outcome = await call.then(
          ({ token: got }) => got,
          ({ name }: Error) => name,
        );
        return [outcome, host.server.requests.length];
      } finally {
        await host.stop();
      }
    },
    theirs: ["token-1", 1],
    ours: ["AbortError", 0],
  },
  {
    title: "time for refreshing",
    act: (library) =>
      on(
        startAppService(),
        library,
        [
          { calls: one },
          { advanceInMs: 13 * hour, calls: Array(10).fill({ scope }), atOnce: true },
        ],
        {
          reply: () => token({ expires_on: Math.floor((Date.now() + 24 * hour) / 1_000) }),
          outcome: requests,
        },
      ),
    theirs: 11,
    ours: 2,
  },
  {
    title: "end of a token: `expires_in`",
    act: (library) =>
      on(startAppService(), library, [{ calls: [{ scope }, { scope }] }], {
        reply: () => token({ expires_on: undefined, expires_in: 3_600 }),
        outcome: requests,
      }),
    theirs: 2,
    ours: 1,
  },
  {
    title: "end of a token: dates of App Service 2017",
    act: (library) =>
      on(startAppService(), library, [{ calls: [{ scope }, { scope }] }], {
        reply: () => token({ expires_on: dateOf2017(Date.now() + hour) }),
        outcome: requests,
      }),
    theirs: 2,
    ours: 1,
  },
  {
    title: "end of a token: nonsense",
    act: (library) =>
      on(startAppService(), library, [{ calls: one }], {
        reply: () => token({ expires_on: "15609740s28" }),
        outcome: first,
      }),
    theirs: "token-1",
    ours: "AuthenticationError",
  },
  {
    title: "end of a token: in the past",
    act: (library) =>
      on(startAppService(), library, [{ calls: one }], {
        reply: () => token({ expires_on: Math.floor(Date.now() / 1_000) - 60 }),
        outcome: first,
      }),
    theirs: "token-1",
    ours: "AuthenticationError",
  },
  {
    title: "a token in an error",
    act: (library) =>
      on(startAppService(), library, [{ options: noRetries, calls: one }], {
        reply: () => ({ ...(token() as object), status: 400 }),
        outcome: first,
      }),
    theirs: "token-1",
    ours: "AuthenticationError",
  },
  {
    title: "no token in a success",
    act: (library) =>
      on(startAppService(), library, [{ calls: one }], {
        reply: () => token({ access_token: "" }),
        outcome: first,
      }),
    theirs: "AuthenticationRequiredError",
    ours: "AuthenticationError",
  },
  {
    title: "errors of an endpoint",
    act: (library) =>
      on(startAppService(), library, [{ options: noRetries, calls: one }], {
        reply: () => ({ status: 502, text: "<html>Bad gateway</html>" }),
        outcome: ([result]) =>
          result !== undefined && "error" in result
            ? [result.error, result.statusCode, result.message.includes("Bad gateway")]
            : result,
      }),
    theirs: ["CredentialUnavailableError", undefined, false],
    ours: ["AuthenticationError", 502, true],
  },
  {
    title: "429 without Retry-After",
    act: (library) =>
      on(
        startAppService(),
        library,
        [{ options: { retryOptions: { retryDelayInMs: 1 } }, calls: one }],
        {
          reply: (_request, index) => (index === 0 ? { status: 429, text: "" } : token()),
          outcome: first,
        },
      ),
    theirs: "CredentialUnavailableError",
    ours: "token-1",
  },
  {
    title: "an endpoint that is being updated",
    act: (library) =>
      on(startAppService(), library, [{ calls: one }], {
        reply: () => ({ status: 410, text: "" }),
        skipWaits: true,
        outcome: (results) => {
          const last = results.at(-1);
          return last !== undefined && "waitedInMs" in last && last.waitedInMs >= 70_000;
        },
      }),
    theirs: false,
    ours: true,
  },
  {
    title: "an endpoint that does not answer",
    act: (library) =>
      on(
        startAppService(),
        library,
        [{ options: { ...noRetries, tryTimeoutInMs: 200 }, calls: one }],
        {
          reply: async () => {
            await new Promise((resolve) => setTimeout(resolve, 2_000));
            return token();
          },
          outcome: first,
        },
      ),
    theirs: "token-1",
    ours: "CredentialUnavailableError",
  },
  {
    title: "proxies",
    act: async (library) => {
      const proxy = await startTokenServer(() => token({ access_token: "of the proxy" }));
      try {
        return await on(startImds(), library, [{ options: noRetries, calls: one }], {
          variables: { HTTP_PROXY: proxy.origin },
          outcome: first,
        });
      } finally {
        await proxy.stop();
      }
    },
    theirs: "of the proxy",
    ours: "token-1",
  },
  {
    title: "redirects",
    act: (library) =>
      on(startAppService(), library, [{ options: noRetries, calls: one }], {
        reply: (_request, index) =>
          index === 0 ? { status: 307, text: "", headers: { location: "/elsewhere" } } : token(),
        outcome: requests,
      }),
    theirs: 2,
    ours: 1,
  },
  {
    title: "Service Fabric: a certificate signed by itself",
    act: (library) =>
      on(startServiceFabric(), library, [{ options: noRetries, calls: one }], { outcome: first }),
    theirs: "CredentialUnavailableError",
    ours: "token-1",
  },
  {
    title: "Service Fabric: no TLS",
    act: async (library) => {
      const plain = await startTokenServer();
      try {
        return await on(startServiceFabric(), library, [{ options: noRetries, calls: one }], {
          variables: { IDENTITY_ENDPOINT: plain.origin },
          outcome: first,
        });
      } finally {
        await plain.stop();
      }
    },
    theirs: "token-1",
    ours: "CredentialUnavailableError",
  },
  {
    title: "Service Fabric: another certificate",
    act: (library, folder) => {
      const host = startServiceFabric();
      return on(host, library, [{ options: noRetries, calls: one }], {
        variables: { IDENTITY_SERVER_THUMBPRINT: "0".repeat(40) },
        outcome: first,
      }).then(async (untrusted) => {
        const trusted = await startServiceFabric();
        return [
          untrusted,
          await on(Promise.resolve(trusted), library, [{ options: noRetries, calls: one }], {
            variables: {
              IDENTITY_SERVER_THUMBPRINT: "0".repeat(40),
              NODE_EXTRA_CA_CERTS: await trustFile(folder, {
                options: { tlsOptions: { ca: trusted.certificate } },
              }),
            },
            outcome: first,
          }),
        ];
      });
    },
    theirs: ["CredentialUnavailableError", "token-1"],
    ours: ["AuthenticationError", "AuthenticationError"],
  },
  {
    title: "Azure Arc: symbolic links",
    act: async (library, folder) => {
      const host = await startAzureArc();
      const link = `${arcFolder}/link-${process.pid}-${Math.random().toString(36).slice(2)}.key`;
      await writeFile(folder.file("aim"), "key");
      await symlink(folder.file("aim"), link);
      try {
        return await on(Promise.resolve(host), library, [{ options: noRetries, calls: one }], {
          reply: ({ headers }) =>
            headers.authorization === undefined
              ? { status: 401, json: {}, headers: { "www-authenticate": `Basic realm=${link}` } }
              : token(),
          outcome: first,
        });
      } finally {
        await rm(link);
      }
    },
    theirs: "token-1",
    ours: "CredentialUnavailableError",
  },
  {
    title: "workload identity: requests",
    act: (library, folder) =>
      exchanges(library, folder, [{ calls: [{ scope }, { scope }] }], requests),
    theirs: 4,
    ours: 1,
  },
  {
    title: "workload identity: claims",
    act: (library, folder) =>
      exchanges(
        library,
        folder,
        [{ calls: [{ scope, options: { claims } }] }],
        (_results, { server }) =>
          server.requests.some(({ body }) => new URLSearchParams(body).get("claims") === claims),
      ),
    theirs: false,
    ours: true,
  },
  {
    title: "workload identity: other ids than a client id",
    act: (library, folder) =>
      exchanges(
        library,
        folder,
        [{ options: { resourceId: "/subscriptions/s/x" }, calls: one }],
        first,
      ),
    theirs: "token-1",
    ours: "CredentialUnavailableError",
  },
  {
    title: "workload identity: failures",
    act: (library, folder) =>
      exchanges(
        library,
        folder,
        [{ variables: { AZURE_FEDERATED_TOKEN_FILE: "/nowhere" }, options: noRetries, calls: one }],
        first,
      ),
    theirs: "AuthenticationRequiredError",
    ours: "CredentialUnavailableError",
  },
  {
    title: "an authority without TLS",
    act: (library) =>
      on(startAppService(), library, [{ calls: one }], {
        variables: { AZURE_AUTHORITY_HOST: "http://localhost" },
        outcome: first,
      }),
    theirs: "Error",
    ours: "token-1",
  },
  {
    title: "the caller's options",
    act: async (library) => {
      const host = await startAppService();
      try {
        setEnvironment(host.variables);
        const options = {};
        expect(make(library, options)).to.be.an("object");
        return Object.keys(options);
      } finally {
        await host.stop();
      }
    },
    theirs: ["allowInsecureConnection"],
    ours: [],
  },
];

/** A host of workload identity that both trust, with what msal wants to know of an authority. */
async function exchanges(
  library: Library,
  folder: Folder,
  credentials: Script["credentials"],
  outcome: (results: readonly Result[], host: Host) => unknown,
): Promise<unknown> {
  const host = await startWorkloadIdentity(folder.path);
  const { reply } = host.server;
  const tenant = `${host.server.origin}/tenant-1`;
  return on(Promise.resolve(host), library, credentials, {
    variables: { NODE_EXTRA_CA_CERTS: await trustFile(folder, host) },
    reply: (request, index) =>
      request.method === "GET"
        ? {
            status: 200,
            json: {
              issuer: `${tenant}/v2.0`,
              authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
              token_endpoint: `${tenant}/oauth2/v2.0/token`,
              jwks_uri: `${tenant}/keys`,
            },
          }
        : reply(request, index),
    outcome,
  });
}

/** A time as App Service 2017 writes it on Linux. */
function dateOf2017(time: number): string {
  const [date = "", clock = ""] = new Date(time).toISOString().split(/[T.]/);
  const [year, month, day] = date.split("-");
  return `${month}/${day}/${year} ${clock} +00:00`;
}

describe("unlike @azure/identity", function () {
  this.timeout(60_000);
  restoreAfterEach();
  const folder = temporaryFolder();

  for (const { title, act, theirs, ours } of differences) {
    it(title, async () => {
      expect(await act("@azure/identity", folder), "theirs").to.deep.equal(theirs);
      expect(await act("arm-managed-identity/credential", folder), "ours").to.deep.equal(ours);
    });
  }

  it("and every difference is in the table, with its reason", async () => {
    const readme = await readFile(
      new URL("../../src/credential/README.md", import.meta.url),
      "utf8",
    );
    const rows = readme
      .split("\n")
      .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()))
      .filter((cells) => cells.length === 4 && cells[0] !== "what" && !cells[0]?.startsWith("---"));
    expect(rows.map(([title]) => title)).to.have.members(differences.map(({ title }) => title));
    expect(rows.flat()).to.not.include("");
  });
});
