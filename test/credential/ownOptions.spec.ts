// What one credential or call is told decides for nobody else, however many wait for a token at the same time.

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

describe("the options of one", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  it("who probes do not fail others", async () => {
    host.server.reply = ({ target }) =>
      target.includes("?") ? token() : { status: 200, text: "<html>Router</html>" };
    const probing = failureOf(new ManagedIdentityCredential({ probe: true }).getToken(scope));
    const plain = new ManagedIdentityCredential().getToken(scope);
    expect((await probing).message).to.contain("A probe ");
    expect((await plain).token).to.equal("token-1");
  });

  it("who probes do not keep the caller from leaving", async () => {
    const controller = new AbortController();
    host.server.reply = () => () => controller.abort();
    const { signal: abortSignal } = controller;
    const left = new ManagedIdentityCredential({ probe: true }).getToken(scope, { abortSignal });
    expect(await failureOf(left)).to.have.property("name", "AbortError");
  });

  it("who repeats nothing do not fail others", async () => {
    host.server.reply = (_request, index) => (index < 2 ? { status: 500, text: "" } : token());
    const once = failureOf(
      new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } }).getToken(scope),
    );
    const patient = new ManagedIdentityCredential({ retryOptions: { retryDelayInMs: 1 } });
    const { token: got } = await patient.getToken(scope);
    expect(await once).to.have.property("statusCode", 500);
    expect(got).to.equal("token-1");
  });

  it("call with a time-out do not fail others", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    host.server.reply = async () => {
      await held;
      return token();
    };
    const credential = new ManagedIdentityCredential();
    const short = failureOf(credential.getToken(scope, { requestOptions: { timeout: 20 } }));
    const plain = credential.getToken(scope);
    expect((await short).message).to.contain("within 20 ms");
    release();
    expect((await plain).token).to.equal("token-1");
  });

  it("call with a time-out do not limit a refresh in the background", async () => {
    const clock = setClock();
    let lines = 0;
    let onToken = (): void => undefined;
    const logger = ((line: string) => {
      lines++;
      if (line.includes("has a token") || line.includes("failed")) {
        onToken();
      }
    }) as unknown as Logger;
    host.server.reply = async (_request, index) => {
      await new Promise((resolve) => setTimeout(resolve, index === 0 ? 0 : 100));
      return token({
        access_token: `token-${index + 1}`,
        expires_on: (clock.now + 24 * 3_600_000) / 1_000,
      });
    };
    const credential = new ManagedIdentityCredential({ loggingOptions: { logger } });
    await credential.getToken(scope);
    clock.now += 13 * 3_600_000;
    const refreshed = new Promise<void>((resolve) => (onToken = resolve));
    await credential.getToken(scope, { requestOptions: { timeout: 1 } });
    await refreshed;
    await new Promise((resolve) => setImmediate(resolve));
    expect((await credential.getToken(scope)).token).to.equal("token-2");
    expect(lines).to.equal(4);
  });

  it("who are told the same need one request: 1,000 callers", async () => {
    const calls = Array.from({ length: 1_000 }, () =>
      new ManagedIdentityCredential({
        retryOptions: { maxRetries: 2 },
        tryTimeoutInMs: 20_000,
      }).getToken(scope, { requestOptions: { timeout: 10_000 } }),
    );
    await Promise.all(calls);
    expect(host.server.requests).to.have.length(1);
  });

  for (const timeout of [Infinity, 2 ** 31, Number.MAX_VALUE, NaN, -1, 0]) {
    it(`call with a time-out of ${timeout} ms have no other limit than they would`, async () => {
      host.server.reply = async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return token();
      };
      const { token: got } = await new ManagedIdentityCredential({
        retryOptions: { maxRetries: 0 },
      }).getToken(scope, { requestOptions: { timeout } });
      expect(got).to.equal("token-1");
    });
  }

  it("call with the same signal need one listener", async () => {
    const warnings: string[] = [];
    const onWarning = ({ name }: Error): number => warnings.push(name);
    process.on("warning", onWarning);
    try {
      const { signal } = new AbortController();
      const counted = { added: 0, removed: 0 };
      const counting = {
        aborted: false,
        addEventListener: (...args: Parameters<AbortSignal["addEventListener"]>) => {
          counted.added++;
          signal.addEventListener(...args);
        },
        removeEventListener: (...args: Parameters<AbortSignal["removeEventListener"]>) => {
          counted.removed++;
          signal.removeEventListener(...args);
        },
      } as unknown as AbortSignal;
      const credentials = ["a", "b", "c"].map((id) => new ManagedIdentityCredential(id));
      await Promise.all(
        [signal, counting].flatMap((abortSignal) =>
          credentials.flatMap((credential) =>
            Array.from({ length: 50 }, () => credential.getToken(scope, { abortSignal })),
          ),
        ),
      );
      await new Promise((resolve) => setImmediate(resolve));
      expect(warnings).to.deep.equal([]);
      expect(counted).to.deep.equal({ added: 1, removed: 1 });
    } finally {
      process.off("warning", onWarning);
    }
  });

  it("call with the same signal leave together", async () => {
    const controller = new AbortController();
    const arrived = new Promise<void>((resolve) => {
      host.server.reply = () => () => resolve();
    });
    const gone = new Promise<string>((resolve) => (host.server.onGone = resolve));
    const credential = new ManagedIdentityCredential();
    const calls = Array.from({ length: 150 }, () =>
      failureOf(credential.getToken(scope, { abortSignal: controller.signal })),
    );
    await arrived;
    controller.abort();
    const names = (await Promise.all(calls)).map(({ name }) => name);
    expect(new Set(names)).to.deep.equal(new Set(["AbortError"]));
    await gone;
  });
});
