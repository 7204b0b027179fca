// No secret is in an error, a log, or a credential.

import { AzureLogger, setLogLevel } from "@azure/logger";
import {
  ManagedIdentityCredential,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { placesOf } from "../support/secrets.js";
import type { Reply, SeenRequest } from "../support/testServer.js";
import { restoreAfterEach, setEnvironment, temporaryFolder } from "./support/environment.js";
import {
  scope,
  startAppService,
  startAppService2017,
  startAzureArc,
  startAzureMl,
  startServiceFabric,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

const accessToken = "opaque-access-token-0123456789";
const echo = (request: SeenRequest): string => JSON.stringify([request.headers, request.body]);

const replies: readonly [what: string, reply: (request: SeenRequest) => Reply][] = [
  ["a token", () => token({ access_token: accessToken })],
  ["an error", () => ({ status: 400, json: { error: "bad" } })],
  [
    "an error that repeats the request",
    (request) => ({ status: 400, json: { error: "bad", error_description: echo(request) } }),
  ],
  ["a page that repeats the request", (request) => ({ status: 400, text: echo(request) })],
  [
    "codes that repeat the request",
    (request) => ({
      status: 500,
      json: {
        error: echo(request),
        correlationId: echo(request),
        timestamp: echo(request),
        trace_id: echo(request),
      },
    }),
  ],
  [
    "an error with a token",
    () => ({
      status: 400,
      json: { error: `Your token is ${accessToken}`, access_token: accessToken },
    }),
  ],
  ["a token without an end", () => token({ access_token: accessToken, expires_on: "never" })],
  ["a broken body with a token", () => ({ status: 200, text: `{"access_token":"${accessToken}"` })],
  ["a redirect", () => ({ status: 307, text: "", headers: { location: "/" } })],
  ["a reset", () => (response) => response.destroy()],
];

const policy = {
  policy: {
    name: "seen",
    sendRequest: (request: never, next: (request: never) => Promise<never>) => next(request),
  },
  position: "perCall",
} as unknown as NonNullable<TokenCredentialOptions["additionalPolicies"]>[number];

describe("the secrets of", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  const lines: string[] = [];
  const { log } = AzureLogger;

  before(() => {
    setLogLevel("verbose");
    AzureLogger.log = (...values: unknown[]) => lines.push(values.map(String).join(" "));
  });
  after(() => {
    setLogLevel(undefined);
    AzureLogger.log = log;
  });

  const hosts: readonly [name: string, start: () => Promise<Host>][] = [
    ["App Service", startAppService],
    ["App Service 2017", startAppService2017],
    ["Azure Machine Learning", startAzureMl],
    ["Azure Arc", () => startAzureArc()],
    ["Service Fabric", startServiceFabric],
    ["workload identity", () => startWorkloadIdentity(folder.path)],
  ];
  for (const [name, start] of hosts) {
    for (const [what, reply] of replies) {
      for (const through of ["", " through the pipeline"]) {
        it(`${name} are nowhere after ${what}${through}`, async () => {
          lines.length = 0;
          const host = await start();
          try {
            const challenge = host.server.reply;
            host.server.reply = async (request, index): Promise<Reply> => {
              const first = await challenge(request, index);
              return typeof first === "object" && first.status === 401 ? first : reply(request);
            };
            setEnvironment(host.variables);
            const credential = new ManagedIdentityCredential({
              ...host.options,
              retryOptions: { maxRetries: 0 },
              ...(through === "" ? {} : { additionalPolicies: [policy] }),
            });
            const call = credential.getToken(scope);
            const seen: unknown[] = [credential, lines];
            if (what !== "a token") {
              seen.push(await failureOf(call));
            } else {
              expect((await call).token).to.equal(accessToken);
            }
            // The logger is loaded beside the first request.
            await new Promise((resolve) => setImmediate(resolve));
            expect(lines.join("\n")).to.contain("ManagedIdentityCredential: asks");
            expect(host.server.requests).to.not.have.length(0);
            for (const secret of [...host.secrets, accessToken]) {
              expect(placesOf(secret, seen)).to.deep.equal([]);
              expect(placesOf(encodeURIComponent(secret), seen)).to.deep.equal([]);
            }
          } finally {
            await host.stop();
          }
        });
      }
    }
  }
});
