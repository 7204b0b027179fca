// What is logged, and where.

import { AzureLogger, setLogLevel } from "@azure/logger";
import {
  ManagedIdentityCredential,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setClock, setEnvironment } from "./support/environment.js";
import { scope, startImds, type Host } from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

type Logger = NonNullable<NonNullable<TokenCredentialOptions["loggingOptions"]>["logger"]>;

describe("the log", () => {
  restoreAfterEach();
  let host: Host;
  const { log } = AzureLogger;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
  });
  afterEach(async () => {
    setLogLevel(undefined);
    AzureLogger.log = log;
    await host.stop();
  });

  it("is azure:arm-managed-identity, and tells of requests, retries, tokens and failures", async () => {
    const lines: string[] = [];
    setLogLevel("info");
    AzureLogger.log = (...values: unknown[]) => lines.push(values.map(String).join(" "));
    const credential = new ManagedIdentityCredential({
      retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
    });
    host.server.reply = (_request, index) => (index === 0 ? { status: 429, text: "" } : token());
    await credential.getToken(scope);
    host.server.reply = () => ({ status: 400, json: { error: "bad" } });
    await failureOf(credential.getToken("https://other"));
    await new Promise((resolve) => setImmediate(resolve));
    const own = lines.filter((line) => line.includes("arm-managed-identity"));
    expect(own.every((line) => line.includes("azure:arm-managed-identity:info"))).to.be.true;
    const text = own.join("\n");
    expect(text).to.contain(
      "asks the Azure instance metadata service for a token for https://management.azure.com.",
    );
    expect(text).to.match(/status 429; next try in \d+ ms/);
    expect(text).to.match(/has a token for https:\/\/management.azure.com until 2\d{3}-/);
    expect(text).to.contain("got no token: ").and.contain("answered 400: bad");
  });

  function collector(): { lines: string[]; logger: Logger } {
    const lines: string[] = [];
    return { lines, logger: ((line: string) => lines.push(line)) as unknown as Logger };
  }

  it("goes to a logger of the caller's instead", async () => {
    const { lines, logger } = collector();
    await new ManagedIdentityCredential({ loggingOptions: { logger } }).getToken(scope);
    expect(lines).to.have.length(2);
  });

  it("names the account only if asked to", async () => {
    const payload = Buffer.from(
      JSON.stringify({ appid: "app-1", tid: "t-1", oid: "o-1", sub: "s" }),
    );
    host.server.reply = () => token({ access_token: `e30.${payload.toString("base64url")}.c2ln` });
    const { lines, logger } = collector();
    await new ManagedIdentityCredential({ loggingOptions: { logger } }).getToken("https://one");
    expect(lines.join("\n")).to.not.contain("app-1");
    const loggingOptions = { logger, allowLoggingAccountIdentifiers: true };
    await new ManagedIdentityCredential({ loggingOptions }).getToken("https://two");
    expect(lines.at(-1)).to.contain("the token is for appid app-1, tid t-1, oid o-1.");
    host.server.reply = () => token({ access_token: "opaque" });
    await new ManagedIdentityCredential({ loggingOptions }).getToken("https://three");
    expect(lines.at(-1)).to.contain("the token does not say whom it is for");
  });

  it("is not worth a token: a logger that throws is passed over", async () => {
    const clock = setClock();
    const logger = (() => {
      throw new Error("full");
    }) as unknown as Logger;
    host.server.reply = (_request, index) =>
      index === 0
        ? token({ expires_on: (clock.now + 24 * 3_600_000) / 1_000 })
        : { status: 400, text: "" };
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown): number => unhandled.push(reason);
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", onUnhandled);
    try {
      const credential = new ManagedIdentityCredential({ loggingOptions: { logger } });
      await credential.getToken(scope);
      expect(await failureOf(credential.getToken("https://other"))).to.have.property(
        "name",
        "AuthenticationError",
      );
      clock.now += 13 * 3_600_000;
      expect((await credential.getToken(scope)).token).to.equal("token-1");
      while (host.server.requests.length < 3) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(unhandled).to.deep.equal([]);
    } finally {
      process.off("unhandledRejection", onUnhandled);
      listeners.forEach((listener) => process.on("unhandledRejection", listener));
    }
  });
});
