// Every host with every kind of identity: what it is sent, and what comes of it.

import {
  ManagedIdentityCredential,
  type ManagedIdentityCredentialResourceIdOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import type { SeenRequest } from "../support/testServer.js";
import {
  restoreAfterEach,
  setEnvironment,
  setPlatform,
  temporaryFolder,
} from "./support/environment.js";
import {
  scope,
  startAppService,
  startAppService2017,
  startAzureArc,
  startAzureMl,
  startCloudShell,
  startImds,
  startServiceFabric,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";

const ids = {
  none: {},
  clientId: { clientId: "client-1" },
  resourceId: { resourceId: "/subscriptions/s/identity 1" },
  objectId: { objectId: "object-1" },
};
type Kind = keyof typeof ids;
const kinds = Object.keys(ids) as Kind[];

/** What is sent for a kind of identity, or how the credential refuses to be made. */
type Outcome = string | RegExp;

interface Row {
  readonly host: string;
  readonly start: (folder: string) => Promise<Host>;
  readonly platform?: NodeJS.Platform;
  readonly outcomes: Readonly<Record<Kind, Outcome>>;
}

const resource = "resource=https%3A%2F%2Fmanagement.azure.com";
const resourceId = "%2Fsubscriptions%2Fs%2Fidentity%201";
const clientIdOnly = /by client id only: give clientId/;
const noIds = /leave clientId, resourceId and objectId out/;

function queries(
  line: string,
  names: Readonly<Record<"clientId" | "resourceId" | "objectId", string>>,
): Record<Kind, string> {
  return {
    none: line,
    clientId: `${line}&${names.clientId}=client-1`,
    resourceId: `${line}&${names.resourceId}=${resourceId}`,
    objectId: `${line}&${names.objectId}=object-1`,
  };
}

const arcOutcomes = queries(
  `GET /metadata/identity/oauth2/token?api-version=2020-06-01&${resource}`,
  { clientId: "client_id", resourceId: "msi_res_id", objectId: "object_id" },
);

const rows: readonly Row[] = [
  {
    host: "IMDS",
    start: startImds,
    outcomes: queries(`GET /metadata/identity/oauth2/token?api-version=2018-02-01&${resource}`, {
      clientId: "client_id",
      resourceId: "msi_res_id",
      objectId: "object_id",
    }),
  },
  {
    host: "App Service",
    start: startAppService,
    outcomes: queries(`GET /msi/token?api-version=2019-08-01&${resource}`, {
      clientId: "client_id",
      resourceId: "mi_res_id",
      objectId: "object_id",
    }),
  },
  {
    host: "App Service 2017",
    start: startAppService2017,
    outcomes: {
      none: `GET /MSI/token/?api-version=2017-09-01&${resource}`,
      clientId: `GET /MSI/token/?api-version=2017-09-01&${resource}&clientid=client-1`,
      resourceId: clientIdOnly,
      objectId: clientIdOnly,
    },
  },
  {
    host: "Azure Machine Learning",
    start: startAzureMl,
    outcomes: {
      none: `GET /MSI/auth?api-version=2017-09-01&${resource}&clientid=default-client`,
      clientId: `GET /MSI/auth?api-version=2017-09-01&${resource}&clientid=client-1`,
      resourceId: clientIdOnly,
      objectId: clientIdOnly,
    },
  },
  {
    host: "Cloud Shell",
    start: startCloudShell,
    outcomes: {
      none: `POST /oauth2/token ${resource}`,
      clientId: noIds,
      resourceId: noIds,
      objectId: noIds,
    },
  },
  { host: "Azure Arc on Linux", start: () => startAzureArc(), outcomes: arcOutcomes },
  {
    host: "Azure Arc on Windows",
    start: (folder) => startAzureArc(`${folder}/ProgramData`),
    platform: "win32",
    outcomes: arcOutcomes,
  },
  {
    host: "Service Fabric",
    start: startServiceFabric,
    outcomes: {
      none: `GET /metadata/identity/oauth2/token?api-version=2019-07-01-preview&${resource}`,
      clientId: noIds,
      resourceId: noIds,
      objectId: noIds,
    },
  },
  {
    host: "workload identity",
    start: startWorkloadIdentity,
    outcomes: {
      none: "POST /tenant-1/oauth2/v2.0/token client_id=cluster-client",
      clientId: "POST /tenant-1/oauth2/v2.0/token client_id=client-1",
      resourceId: /cannot be the identity asked for: give clientId, or unset AZURE_CLIENT_ID/,
      objectId: /cannot be the identity asked for: give clientId, or unset AZURE_CLIENT_ID/,
    },
  },
];

describe("a credential", () => {
  restoreAfterEach();
  const folder = temporaryFolder();

  for (const { host: name, start, platform, outcomes } of rows) {
    for (const kind of kinds) {
      const outcome = outcomes[kind];
      const what = outcome instanceof RegExp ? "refuses" : "gets a token for";
      it(`${what} ${kind === "none" ? "the system-assigned identity" : kind} (${name})`, async () => {
        const host = await start(folder.path);
        try {
          setEnvironment(host.variables);
          if (platform !== undefined) {
            setPlatform(platform);
          }
          const make = (): ManagedIdentityCredential =>
            new ManagedIdentityCredential({
              ...ids[kind],
              ...host.options,
            } as ManagedIdentityCredentialResourceIdOptions);
          if (outcome instanceof RegExp) {
            expect(make)
              .to.throw(Error, outcome)
              .with.property("name", "CredentialUnavailableError");
            expect(host.server.requests).to.deep.equal([]);
            return;
          }
          const { token, tokenType } = await make().getToken(scope);
          expect({ token, tokenType }).to.deep.equal({ token: "token-1", tokenType: "Bearer" });
          const line = lineOf(host.server.requests.at(-1));
          // Of a form, the first member says whose token it is.
          expect(line.startsWith("POST /tenant") ? line.split("&")[0] : line).to.equal(outcome);
        } finally {
          await host.stop();
        }
      });
    }
  }

  it("that is given several ids, or one that is no string, is not made", () => {
    setEnvironment({});
    const make = (clientId: unknown, options: object) => (): unknown =>
      new ManagedIdentityCredential(clientId as string, options);
    expect(make({ clientId: "c", resourceId: "r" }, {})).to.throw(TypeError, /only one of/);
    expect(make("c", { objectId: "o" })).to.throw(TypeError, /not clientId and objectId/);
    expect(make({ clientId: 1 }, {})).to.throw(TypeError, /clientId is not a string/);
    expect(make("", { objectId: "o" }), "an empty id is none").not.to.throw();
  });
});

function lineOf(request: SeenRequest | undefined): string {
  const { method, target, body } = request ?? { method: "", target: "", body: "" };
  return `${method} ${target} ${body}`.trim();
}
