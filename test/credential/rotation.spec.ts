// Hosts change their endpoints and secrets while a process runs: each request takes those of its moment.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";
import {
  startAppService,
  startAppService2017,
  startAzureMl,
  startServiceFabric,
  type Host,
} from "./support/hosts.js";
import { startTokenServer, token } from "./support/tokenServer.js";

const hosts: readonly [
  name: string,
  start: () => Promise<Host>,
  variable: string,
  header: string,
][] = [
  ["App Service", startAppService, "IDENTITY_HEADER", "x-identity-header"],
  ["App Service 2017", startAppService2017, "MSI_SECRET", "secret"],
  ["Azure Machine Learning", startAzureMl, "MSI_SECRET", "secret"],
  ["Service Fabric", startServiceFabric, "IDENTITY_HEADER", "secret"],
];

describe("a changed secret", () => {
  restoreAfterEach();

  for (const [name, start, variable, header] of hosts) {
    it(`goes with the next request (${name})`, async () => {
      const host = await start();
      try {
        host.server.reply = () => token();
        setEnvironment(host.variables);
        const credential = new ManagedIdentityCredential();
        await credential.getToken("https://one");
        setEnvironment({ ...host.variables, [variable]: "changed" });
        await credential.getToken("https://two");
        expect(host.server.requests.map(({ headers }) => headers[header])).to.deep.equal([
          host.variables[variable],
          "changed",
        ]);
      } finally {
        await host.stop();
      }
    });

    it(`goes with the next try (${name})`, async () => {
      const host = await start();
      try {
        setEnvironment(host.variables);
        host.server.reply = ({ headers }) => {
          setEnvironment({ ...host.variables, [variable]: "changed" });
          return headers[header] === "changed" ? token() : { status: 500, text: "" };
        };
        await new ManagedIdentityCredential({ retryOptions: { retryDelayInMs: 1 } }).getToken(
          "https://one",
        );
        expect(host.server.requests).to.have.length(2);
      } finally {
        await host.stop();
      }
    });
  }

  it("goes to a changed endpoint, together", async () => {
    const [host, moved] = [await startAppService(), await startTokenServer()];
    try {
      setEnvironment(host.variables);
      const credential = new ManagedIdentityCredential();
      await credential.getToken("https://one");
      setEnvironment({ IDENTITY_ENDPOINT: `${moved.origin}/moved`, IDENTITY_HEADER: "changed" });
      await credential.getToken("https://two");
      expect(host.server.requests).to.have.length(1);
      expect(moved.requests[0]?.target).to.match(/^\/moved\?/);
      expect(moved.requests[0]?.headers["x-identity-header"]).to.equal("changed");
    } finally {
      await Promise.all([host.stop(), moved.stop()]);
    }
  });

  it("comes with a changed thumbprint in Service Fabric", async () => {
    const [first, second] = [await startServiceFabric(), await startServiceFabric()];
    try {
      setEnvironment(first.variables);
      const credential = new ManagedIdentityCredential();
      await credential.getToken("https://one");
      setEnvironment(second.variables);
      await credential.getToken("https://two");
      expect(second.server.requests).to.have.length(1);
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });
});
