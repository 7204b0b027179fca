// The shape of models: flat, dates as Date, and nothing lost that no model knows.

import { expect } from "chai";
import type { FederatedIdentityCredential, Identity } from "arm-managed-identity";
import { clientOf, peerOf } from "./support/clients.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

const wire = {
  location: "eastus",
  tags: { a: "1" },
  id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/n",
  name: "n",
  type: "Microsoft.ManagedIdentity/userAssignedIdentities",
  systemData: {
    createdBy: "me",
    createdAt: "2024-11-30T01:02:03.4567Z",
    lastModifiedAt: "2025-01-01T00:00:00Z",
    newer: 1,
  },
  properties: {
    isolationScope: "None",
    tenantId: "t",
    principalId: "p",
    clientId: "c",
  },
};

describe("models", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  const get = (): Promise<Identity> => clientOf(server).userAssignedIdentities.get("g", "n");
  const bodySent = (): unknown => JSON.parse(server.requests.at(-1)?.body ?? "");

  it("are flat, with dates as Date", async () => {
    server.reply = () => ({ status: 200, json: wire });
    const identity = await get();
    expect(identity).to.include({ location: "eastus", isolationScope: "None", clientId: "c" });
    expect(identity).not.to.have.property("properties");
    expect(identity.systemData?.createdAt).to.deep.equal(new Date("2024-11-30T01:02:03.456Z"));
    expect(identity.systemData).to.include({ createdBy: "me", newer: 1 });
  });

  it("equal those of @azure/arm-msi where both know the members", async () => {
    const { newer: _newer, ...systemData } = wire.systemData;
    server.reply = () => ({ status: 200, json: { ...wire, systemData } });
    const ours = await get();
    const theirs = await peerOf(server).userAssignedIdentities.get("g", "n");
    expect(ours).to.deep.equal({ ...theirs });
  });

  it("have no member that the answer does not have", async () => {
    server.reply = () => ({ status: 200, json: { name: "n" } });
    expect(await get()).to.deep.equal({ name: "n" });
    server.reply = () => ({ status: 200, json: { name: "n", properties: null, systemData: null } });
    expect(await get()).to.deep.equal({ name: "n", systemData: null });
  });

  it("keep what no model knows, from GET to PUT", async () => {
    const unknown = {
      ...wire,
      etag: "e",
      zones: ["1"],
      sku: { name: "S" },
      properties: {
        ...wire.properties,
        newerThing: { list: ["A.B"] },
        flag: false,
      },
    };
    server.reply = () => ({ status: 200, json: unknown });
    const identity = await get();
    expect(identity).to.deep.include({ etag: "e", flag: false, sku: { name: "S" } });
    await clientOf(server).userAssignedIdentities.createOrUpdate("g", "n", identity);
    expect(bodySent()).to.deep.equal({
      location: "eastus",
      tags: { a: "1" },
      etag: "e",
      zones: ["1"],
      sku: { name: "S" },
      properties: {
        isolationScope: "None",
        newerThing: { list: ["A.B"] },
        flag: false,
      },
    });
  });

  it("keep a member of properties whose name is taken at the top", async () => {
    server.reply = () => ({
      status: 200,
      json: { ...wire, properties: { ...wire.properties, location: "inner", name: "inner" } },
    });
    const identity = await get();
    expect(identity).to.deep.include({
      location: "eastus",
      name: "n",
      properties: { location: "inner", name: "inner" },
    });
    await clientOf(server).userAssignedIdentities.createOrUpdate("g", "n", identity);
    expect(bodySent()).to.deep.equal({
      location: "eastus",
      tags: { a: "1" },
      properties: { isolationScope: "None", location: "inner", name: "inner" },
    });
  });

  it("keep a member of properties that has the name of one a resource may have", async () => {
    const inner = {
      kind: "k",
      tags: { t: "1" },
      location: "l",
      type: "t",
      systemData: { x: 1 },
      etag: "e",
    };
    const credential = { issuer: "https://i", subject: "s", audiences: ["a"] };
    server.reply = () => ({
      status: 200,
      json: { name: "f", properties: { ...credential, ...inner } },
    });
    const client = clientOf(server);
    const read = await client.federatedIdentityCredentials.get("g", "n", "f");
    expect(read).to.deep.equal({ name: "f", ...credential, properties: inner });
    await client.federatedIdentityCredentials.createOrUpdate("g", "n", "f", read);
    expect(bodySent()).to.deep.equal({ properties: { ...inner, ...credential } });
  });

  it("send what a caller sets and no member of the service's own", async () => {
    server.reply = () => ({ status: 200, json: {} });
    await clientOf(server).federatedIdentityCredentials.createOrUpdate("g", "n", "f", {
      id: "x",
      name: "x",
      type: "x",
      systemData: {},
      issuer: "https://i",
      subject: "s",
      audiences: ["a"],
    } satisfies FederatedIdentityCredential);
    expect(bodySent()).to.deep.equal({
      properties: { issuer: "https://i", subject: "s", audiences: ["a"] },
    });
  });

  it("send null, which clears, and leave undefined out", async () => {
    server.reply = () => ({ status: 200, json: {} });
    await clientOf(server).userAssignedIdentities.update("g", "n", {
      tags: null,
      location: undefined,
      isolationScope: undefined,
    } as never);
    expect(bodySent()).to.deep.equal({ tags: null });
  });

  it("do not change what the caller passed", async () => {
    server.reply = () => ({ status: 200, json: {} });
    const identity = Object.freeze({ location: "eastus", tags: Object.freeze({ a: "1" }) });
    await clientOf(server).userAssignedIdentities.createOrUpdate("g", "n", identity);
    expect(identity).to.deep.equal({ location: "eastus", tags: { a: "1" } });
  });

  it("take a member named __proto__ for a member", async () => {
    server.reply = () => ({
      status: 200,
      text: '{"location":"eastus","properties":{"__proto__":{"polluted":true}}}',
      headers: { "content-type": "application/json" },
    });
    const identity = await get();
    expect(identity).not.to.have.property("polluted");
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
    expect(Object.hasOwn(identity, "__proto__")).to.equal(true);
  });
});
