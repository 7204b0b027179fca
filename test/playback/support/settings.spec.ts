// How a run of the playback tests is told what to do, and that nothing is done by accident.

import { expect } from "chai";
import { readMode } from "./mode.js";
import { namedSubscription } from "./subscriptionTarget.js";

describe("TEST_MODE", () => {
  it("means playback if it is absent or empty", () => {
    expect([undefined, "", "playback"].map(readMode)).to.deep.equal(Array(3).fill("playback"));
  });

  it("says record and live", () => {
    expect(["record", "live"].map(readMode)).to.deep.equal(["record", "live"]);
  });

  for (const value of ["Record", "replay", "live ", "1"]) {
    it(`is refused when it is ${JSON.stringify(value)}`, () => {
      expect(() => readMode(value)).to.throw(TypeError, JSON.stringify(value));
    });
  }
});

describe("the subscription of record and live", () => {
  it("is none unless it is named", () => {
    expect(namedSubscription({ AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" })).to.equal(
      undefined,
    );
    expect(namedSubscription({ AZURE_SUBSCRIPTION_ID: "" })).to.equal(undefined);
  });

  it("is refused without a credential", () => {
    expect(() => namedSubscription({ AZURE_SUBSCRIPTION_ID: "some" })).to.throw(
      TypeError,
      "AZURE_TOKEN_CREDENTIALS",
    );
  });

  it("is the one that is named, with a credential", () => {
    const named = namedSubscription({
      AZURE_SUBSCRIPTION_ID: "some",
      AZURE_TOKEN_CREDENTIALS: "AzureCliCredential",
    });
    expect(named?.subscriptionId).to.equal("some");
    expect(named?.credential).to.have.property("getToken").that.is.a("function");
  });
});
