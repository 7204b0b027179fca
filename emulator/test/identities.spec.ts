import { expect } from "chai";
import {
  groupPath,
  identityPath,
  openLaboratory,
  credentialBody,
  credentialPath,
} from "./support.js";
import type { Laboratory } from "./support.js";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("emulator: user-assigned identities", () => {
  let lab: Laboratory;
  let id: string;

  beforeEach(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    id = `/subscriptions/${lab.emulator.subscriptionId}/resourcegroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
  });
  afterEach(() => lab.close());

  const path = (name?: string, group?: string) => identityPath(lab, name, group);
  const create = (name = "id1", body: object = { location: "westeurope" }) =>
    lab.put(path(name), body);

  it("answers 201 with a relative Location equal to the id for a new one", async () => {
    const reply = await create();
    expect(reply.status).to.equal(201);
    expect(reply.headers.location).to.equal(id);
    expect(reply.json.id).to.equal(id);
  });

  it("answers 200 without Location for an existing one, with the same principal and client", async () => {
    const first = await create();
    const second = await create();
    expect(second.status).to.equal(200);
    expect(second.headers.location).to.equal(undefined);
    expect(second.json).to.deep.equal(first.json);
  });

  it("gives the members in the service's order", async () => {
    const { json } = await create("id1", { location: "westeurope", tags: { b: "1", a: "2" } });
    expect(Object.keys(json)).to.deep.equal([
      "location",
      "tags",
      "id",
      "name",
      "type",
      "properties",
    ]);
    expect(Object.keys(json.properties!)).to.deep.equal([
      "isolationScope",
      "tenantId",
      "principalId",
      "clientId",
    ]);
    expect(Object.keys(json.tags!)).to.deep.equal(["b", "a"]);
    expect(json.type).to.equal("Microsoft.ManagedIdentity/userAssignedIdentities");
    expect(json.properties!.principalId).to.match(guid);
    expect(json.properties!.clientId).to.match(guid).and.not.equal(json.properties!.principalId);
    expect(json.properties!.tenantId).to.equal(lab.emulator.env.AZURE_TENANT_ID);
  });

  it("normalises the location and always has tags and an isolation scope", async () => {
    const { json } = await create("id1", { location: "Central US", name: "id1", properties: {} });
    expect(json.location).to.equal("centralus");
    expect(json.tags).to.deep.equal({});
    expect(json.properties!.isolationScope).to.equal("None");
  });

  it("finds names in any letter case and keeps the casing of the create", async () => {
    await create("MyIdentity");
    const upper = path("MYIDENTITY", "RG1")
      .replace("resourceGroups", "RESOURCEGROUPS")
      .replace("Microsoft.ManagedIdentity", "MICROSOFT.MANAGEDIDENTITY");
    const reply = await lab.ask("GET", upper);
    expect(reply.status).to.equal(200);
    expect(reply.json.name).to.equal("MyIdentity");
    expect(reply.json.id).to.equal(id.replace("id1", "MyIdentity"));
    expect((await create("MYidentity")).status).to.equal(200);
    expect((await lab.ask("GET", path())).json.value).to.have.length(1);
  });

  it("does not take a letter that only folds to ASCII for the ASCII one", async () => {
    await create("kiwi");
    const reply = await lab.ask("GET", path("%E2%84%AAiwi"));
    expect(reply.status).to.equal(404);
  });

  it("replaces the tags on PUT and takes a PUT without location over an existing one", async () => {
    await create("id1", { location: "westeurope", tags: { a: "1" } });
    expect((await create("id1", {})).json.tags).to.deep.equal({});
  });

  it("replaces the whole tag map on PATCH", async () => {
    await create("id1", { location: "westeurope", tags: { key1: "1", key2: "2" } });
    const reply = await lab.ask("PATCH", path("id1"), { body: { tags: { key2: "3" } } });
    expect(reply.status).to.equal(200);
    expect(reply.json.tags).to.deep.equal({ key2: "3" });
    expect(reply.json.id).to.equal(id);
  });

  it("changes nothing for PATCH {} and takes the same location", async () => {
    const { json } = await create("id1", { location: "westeurope", tags: { a: "1" } });
    expect((await lab.ask("PATCH", path("id1"), { body: {} })).json).to.deep.equal(json);
    const same = await lab.ask("PATCH", path("id1"), { body: { location: "West Europe" } });
    expect(same.json).to.deep.equal(json);
  });

  it("changes the isolation scope by PATCH and leaves the tags", async () => {
    await create("id1", { location: "westeurope", tags: { a: "1" } });
    const body = { properties: { isolationScope: "Regional" } };
    const { json } = await lab.ask("PATCH", path("id1"), { body });
    expect(json.properties!.isolationScope).to.equal("Regional");
    expect(json.tags).to.deep.equal({ a: "1" });
    expect((await lab.ask("GET", path("id1"))).json).to.deep.equal(json);
  });

  it("changes nothing when a part of a PATCH is refused", async () => {
    const { json } = await create();
    const bodies = [
      { tags: { a: "1" }, location: "northeurope" },
      { tags: { a: "1" }, properties: { isolationScope: "Somewhere" } },
    ];
    for (const body of bodies) {
      expect((await lab.ask("PATCH", path("id1"), { body })).status).to.be.within(400, 409);
    }
    expect((await lab.ask("GET", path("id1"))).json).to.deep.equal(json);
  });

  it("answers DELETE with 200 and Content-Length 0, then 204 with neither length nor type", async () => {
    await create();
    const first = await lab.ask("DELETE", path("id1"));
    expect([first.status, first.text]).to.deep.equal([200, ""]);
    expect(first.headers["content-length"]).to.equal("0");
    expect(first.headers).not.to.have.property("content-type");
    const second = await lab.ask("DELETE", path("id1"));
    expect(second.status).to.equal(204);
    expect(second.headers).not.to.have.any.keys("content-length", "content-type");
    expect((await lab.ask("GET", path("id1"))).status).to.equal(404);
  });

  it("gives new principal and client ids after delete and create, and no old credentials", async () => {
    const before = await create();
    await lab.put(credentialPath(lab, "fic"), credentialBody());
    await lab.ask("DELETE", path("id1"));
    const after = await create();
    expect(after.status).to.equal(201);
    for (const member of ["principalId", "clientId"]) {
      expect(after.json.properties![member]).not.to.equal(before.json.properties![member]);
    }
    expect((await lab.ask("GET", credentialPath(lab))).json).to.deep.equal({ value: [] });
  });

  it("lists a group in creation order and a subscription grouped by location", async () => {
    await lab.put(groupPath(lab, "rg2"), { location: "westeurope" });
    await create("one");
    await create("two", { location: "northeurope" });
    await lab.put(path("three", "rg2"), { location: "westeurope" });
    const names = async (list: string) =>
      (await lab.ask("GET", list)).json.value!.map((item) => item.name);
    expect(await names(path())).to.deep.equal(["one", "two"]);
    const all = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    expect(await names(all)).to.deep.equal(["one", "three", "two"]);
  });

  it("answers an empty list without nextLink", async () => {
    const reply = await lab.ask("GET", path());
    expect(reply.status).to.equal(200);
    expect(reply.text).to.equal('{"value":[]}');
  });
});
