// An endpoint that is being updated, and answers 410: it is asked for long, but not often.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { passTime, restoreAfterEach, setEnvironment, skipWaits } from "./support/environment.js";
import { scope, startImds, type Host } from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

describe("an endpoint that is being updated", () => {
  restoreAfterEach();
  let host: Host;
  let waits: number[];

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
    waits = skipWaits((milliseconds) => milliseconds === 10_000 || milliseconds === 30_000);
  });
  afterEach(() => host.stop());

  /** What an endless loop would come to. */
  const many = 300;
  const updating = (headers: Record<string, string> = {}): void => {
    host.server.reply = (_request, index) =>
      index < many ? { status: 410, text: "", headers } : token();
  };

  const settings: readonly [what: string, retryOptions: object, headers: Record<string, string>][] =
    [
      ["that says Retry-After: 0", {}, { "retry-after": "0" }],
      ["that says retry-after-ms: 0", {}, { "retry-after-ms": "0" }],
      ["with retryDelayInMs 0", { retryDelayInMs: 0 }, {}],
      ["with maxRetryDelayInMs 0", { maxRetryDelayInMs: 0 }, {}],
    ];
  for (const [what, retryOptions, headers] of settings) {
    it(`${what} is asked for 70 seconds, and about once a second`, async () => {
      updating(headers);
      const failure = await failureOf(
        new ManagedIdentityCredential({ retryOptions }).getToken(scope),
      );
      expect(failure).to.include({ name: "AuthenticationError", statusCode: 410 });
      expect(host.server.requests).to.have.length.within(70, 80);
      expect(Math.min(...waits)).to.be.at.least(1_000);
      expect(waits.reduce((sum, wait) => sum + wait, 0)).to.be.within(70_000, 80_000);
    });
  }

  it("is not asked much longer because it answers slowly", async () => {
    host.server.reply = () => {
      passTime(20_000);
      return { status: 410, text: "" };
    };
    await failureOf(
      new ManagedIdentityCredential({ retryOptions: { retryDelayInMs: 0 } }).getToken(scope),
    );
    expect(host.server.requests, "the first try and the usual retries").to.have.length(6);
  });

  it("is asked a limited number of times even if no time passes", async () => {
    updating({ "retry-after": "0" });
    performance.now = () => 0;
    await failureOf(new ManagedIdentityCredential().getToken(scope));
    expect(host.server.requests).to.have.length.within(70, 100);
  });
});
