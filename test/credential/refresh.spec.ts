// When the next token is asked for, and who waits for it.

import {
  ManagedIdentityCredential,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setClock, setEnvironment } from "./support/environment.js";
import { scope, startImds, type Host } from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

const minute = 60_000;
const hour = 60 * minute;

type Logger = NonNullable<NonNullable<TokenCredentialOptions["loggingOptions"]>["logger"]>;

describe("over a day, minute by minute,", () => {
  restoreAfterEach();
  let host: Host;
  let clock: { now: number };
  /** What the endpoint answers, besides the number of the token. */
  let members: () => Record<string, unknown>;
  let status: number;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
    clock = setClock(Date.parse("2030-01-01T00:00:00Z"));
    [started, ended, onEnd] = [0, 0, () => undefined];
    status = 200;
    members = () => ({ expires_on: String((clock.now + 24 * hour) / 1_000) });
    host.server.reply = (_request, index) => {
      const made = token({ access_token: String(index + 1), ...members() });
      return status === 200 ? made : { status, text: "" };
    };
  });
  afterEach(() => host.stop());

  /** Calls each minute, and gives the minutes at which a request was sent. */
  async function minutesOfRequests(
    credential: ManagedIdentityCredential,
    minutes: number,
    check: (minute: number, token: string) => void = () => undefined,
  ): Promise<number[]> {
    const start = clock.now;
    const sent: number[] = [];
    for (let at = 0; at < minutes; at++) {
      clock.now = start + at * minute;
      const before = host.server.requests.length;
      check(at, (await credential.getToken(scope)).token);
      await settle();
      if (host.server.requests.length > before) {
        sent.push(at);
      }
    }
    return sent;
  }

  /** Counts requests from their start to their end, also those nobody waits for. */
  let started: number;
  let ended: number;
  let onEnd: () => void;
  const logger = ((line: string) => {
    if (line.includes("asks ")) {
      started++;
    } else if (/has a token|got no token/.test(line)) {
      ended++;
      onEnd();
    }
  }) as unknown as Logger;

  const make = (clientId?: string): ManagedIdentityCredential =>
    new ManagedIdentityCredential({
      ...(clientId === undefined ? {} : { clientId }),
      retryOptions: { maxRetries: 0 },
      loggingOptions: { logger },
    });

  /** Waits for the request in the background, if there is one, and until its answer is kept. */
  async function settle(): Promise<void> {
    while (ended < started) {
      await new Promise<void>((resolve) => (onEnd = resolve));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  it("a token of 24 hours is replaced every 12, in the background", async () => {
    const credential = make();
    const tokens: string[] = [];
    const sent = await minutesOfRequests(credential, 25 * 60, (_at, got) => tokens.push(got));
    expect(sent).to.deep.equal([0, 12 * 60, 24 * 60]);
    // The call that starts a refresh has the old token; the next one has the new.
    expect(tokens[12 * 60 - 1]).to.equal("1");
    expect(tokens[12 * 60]).to.equal("1");
    expect(tokens[12 * 60 + 1]).to.equal("2");
  });

  it("a token of one hour is replaced five minutes before its end, and the caller waits", async () => {
    members = () => ({ expires_on: (clock.now + hour) / 1_000 });
    const credential = make();
    const tokens: string[] = [];
    const sent = await minutesOfRequests(credential, 24 * 60, (_at, got) => tokens.push(got));
    // With exactly five minutes left, at minute 55, it is still good.
    const expected = Array.from({ length: Math.ceil((24 * 60) / 56) }, (_, index) => index * 56);
    expect(sent).to.deep.equal(expected);
    expect(tokens[55]).to.equal("1");
    expect(tokens[56]).to.equal("2");
  });

  it("refresh_in decides, and is reported", async () => {
    members = () => ({
      expires_on: (clock.now + 24 * hour) / 1_000,
      refresh_in: String(3 * 3_600),
    });
    const credential = make();
    const { refreshAfterTimestamp } = await credential.getToken(scope);
    expect(refreshAfterTimestamp).to.equal(clock.now + 3 * hour);
    expect(await minutesOfRequests(credential, 7 * 60)).to.deep.equal([180, 360]);
  });

  it("half the life is reported for tokens of more than two hours only", async () => {
    const lives: [life: number, refreshAfter: number | undefined][] = [
      [2 * hour, undefined],
      [2 * hour + 2_000, hour + 1_000],
    ];
    for (const [life, refreshAfter] of lives) {
      members = () => ({ expires_on: (clock.now + life) / 1_000 });
      const credential = make(`client-${life}`);
      const { refreshAfterTimestamp, expiresOnTimestamp } = await credential.getToken(scope);
      expect(expiresOnTimestamp).to.equal(clock.now + life);
      expect(refreshAfterTimestamp).to.equal(
        refreshAfter === undefined ? undefined : clock.now + refreshAfter,
      );
    }
  });

  it("an endpoint that fails after half a day is asked each minute, and nobody notices until the end", async () => {
    const credential = make();
    await credential.getToken(scope);
    const start = clock.now;
    status = 500;
    const sent: number[] = [];
    for (let at = 1; at <= 24 * 60 - 5; at++) {
      clock.now = start + at * minute;
      const before = host.server.requests.length;
      expect((await credential.getToken(scope)).token).to.equal("1");
      await settle();
      if (host.server.requests.length > before) {
        sent.push(at);
      }
    }
    expect(sent[0]).to.equal(12 * 60);
    expect(sent).to.have.length(12 * 60 - 4);
    clock.now = start + 24 * hour - 5 * minute + 1_000;
    const failure = await failureOf(credential.getToken(scope));
    expect(failure).to.include({ name: "AuthenticationError", statusCode: 500 });
    status = 200;
    expect(Number((await credential.getToken(scope)).token)).to.be.greaterThan(1);
  });

  it("one refresh at a time, whoever asks, and none for half a minute after a failure", async () => {
    const credentials = Array.from({ length: 10 }, () => make());
    await credentials[0]?.getToken(scope);
    clock.now += 13 * hour;
    status = 500;
    const tokens = await Promise.all(credentials.map((each) => each.getToken(scope)));
    expect(new Set(tokens.map((got) => got.token))).to.deep.equal(new Set(["1"]));
    await settle();
    expect(host.server.requests).to.have.length(2);
    clock.now += 29_000;
    await Promise.all(credentials.map((each) => each.getToken(scope)));
    await settle();
    expect(host.server.requests).to.have.length(2);
    clock.now += 1_000;
    status = 200;
    await Promise.all(credentials.map((each) => each.getToken(scope)));
    await settle();
    expect(host.server.requests).to.have.length(3);
    expect((await credentials[0]?.getToken(scope))?.token).to.equal("3");
  });

  it("a token with less than five minutes is given out, and asked for again by each call", async () => {
    members = () => ({ expires_on: (clock.now + 4 * minute) / 1_000 });
    const credential = make();
    expect((await credential.getToken(scope)).token).to.equal("1");
    expect((await credential.getToken(scope)).token).to.equal("2");
  });
});
