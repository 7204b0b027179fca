// From a caller's scopes to a token, and the forms in which its end is written.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setClock, setEnvironment } from "./support/environment.js";
import { startImds, type Host } from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

describe("a token's end", () => {
  restoreAfterEach();
  let host: Host;
  const now = Date.parse("2019-06-20T01:57:58Z");
  const end = 1_560_999_478_000;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
    setClock(now);
  });
  afterEach(() => host.stop());

  const forms: readonly Record<string, unknown>[] = [
    { expires_on: 1560999478 },
    { expires_on: "1560999478" },
    { expires_on: "2019-06-20T02:57:58Z" },
    { expires_on: "2019-06-20T02:57:58.0000000+00:00" },
    { expires_on: "2019-06-20T04:57:58+02:00" },
    { expires_on: "06/20/2019 02:57:58 +00:00" },
    { expires_on: "6/20/2019 2:57:58 AM +00:00" },
    { expires_on: "6/20/2019 3:57:58 PM +13:00" },
    { expires_on: undefined, expires_in: 3_600 },
    { expires_on: "", expires_in: "3600" },
    { expires_on: null, expires_in: "3600.0" },
    { expires_on: 1560999478, expires_in: 60 },
    { expires_on: 1560999478, token_type: undefined },
    { expires_on: 1560999478, token_type: "bearer" },
  ];
  for (const members of forms) {
    it(`is read from ${JSON.stringify(members)}`, async () => {
      host.server.reply = () => token(members);
      expect(await new ManagedIdentityCredential().getToken("https://x")).to.deep.equal({
        token: "token-1",
        expiresOnTimestamp: end,
        tokenType: "Bearer",
      });
    });
  }

  const nonsense: readonly string[] = [
    "02/30/2019 02:00:00 +00:00",
    "13/20/2019 02:57:58 +00:00",
    "06/00/2019 02:57:58 +00:00",
    "06/20/2019 24:00:00 +00:00",
    "06/20/2019 13:57:58 PM +00:00",
    "06/20/2019 0:57:58 AM +00:00",
    "06/20/2019 02:60:58 +00:00",
    "06/20/2019 02:57:60 +00:00",
    "06/20/2019 02:57:58 +15:00",
    "06/20/2019 02:57:58 +00:60",
    "2019-06-31T02:57:58Z",
    "2020-02-30T02:57:58Z",
    "2019-06-20T24:00:00Z",
    "2019-06-20T02:57:58",
    "2019-06-20T02:57:58+24:00",
  ];
  for (const expires_on of nonsense) {
    it(`is not read from ${expires_on}, which is no time`, async () => {
      // None is in the past, so that only the form can be the reason.
      setClock(Date.parse("2019-02-28T00:00:00Z"));
      host.server.reply = () => token({ expires_on });
      const failure = await failureOf(new ManagedIdentityCredential().getToken("https://x"));
      expect(failure).to.include({ name: "AuthenticationError", statusCode: 200 });
      expect(failure.message).to.contain("it does not say when the token ends");
    });
  }

  const days: readonly [expiresOn: string, end: string][] = [
    ["2020-02-29T00:00:00Z", "2020-02-29T00:00:00.000Z"],
    ["2/29/2020 12:00:00 AM +00:00", "2020-02-29T00:00:00.000Z"],
    ["2/29/2020 12:00:00 PM -01:30", "2020-02-29T13:30:00.000Z"],
    ["02/29/2020 23:59:59 +00:00", "2020-02-29T23:59:59.000Z"],
    ["2020-02-29T23:59:59.9999999+0100", "2020-02-29T22:59:59.999Z"],
    ["2020-02-29t23:59z", "2020-02-29T23:59:00.000Z"],
  ];
  for (const [expires_on, expected] of days) {
    it(`is read from ${expires_on}`, async () => {
      setClock(Date.parse("2020-02-28T00:00:00Z"));
      host.server.reply = () => token({ expires_on });
      const { expiresOnTimestamp } = await new ManagedIdentityCredential().getToken("https://x");
      expect(new Date(expiresOnTimestamp).toISOString()).to.equal(expected);
    });
  }

  const renewals: readonly [refreshIn: unknown, after: number | undefined][] = [
    [1_800, 1_800],
    ["1800", 1_800],
    [0, undefined],
    ["soon", undefined],
    [3_600, undefined],
    [-1, undefined],
  ];
  for (const [refresh_in, after] of renewals) {
    it(`leaves room for refresh_in ${JSON.stringify(refresh_in)}`, async () => {
      host.server.reply = () => token({ expires_in: 3_600, expires_on: undefined, refresh_in });
      const { refreshAfterTimestamp } = await new ManagedIdentityCredential().getToken("https://x");
      expect(refreshAfterTimestamp).to.equal(after === undefined ? undefined : now + after * 1_000);
    });
  }
});

describe("a scope", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  const resources: readonly [scope: string | string[], resource: string][] = [
    ["https://management.azure.com/.default", "https://management.azure.com"],
    ["https://management.azure.com//.default", "https://management.azure.com/"],
    [["https://management.azure.com"], "https://management.azure.com"],
    ["a/.default/b/.default", "a/.default/b"],
    ["/.default/.default", "/.default"],
    ["api://x y&z=ü", "api://x y&z=ü"],
    ["https://X/.Default", "https://X/.Default"],
  ];
  for (const [scope, resource] of resources) {
    it(`${JSON.stringify(scope)} asks for ${resource}`, async () => {
      await new ManagedIdentityCredential().getToken(scope);
      const { searchParams } = new URL(host.server.requests[0]?.target ?? "", "http://host");
      expect(searchParams.get("resource")).to.equal(resource);
    });
  }

  for (const scopes of [[], "", [""], "/.default", ["a", "b"], undefined, null, 1, [1], {}]) {
    it(`${JSON.stringify(scopes)} is refused, and nothing is sent`, async () => {
      const failure = await failureOf(new ManagedIdentityCredential().getToken(scopes as string));
      expect(failure.name).to.equal("CredentialUnavailableError");
      expect(failure.message).to.contain("Multiple scopes are not supported");
      expect(failure.message.endsWith(`Scopes: ${JSON.stringify(scopes)}`)).to.be.true;
      expect(host.server.requests).to.deep.equal([]);
    });
  }
});
