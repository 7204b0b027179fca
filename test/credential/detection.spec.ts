// Which source is chosen by which variables.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { writeFile } from "node:fs/promises";
import { failureOf } from "../support/failure.js";
import {
  restoreAfterEach,
  setEnvironment,
  setPlatform,
  temporaryFolder,
} from "./support/environment.js";
import { startTokenServer, type TokenServer } from "./support/tokenServer.js";

/** Every variable; where they point to, nothing answers with a token. */
function variables(origin: string): Record<string, string> {
  return {
    AZURE_CLIENT_ID: "client",
    AZURE_TENANT_ID: "tenant",
    AZURE_FEDERATED_TOKEN_FILE: "/nowhere/assertion",
    IDENTITY_ENDPOINT: `${origin}/identity`,
    IDENTITY_HEADER: "secret",
    IDENTITY_SERVER_THUMBPRINT: "0".repeat(40),
    IMDS_ENDPOINT: origin,
    MSI_ENDPOINT: `${origin}/msi`,
    MSI_SECRET: "secret",
    DEFAULT_IDENTITY_CLIENT_ID: "default",
    AZURE_POD_IDENTITY_AUTHORITY_HOST: origin,
  };
}

/** Taken away one after the other, each uncovers the next source. */
const order: readonly [source: string, takenAway: readonly string[]][] = [
  ["AKS workload identity", ["AZURE_TENANT_ID"]],
  ["Service Fabric", ["IDENTITY_SERVER_THUMBPRINT"]],
  ["App Service at", ["IDENTITY_HEADER"]],
  ["Azure Machine Learning", ["DEFAULT_IDENTITY_CLIENT_ID"]],
  ["App Service (2017-09-01)", ["MSI_SECRET"]],
  ["Cloud Shell", ["MSI_ENDPOINT"]],
  ["Azure Arc", ["IMDS_ENDPOINT"]],
  ["the Azure instance metadata service", []],
];

describe("the source", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  let server: TokenServer;

  before(async () => {
    server = await startTokenServer(() => ({ status: 418, text: "" }));
  });
  after(() => server.stop());

  const sourceHere = async (): Promise<string> =>
    (await failureOf(new ManagedIdentityCredential().getToken("https://x/.default"))).message;

  for (const empty of [false, true]) {
    it(`is the first in order whose variables are ${empty ? "not empty" : "set"}`, async () => {
      const set = variables(server.origin);
      for (const [source, takenAway] of order) {
        setEnvironment(set);
        expect(await sourceHere()).to.contain(source);
        for (const name of takenAway) {
          if (empty) {
            set[name] = "";
          } else {
            Reflect.deleteProperty(set, name);
          }
        }
      }
    });
  }

  it("is workload identity with a client id given, if the cluster names none", async () => {
    const { AZURE_CLIENT_ID: _, ...others } = variables(server.origin);
    setEnvironment(others);
    expect(await sourceHere()).to.contain("Service Fabric");
    const given = new ManagedIdentityCredential("client-1");
    expect((await failureOf(given.getToken("https://x"))).message).to.contain("workload identity");
  });

  it("is Azure Arc where its agent is installed, at the agent's own address", async () => {
    const sent: string[] = [];
    const httpClient = {
      sendRequest: ({ url }: { url: string }) => {
        sent.push(url);
        return Promise.reject(new Error("Refused by the test."));
      },
    };
    setPlatform("win32");
    setEnvironment({ ProgramFiles: folder.path });
    const ask = (): Promise<Error> =>
      failureOf(new ManagedIdentityCredential({ httpClient }).getToken("https://x"));
    expect((await ask()).message).to.contain("the Azure instance metadata service");
    await writeFile(`${folder.path}\\AzureConnectedMachineAgent\\himds.exe`, "");
    expect((await ask()).message).to.contain("Azure Arc");
    expect(sent).to.deep.equal([
      "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fx",
      "http://127.0.0.1:40342/metadata/identity/oauth2/token?api-version=2020-06-01&resource=https%3A%2F%2Fx",
    ]);
  });

  it("is found out for each credential, when it is made", async () => {
    setEnvironment({ MSI_ENDPOINT: `${server.origin}/msi` });
    const first = new ManagedIdentityCredential();
    setEnvironment({ IDENTITY_ENDPOINT: `${server.origin}/identity`, IDENTITY_HEADER: "secret" });
    const second = new ManagedIdentityCredential();
    expect((await failureOf(first.getToken("https://x"))).message)
      .to.contain("Cloud Shell")
      .and.contain("The environment variable MSI_ENDPOINT is no longer set.");
    expect((await failureOf(second.getToken("https://x"))).message).to.contain("App Service");
  });

  it("is unavailable with an endpoint that is no address, and the value is not repeated", async () => {
    setEnvironment({ IDENTITY_ENDPOINT: "nope", IDENTITY_HEADER: "secret" });
    const failure = await failureOf(new ManagedIdentityCredential().getToken("https://x"));
    expect(failure.name).to.equal("CredentialUnavailableError");
    expect(failure.message)
      .to.contain("IDENTITY_ENDPOINT does not hold a valid http address")
      .and.not.contain("nope");
  });
});

describe("a pod identity host", () => {
  restoreAfterEach();

  for (const slashes of ["", "/", "//"]) {
    it(`ending in "${slashes}" is asked at the same path`, async () => {
      const server = await startTokenServer();
      try {
        setEnvironment({ AZURE_POD_IDENTITY_AUTHORITY_HOST: server.origin + slashes });
        await new ManagedIdentityCredential().getToken("https://x");
        expect(server.requests[0]?.target).to.equal(
          "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fx",
        );
      } finally {
        await server.stop();
      }
    });
  }
});
