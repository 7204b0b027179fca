// Answers that leave out what others have, or hold something else in its place, and requests that a policy ended.

import { RestError } from "@azure/core-rest-pipeline";
import type { ServiceError } from "arm-managed-identity";
import { expect } from "chai";
import { clientOf } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

describe("an answer that leaves something out", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  const get = () => clientOf(server).userAssignedIdentities.get("group", "name");

  for (const location of [undefined, "https://", "/relative"]) {
    it(`is a redirect that goes nowhere: ${location ?? "no Location"}`, async () => {
      const headers: Record<string, string> = location === undefined ? {} : { location };
      server.reply = () => ({ status: 304, text: "", headers });
      const error = await failureOf<ServiceError>(get());
      expect(error.statusCode).to.equal(304);
      expect(error.message).to.include("The redirect was not followed.");
    });
  }

  it("is an error without a text: its code, and its body in the place of the text", async () => {
    server.reply = () => ({ status: 400, json: { error: { code: "Odd", target: "tags" } } });
    const error = await failureOf<ServiceError>(get());
    expect(error.code).to.equal("Odd");
    expect(error.message).to.include('{"error":{"code":"Odd","target":"tags"}}');
  });

  it("gives onResponse nothing where there is nothing", async () => {
    server.reply = () => ({ status: 200, text: "" });
    const seen: unknown[] = [];
    await clientOf(server).userAssignedIdentities.delete("group", "name", {
      onResponse: (raw, flat, error) => seen.push(raw.status, raw.parsedBody, flat, error),
    });
    expect(seen).to.deep.equal([200, undefined, undefined, undefined]);
  });

  it("is kept as it is where its properties are no object", async () => {
    server.reply = () => ({ status: 200, json: { name: "n", properties: "none" } });
    expect(await get()).to.deep.equal({ name: "n", properties: "none" });
  });
});

describe("models of every kind", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(() => ({
      status: 200,
      json: { name: "n", systemData: { createdAt: "2024-11-30T00:00:00Z" } },
    }));
  });
  after(() => server.stop());

  it("have the dates of their creation as Date", async () => {
    const client = clientOf(server);
    const dates = [
      await client.federatedIdentityCredentials.get("group", "name", "credential"),
      await client.systemAssignedIdentities.getByScope("/subscriptions/s"),
    ].map(({ systemData }) => systemData?.createdAt);
    expect(dates).to.deep.equal(Array(2).fill(new Date("2024-11-30")));
  });
});

describe("a request", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  for (const top of [NaN, Infinity]) {
    it(`is not sent with ${top} as a number`, () => {
      server.requests.length = 0;
      const { federatedIdentityCredentials: credentials } = clientOf(server);
      expect(() => credentials.list("group", "name", { top })).to.throw(
        RangeError,
        `FederatedIdentityCredentials.list: '$top' must be a finite number; got ${top}.`,
      );
      expect(server.requests).to.deep.equal([]);
    });
  }

  it("is not sent for a name that is no text, of which no more is repeated than can be read", async () => {
    const name = `\ud800${"x".repeat(1_000)}`;
    const error = await failureOf(clientOf(server).userAssignedIdentities.get("group", name));
    expect(error).to.be.instanceOf(TypeError);
    expect(error.message).to.include("xxx…").and.to.have.lengthOf.below(300);
  });

  it("that a policy ends with an error of its own keeps what that holds, but the token", async () => {
    server.reply = () => ({ status: 200, json: {} });
    const client = clientOf(server, {
      additionalPolicies: [
        {
          position: "perRetry",
          policy: {
            name: "refuses",
            sendRequest: async (request, next) => {
              const response = await next(request);
              throw new RestError("Not today.", { request, response, statusCode: 418 });
            },
          },
        },
      ],
    });
    const error = await failureOf<RestError>(client.userAssignedIdentities.get("group", "name"));
    expect(error.message).to.equal("UserAssignedIdentities.get failed: Not today.");
    expect(error).to.include({ statusCode: 418, code: undefined });
    expect(error.response?.status).to.equal(200);
    expect(error.request?.headers.has("authorization")).to.equal(false);
    expect(error.response?.request.headers.has("authorization")).to.equal(false);
  });
});
