// A write that the service accepts for later is followed to its end; none is today, ARM may answer so any day.

import { expect } from "chai";
import type { ServiceError } from "arm-managed-identity";
import { clientOf, subscriptionId } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type Reply, type TestServer } from "./support/testServer.js";

const soon = { "retry-after": "0" };
const statusPath = `/subscriptions/${subscriptionId}/providers/Microsoft.ManagedIdentity/operationStatuses/1`;

describe("a write answered 202", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  function serve(...replies: Reply[]): void {
    server.reply = (_request, index) => replies[index] ?? { status: 500 };
  }
  const asyncOperation = (): Record<string, string> => ({
    ...soon,
    "azure-asyncoperation": `${server.endpoint}${statusPath}?api-version=2024-11-30`,
  });
  const put = (options = {}): Promise<unknown> =>
    clientOf(server).userAssignedIdentities.createOrUpdate(
      "g",
      "n",
      { location: "eastus" },
      options,
    );

  it("is followed by Azure-AsyncOperation, and the result read from the resource", async () => {
    serve(
      { status: 202, headers: asyncOperation() },
      { status: 200, json: { status: "InProgress" }, headers: soon },
      { status: 200, json: { status: "Succeeded" } },
      { status: 200, json: { location: "eastus", properties: { clientId: "c" } } },
    );
    expect(await put()).to.deep.equal({ location: "eastus", clientId: "c" });
    expect(
      server.requests.map(({ method, target }) => `${method} ${target.split("?")[0]}`),
    ).to.deep.equal([
      `PUT ${server.requests[0]?.target.split("?")[0]}`,
      `GET ${statusPath}`,
      `GET ${statusPath}`,
      `GET ${server.requests[0]?.target.split("?")[0]}`,
    ]);
  });

  it("is followed by Location, relative and without an API version", async () => {
    serve(
      { status: 202, headers: { ...soon, location: statusPath } },
      { status: 202, headers: { ...soon, location: statusPath } },
      { status: 204 },
    );
    await clientOf(server).userAssignedIdentities.delete("g", "n");
    expect(server.requests[2]?.target).to.equal(`${statusPath}?api-version=2024-11-30`);
  });

  it("is done if the service names nothing to follow", async () => {
    serve({ status: 202 });
    await clientOf(server).userAssignedIdentities.delete("g", "n");
    expect(server.requests).to.have.lengthOf(1);
  });

  for (const status of ["Failed", "Canceled"]) {
    it(`rejects with a ServiceError when the operation ends as ${status}`, async () => {
      serve(
        { status: 202, headers: asyncOperation() },
        { status: 200, json: { status, error: { code: "Conflict", message: "It broke." } } },
      );
      const error = await failureOf<ServiceError>(put());
      expect(error).to.include({
        name: "RestError",
        code: "Conflict",
        operation: "UserAssignedIdentities.createOrUpdate",
      });
      expect(error.message).to.contain("It broke.");
    });
  }

  it("goes on while the operation is being cancelled", async () => {
    serve(
      { status: 202, headers: asyncOperation() },
      { status: 200, json: { status: "Canceling" }, headers: soon },
      { status: 200, json: { status: "Succeeded" } },
      { status: 200, json: { name: "n" } },
    );
    expect(await put()).to.deep.equal({ name: "n" });
  });

  for (const [what, reply] of [
    ["an HTML page", { status: 200, text: "<html>proxy</html>" }],
    ["nothing", { status: 200 }],
    ["another object", { status: 200, json: { foo: 1 } }],
  ] as const) {
    it(`rejects with PARSE_ERROR when its status is ${what}, instead of taking it for done`, async () => {
      serve({ status: 202, headers: asyncOperation() }, reply);
      const error = await failureOf(clientOf(server).userAssignedIdentities.delete("g", "n"));
      expect(error).to.have.property("code", "PARSE_ERROR");
    });
  }

  it("is followed by the resource itself when a PATCH is accepted without a link", async () => {
    serve(
      { status: 202, headers: soon },
      {
        status: 200,
        json: { name: "n", properties: { provisioningState: "Updating" } },
        headers: soon,
      },
      { status: 200, json: { name: "n", properties: { provisioningState: "Succeeded" } } },
    );
    const result = await clientOf(server).userAssignedIdentities.update("g", "n", { tags: {} });
    expect(result).to.include({ name: "n", provisioningState: "Succeeded" });
  });

  it("is not asked about without end, whatever Retry-After says", async () => {
    for (const retryAfter of ["0", "99999999"]) {
      const abortSignal = AbortSignal.timeout(500);
      const headers = { ...asyncOperation(), "retry-after": retryAfter };
      server.requests.length = 0;
      server.reply = (_request, index) =>
        index === 0
          ? { status: 202, headers }
          : { status: 200, json: { status: "Running" }, headers };
      const error = await failureOf(put({ abortSignal }));
      expect(error.name).to.equal("AbortError");
      expect(server.requests.length).to.be.lessThan(10);
    }
  });

  it("rejects with a ServiceError when following it fails", async () => {
    serve(
      { status: 202, headers: asyncOperation() },
      { status: 404, json: { error: { code: "NotFound", message: "Gone." } } },
    );
    expect(await failureOf(put())).to.include({ code: "NotFound", statusCode: 404 });
  });

  it("is not followed to another host", async () => {
    const stranger = await startTestServer();
    serve({ status: 202, headers: { ...soon, location: `${stranger.endpoint}/x` } });
    const error = await failureOf(clientOf(server).userAssignedIdentities.delete("g", "n"));
    expect(error).to.have.property("code", "UNSAFE_NEXT_LINK");
    expect(stranger.requests).to.have.lengthOf(0);
    await stranger.stop();
  });

  it("stops being followed when the caller aborts", async () => {
    const controller = new AbortController();
    serve({ status: 202, headers: asyncOperation() }, () => controller.abort());
    const error = await failureOf(put({ abortSignal: controller.signal }));
    expect(error).to.have.property("name", "AbortError");
  });
});
