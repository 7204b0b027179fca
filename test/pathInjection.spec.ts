// Whatever a caller passes as a name, the request goes to the resource of that name or nowhere.

import { expect } from "chai";
import fc from "fast-check";
import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { clientOf, subscriptionId, testCredential } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

const identities = `/subscriptions/${subscriptionId}/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/`;

const sent: readonly [what: string, name: string][] = [
  ["a slash", "a/b"],
  ["dot segments between slashes", "../../other/x"],
  ["an escaped slash", "a%2Fb"],
  ["escaped dots", "%2e%2e"],
  ["a question mark", "a?api-version=2018-11-30"],
  ["a fragment", "a#b"],
  ["replacement patterns", "a$'b$&c$`d$1"],
  ["a line break", "a\r\nHost: elsewhere"],
  ["a tab and a null", "a\tb\0c"],
  ["a backslash", "..\\..\\other"],
  ["letters outside ASCII", "identität-身份-🔑"],
  ["a full-width dot", "．．"],
  ["three dots", "..."],
  ["braces of a route template", "{resourceName}"],
  ["a space", " "],
  ["10,000 characters", "x".repeat(10_000)],
];

const refused: readonly [what: string, name: unknown][] = [
  ["an empty name", ""],
  ["a dot", "."],
  ["two dots", ".."],
  ["half of a surrogate pair", "a\ud800b"],
  ["undefined", undefined],
  ["null", null],
  ["a number", 5],
];

describe("path parameters", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  for (const [what, name] of sent) {
    it(`sends ${what} as one segment that decodes to the name`, async () => {
      await clientOf(server).userAssignedIdentities.get("group", name);
      expect(server.requests).to.have.lengthOf(1);
      expect(nameAsked(server)).to.equal(name);
    });
  }

  for (const [what, name] of refused) {
    it(`refuses ${what} by the parameter's name and sends nothing`, async () => {
      const error = await failureOf(
        clientOf(server).userAssignedIdentities.get("group", name as string),
      );
      expect(error).to.be.instanceOf(TypeError);
      expect(error.message).to.contain("UserAssignedIdentities.get: 'resourceName'");
      expect(server.requests).to.have.lengthOf(0);
    });
  }

  it("keeps any other text in its segment", async () => {
    const client = clientOf(server);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
        async (name) => {
          fc.pre(name !== "." && name !== "..");
          server.requests.length = 0;
          await client.userAssignedIdentities.get("group", name);
          expect(nameAsked(server)).to.equal(name);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("encodes the subscription too", async () => {
    const client = new ManagedServiceIdentityClient(testCredential(), "../x?y", {
      endpoint: server.endpoint,
      tlsOptions: server.tls,
    });
    await client.userAssignedIdentities.get("group", "name");
    expect(server.requests[0]?.target).to.match(/^\/subscriptions\/\.\.%2Fx%3Fy\/resourceGroups\//);
  });

  it("asks for a subscription where an operation needs one, and only there", async () => {
    const client = new ManagedServiceIdentityClient(testCredential(), {
      endpoint: server.endpoint,
      tlsOptions: server.tls,
    });
    const error = await failureOf(client.userAssignedIdentities.get("group", "name"));
    expect(error).to.be.instanceOf(TypeError);
    expect(error.message).to.match(/^UserAssignedIdentities\.get needs a subscription/);
    expect(() => client.userAssignedIdentities.listBySubscription()).to.throw(
      TypeError,
      /needs a subscription/,
    );
    expect(server.requests).to.have.lengthOf(0);
    server.reply = () => ({ status: 200, json: { value: [] } });
    expect(await client.operations.list().next()).to.deep.include({ done: true });
  });
});

describe("scopes", () => {
  const machine =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm";
  let server: TestServer;
  before(async () => {
    server = await startTestServer(() => ({ status: 200, json: { location: "eastus" } }));
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  for (const scope of [machine, machine.slice(1)]) {
    it(`sends ${scope.startsWith("/") ? "a leading slash once" : "an id without a leading slash"}`, async () => {
      await clientOf(server).systemAssignedIdentities.getByScope(scope);
      expect(server.requests[0]?.target).to.equal(
        `${machine}/providers/Microsoft.ManagedIdentity/identities/default?api-version=2024-11-30`,
      );
    });
  }

  it("encodes each segment", async () => {
    await clientOf(server).systemAssignedIdentities.getByScope(
      "/subscriptions/s/resourceGroups/g?x#y/providers/A.B/c/d%2Fe\r\n$'ü",
    );
    expect(server.requests[0]?.target).to.match(
      /^\/subscriptions\/s\/resourceGroups\/g%3Fx%23y\/providers\/A\.B\/c\/d%252Fe%0D%0A%24'%C3%BC\/providers\//,
    );
  });

  for (const scope of [
    "",
    "/",
    "subscriptions",
    "https://elsewhere.example/subscriptions/s",
    "//elsewhere.example/subscriptions/s",
    "/tenants/t",
    "/subscriptions/s/../../providers/x",
    "/subscriptions/s/./x",
    "/subscriptions//x",
    "/subscriptions/s/",
    "/subscriptions/\ud800",
  ]) {
    it(`refuses ${JSON.stringify(scope)} and sends nothing`, async () => {
      const error = await failureOf(clientOf(server).systemAssignedIdentities.getByScope(scope));
      expect(error).to.be.instanceOf(TypeError);
      expect(error.message).to.contain("SystemAssignedIdentities.getByScope: 'scope'");
      expect(server.requests).to.have.lengthOf(0);
    });
  }
});

function nameAsked(server: TestServer): string {
  const [path] = (server.requests[0]?.target ?? "").split("?");
  expect(path).to.match(new RegExp(`^${identities.replaceAll(".", "\\.")}[^/?#]+$`));
  return decodeURIComponent((path ?? "").slice(identities.length));
}
