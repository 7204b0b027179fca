// Which tries are repeated, how often, and after what waits.

import {
  ManagedIdentityCredential,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import type { Reply } from "../support/testServer.js";
import { restoreAfterEach, setEnvironment, skipWaits } from "./support/environment.js";
import { scope, startImds, type Host } from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

const quick = { retryDelayInMs: 1 };
/** The time-outs' lengths, which no wait between tries has. */
const isTimeout = (milliseconds: number): boolean =>
  milliseconds === 10_000 || milliseconds === 30_000;

describe("a try", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  function failFirst(times: number, reply: Reply): void {
    host.server.reply = (_request, index) => (index < times ? reply : token());
  }
  const ask = (options: TokenCredentialOptions = {}): Promise<{ token: string }> =>
    new ManagedIdentityCredential(options).getToken(scope);

  for (const status of [404, 410, 429, 500, 501, 502, 503, 504, 599]) {
    it(`answered ${status} is repeated, and succeeds the third time`, async () => {
      failFirst(2, { status, text: "" });
      expect((await ask({ retryOptions: quick })).token).to.equal("token-1");
      expect(host.server.requests).to.have.length(3);
    });
  }

  for (const status of [201, 301, 307, 400, 401, 403, 405, 409, 418]) {
    it(`answered ${status} without a token is not repeated`, async () => {
      failFirst(9, { status, json: {} });
      const failure = await failureOf(ask({ retryOptions: quick }));
      expect(failure).to.include({ name: "AuthenticationError", statusCode: status });
      expect(host.server.requests).to.have.length(1);
    });
  }

  it("whose connection is cut off is repeated, before the answer and in the middle of it", async () => {
    host.server.reply = (_request, index) =>
      index === 0
        ? (response) => response.destroy()
        : index === 1
          ? (response) => {
              response.writeHead(200, { "content-length": "100" });
              response.write("{", () => response.destroy());
            }
          : token();
    expect((await ask({ retryOptions: quick })).token).to.equal("token-1");
    expect(host.server.requests).to.have.length(3);
  });

  it("is repeated five times by default, after waits that double", async () => {
    const waits = skipWaits(isTimeout);
    failFirst(9, { status: 500, text: "" });
    expect(await failureOf(ask())).to.include({ name: "AuthenticationError", statusCode: 500 });
    expect(host.server.requests).to.have.length(6);
    expect(waits).to.have.length(5);
    waits.forEach((wait, index) => {
      expect(wait).to.be.within(400 * 2 ** index, 800 * 2 ** index);
    });
  });

  it("is repeated for at least 70 seconds when the endpoint is being updated, jitter or not", async () => {
    const { random } = Math;
    for (const luck of [0, 0.5, 0.999]) {
      const waits = skipWaits(isTimeout);
      try {
        Math.random = () => luck;
        failFirst(100, { status: 410, text: "" });
        expect(await failureOf(ask())).to.include({ name: "AuthenticationError", statusCode: 410 });
        const waited = waits.reduce((sum, wait) => sum + wait, 0);
        expect(waited).to.be.within(70_000, 70_000 + 64_000);
      } finally {
        Math.random = random;
      }
    }
  });

  it("is repeated as often as maxRetries says, 410 included, and never waits longer than allowed", async () => {
    const waits = skipWaits(isTimeout);
    failFirst(100, { status: 410, text: "" });
    await failureOf(
      ask({ retryOptions: { maxRetries: 7, retryDelayInMs: 1_000, maxRetryDelayInMs: 2_500 } }),
    );
    expect(host.server.requests).to.have.length(8);
    expect(Math.max(...waits)).to.be.at.most(2_500);
    await failureOf(ask({ retryOptions: { maxRetries: 0 } }));
    expect(host.server.requests).to.have.length(9);
  });

  const inTwentySeconds = (): string => new Date(Date.now() + 20_000).toUTCString();
  const retryAfter: readonly [header: Record<string, string>, least: number, most: number][] = [
    [{ "retry-after": "2" }, 2_000, 2_000],
    [{ "retry-after-ms": "1500", "retry-after": "60" }, 1_500, 1_500],
    [{ "x-ms-retry-after-ms": "250" }, 250, 250],
    [{ "retry-after": "a date" }, 1_000, 20_000],
    [{ "retry-after": "soon" }, 400, 800],
    [{}, 400, 800],
  ];
  for (const [headers, least, most] of retryAfter) {
    const what = Object.entries(headers)[0]?.join(": ") ?? "without Retry-After";
    it(`answered 429 ${what} is repeated`, async () => {
      const waits = skipWaits(isTimeout);
      const sent = { ...headers };
      if (sent["retry-after"] === "a date") {
        sent["retry-after"] = inTwentySeconds();
      }
      failFirst(1, { status: 429, text: "", headers: sent });
      expect((await ask()).token).to.equal("token-1");
      expect(waits).to.have.length(1);
      expect(waits[0]).to.be.within(least, most);
    });
  }

  it("that should wait longer than a wait may take is not repeated, and the caller is told", async () => {
    failFirst(1, { status: 429, text: "", headers: { "retry-after": "3600" } });
    const failure = await failureOf(ask());
    expect(failure).to.include({ name: "AuthenticationError", statusCode: 429 });
    expect(failure.message).to.contain("Ask again in 3600 seconds.");
    expect(host.server.requests).to.have.length(1);
  });

  it("is not repeated after the caller has left: the wait that has begun ends", async () => {
    const leaving = new AbortController();
    failFirst(9, { status: 429, text: "", headers: { "retry-after": "60" } });
    const waiting = new Set<unknown>();
    const { setTimeout, clearTimeout } = globalThis;
    globalThis.setTimeout = ((handler: () => void, milliseconds: number) => {
      const timer = setTimeout(handler, milliseconds);
      if (milliseconds === 60_000) {
        waiting.add(timer);
        setImmediate(() => leaving.abort());
      }
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = (timer) => {
      waiting.delete(timer);
      clearTimeout(timer);
    };
    try {
      const left = await failureOf(
        new ManagedIdentityCredential().getToken(scope, { abortSignal: leaving.signal }),
      );
      expect(left).to.have.property("name", "AbortError");
      await new Promise((resolve) => setImmediate(resolve));
      expect(waiting.size).to.equal(0);
      expect(host.server.requests).to.have.length(1);
    } finally {
      globalThis.clearTimeout = clearTimeout;
    }
  });

  it("is not repeated when nobody listens: there is no managed identity", async () => {
    await host.stop();
    const failure = await failureOf(ask());
    expect(failure.name).to.equal("CredentialUnavailableError");
    expect(failure.message).to.contain("could not be reached: connect ECONNREFUSED");
    expect(failure.cause).to.have.property("code", "ECONNREFUSED");
    host = await startImds();
  });

  const nonsense: readonly TokenCredentialOptions[] = [
    { retryOptions: { maxRetries: -1 } },
    { retryOptions: { retryDelayInMs: Number.NaN } },
    { retryOptions: { maxRetryDelayInMs: Number.POSITIVE_INFINITY } },
    { tryTimeoutInMs: 0 },
    { connectTimeoutInMs: 2 ** 31 },
  ];
  for (const options of nonsense) {
    it(`cannot be given ${JSON.stringify(options)}`, () => {
      expect(() => new ManagedIdentityCredential(options)).to.throw(
        RangeError,
        /not a number from/,
      );
    });
  }
});
