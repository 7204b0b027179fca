// What is kept of an exchange: only what is on the list.

import { expect } from "chai";
import { keepAllowed, type LeftOut } from "./allowList.js";
import { readCall, writeCall } from "./temporaryRecording.js";

describe("the allow-list of recordings", () => {
  it("keeps the headers and members it names, the headers sorted and in lower case", () => {
    const { request } = readCall("one");
    const headers = {
      Location: "/one",
      "X-Api-Key": "k",
      "content-type": "application/json",
      Date: "today",
    };
    const body = { name: "one", value: [{ id: "1", systemData: {} }], tags: { any: "thing" } };
    const leftOut: LeftOut = new Set();
    const { response } = keepAllowed(
      { request, response: { status: 200, headers, body } },
      leftOut,
    );
    expect(JSON.stringify(response)).to.equal(
      JSON.stringify({
        status: 200,
        headers: { "content-type": "application/json", location: "/one" },
        body: { name: "one", value: [{ id: "1" }], tags: { any: "thing" } },
      }),
    );
    expect([...leftOut], "the usual headers are not worth a word").to.deep.equal([
      "header x-api-key",
      "member systemData",
    ]);
  });

  it("keeps requests as they are", () => {
    const call = writeCall("one", { location: "westeurope", tags: { team: "platform" } });
    expect(keepAllowed(call, new Set()).request).to.equal(call.request);
  });

  it("refuses a request with a parameter or a member it does not name", () => {
    const { request, response } = writeCall("one", { properties: { password: "p" } });
    const url = `${request.url}&code=abc`;
    expect(() => keepAllowed({ request: { ...request, url }, response }, new Set())).to.throw(
      "code, password may not be stored",
    );
  });
});
