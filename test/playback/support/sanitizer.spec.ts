// What the sanitizer replaces, kind by kind, and what it leaves.

import { expect } from "chai";
import type { Exchange } from "./exchange.js";
import { isSanitizedId, Sanitizer } from "./sanitizer.js";

const subscription = "4b1f8a52-7c0e-4f57-9d2f-6a3f0c9be111";
const clientId = "0d9f6f6a-3f5e-4f0c-8a57-2f2f3f4a5b6c";
const principalId = "7A1B2C3D-1111-4222-8333-ABCDEF012345";

function sanitize(texts: Readonly<Record<string, string>>, exchange: Partial<Exchange>): Exchange {
  return new Sanitizer(texts).sanitize({
    request: { method: "GET", url: "https://management.azure.com/" },
    response: { status: 200, headers: {} },
    ...exchange,
  });
}

const bodyOf = (body: unknown): unknown =>
  sanitize({}, { response: { status: 200, headers: {}, body } }).response.body;

describe("the sanitizer", () => {
  it("replaces the target's texts in addresses, headers and bodies, in any letter case", () => {
    const { request, response } = sanitize(
      {
        [subscription]: "00000000-0000-4000-8000-000000000001",
        "my-group": "test-group",
        "https://127.0.0.1:4321": "https://management.azure.com",
      },
      {
        request: {
          method: "PUT",
          url: `https://127.0.0.1:4321/subscriptions/${subscription.toUpperCase()}/x?b=1&a=2`,
          body: { scope: "/resourceGroups/My-Group" },
        },
        response: {
          status: 200,
          headers: { location: "https://127.0.0.1:4321/resourcegroups/my-group" },
          body: { message: "Group 'MY-GROUP' is gone." },
        },
      },
    );
    expect(request).to.deep.equal({
      method: "PUT",
      url: "https://management.azure.com/subscriptions/00000000-0000-4000-8000-000000000001/x?a=2&b=1",
      body: { scope: "/resourceGroups/test-group" },
    });
    expect(response.headers).to.deep.equal({
      location: "https://management.azure.com/resourcegroups/test-group",
    });
    expect(response.body).to.deep.equal({ message: "Group 'test-group' is gone." });
  });

  it("gives ids a number by their kind and first appearance, and the same id the same number", () => {
    const body = bodyOf({
      principalId,
      clientId,
      message: `Principal ${principalId.toLowerCase()}, tenant ${subscription}.`,
    }) as Record<string, string>;
    expect(body["principalId"]).to.equal("00000000-0000-4000-8000-100000000001");
    expect(body["clientId"]).to.equal("00000000-0000-4000-8000-200000000001");
    expect(body["message"]).to.equal(
      "Principal 00000000-0000-4000-8000-100000000001, tenant 00000000-0000-4000-8000-900000000001.",
    );
    expect(Object.values(body).slice(0, 2).every(isSanitizedId)).to.equal(true);
  });

  it("replaces tokens, wherever they stand, and their times by type", () => {
    expect(
      bodyOf({
        access_token: "secret",
        client_assertion: "secret",
        message: "Got eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln back.",
        expires_on: "1790000000",
        expires_in: 3599,
        not_before: 1790000000,
      }),
    ).to.deep.equal({
      access_token: "sanitized",
      client_assertion: "sanitized",
      message: "Got sanitized back.",
      expires_on: "1767312000",
      expires_in: 86_400,
      not_before: 1_767_225_600,
    });
  });

  it("replaces the name of a subscription", () => {
    expect(bodyOf({ value: [{ name: "shop", subscriptionDisplayName: "Contoso" }] })).to.deep.equal(
      { value: [{ name: "shop", subscriptionDisplayName: "Test subscription" }] },
    );
  });

  it("replaces times and leaves the days of API versions", () => {
    expect(
      bodyOf(["2026-11-22T10:11:12.345Z", "2026-11-22 10:11:12Z", "2024-11-30", "now"]),
    ).to.deep.equal(["2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2024-11-30", "now"]);
  });

  it("replaces the places in lists, so that a link is still the next request", () => {
    const sanitizer = new Sanitizer({});
    const list = "https://management.azure.com/list";
    const page = (token: string, next: string) =>
      sanitizer.sanitize({
        request: { method: "GET", url: `${list}?$skiptoken=${token}&api-version=2024-11-30` },
        response: { status: 200, headers: {}, body: { nextLink: `${list}?%24skiptoken=${next}` } },
      });
    const first = page("dG9rZW4", "Zm9sbG93");
    const second = page("Zm9sbG93", "bGFzdA");
    expect(first.request.url).to.equal(`${list}?$skiptoken=page-2&api-version=2024-11-30`);
    expect(first.response.body).to.deep.equal({ nextLink: `${list}?%24skiptoken=page-3` });
    expect(second.request.url).to.include("$skiptoken=page-3&");
    expect(second.response.body).to.deep.equal({ nextLink: `${list}?%24skiptoken=page-4` });
  });

  it("leaves values that are no texts", () => {
    const body = { totalCount: 3, nothing: null, list: [true] };
    expect(bodyOf(body)).to.deep.equal(body);
  });
});
