// What the Azure pipeline logs of a request: nothing of proxies' passwords, private keys and agents.

import { AzureLogger, setLogLevel } from "@azure/logger";
import {
  ManagedIdentityCredential,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { once } from "node:events";
import { createServer } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { createDefaultHttpClient } from "@azure/core-rest-pipeline";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setEnvironment, temporaryFolder } from "./support/environment.js";
import { scope, startWorkloadIdentity } from "./support/hosts.js";
import { makeCertificate } from "./support/tokenServer.js";

describe("the pipeline's log", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  const lines: string[] = [];
  const { log } = AzureLogger;
  let host: Awaited<ReturnType<typeof startWorkloadIdentity>>;
  let ca: string;

  beforeEach(async () => {
    host = await startWorkloadIdentity(folder.path);
    ca = host.options.tlsOptions?.ca ?? "";
    setEnvironment(host.variables);
    lines.length = 0;
    setLogLevel("verbose");
    AzureLogger.log = (...values: unknown[]) => lines.push(values.map(String).join(" "));
  });
  afterEach(async () => {
    setLogLevel(undefined);
    AzureLogger.log = log;
    await host.stop();
  });

  const make = (options: TokenCredentialOptions): ManagedIdentityCredential =>
    new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 }, ...options });
  function expectNothingOf(secrets: readonly string[]): void {
    const text = lines.join("\n");
    expect(text, "the pipeline logs the request").to.contain("/tenant-1/oauth2/v2.0/token");
    for (const secret of secrets) {
      expect(text).to.not.contain(secret);
      // As it stands in JSON.
      expect(text).to.not.contain(JSON.stringify(secret).slice(1, -1));
    }
  }

  for (const from of ["HTTPS_PROXY", "proxyOptions"]) {
    it(`does not tell the password of a proxy of ${from}`, async () => {
      // It refuses: what matters is what was written before.
      const proxy = createServer().on("connect", (_request, socket) => socket.destroy());
      proxy.listen(0, "127.0.0.1");
      await once(proxy, "listening");
      const { port } = proxy.address() as AddressInfo;
      try {
        if (from === "HTTPS_PROXY") {
          setEnvironment({
            ...host.variables,
            HTTPS_PROXY: `http://proxyuser:PROXYPASS@127.0.0.1:${port}`,
          });
          await failureOf(make({}).getToken(scope));
        } else {
          const proxyOptions = {
            host: "http://127.0.0.1",
            port,
            username: "proxyuser",
            password: "PROXYPASS",
          };
          await failureOf(make({ proxyOptions }).getToken(scope));
        }
      } finally {
        proxy.close();
      }
      expectNothingOf(["PROXYPASS", "proxyuser"]);
    });
  }

  it("does not tell keys and passphrases, which are used all the same", async () => {
    const { certificate: cert, key } = await makeCertificate();
    const tlsOptions = { ca, cert, key, passphrase: "PASSPHRASE" };
    for (const client of [{}, { httpClient: createDefaultHttpClient() }]) {
      lines.length = 0;
      expect((await make({ tlsOptions, ...client }).getToken(scope)).token).to.equal("token-1");
      expectNothingOf(["PASSPHRASE", key, cert]);
    }
  });

  it("does not tell what an agent holds, which is used all the same", async () => {
    const agent = new https.Agent({ ca, passphrase: "AGENTPHRASE" });
    for (const client of [{}, { httpClient: createDefaultHttpClient() }]) {
      lines.length = 0;
      expect((await make({ agent, ...client }).getToken(scope)).token).to.equal("token-1");
      expectNothingOf(["AGENTPHRASE"]);
    }
  });
});
