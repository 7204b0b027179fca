// Two writes at a time under one identity, and what stands in their way.

import { expect } from "chai";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
} from "./support.js";

const location = { location: "westeurope" };

describe("emulator: concurrent writes of credentials", () => {
  let lab: Laboratory;
  beforeEach(async () => {
    lab = await openLaboratory({ writeDurationInMs: 250 });
    await lab.put(groupPath(lab), location);
    await Promise.all([
      lab.put(identityPath(lab, "id1"), location),
      lab.put(identityPath(lab, "id2"), location),
    ]);
  });
  afterEach(() => lab.close());

  const path = (name: string, identity?: string) => credentialPath(lab, name, identity);

  /** Begins a write; resolves when the emulator has read the request of it. */
  async function begin(method: string, at: string, body?: object) {
    const before = lab.emulator.requests.length;
    const reply = lab.ask(method, at, { ...(body && { body }) });
    while (lab.emulator.requests.length === before) {
      await new Promise(setImmediate);
    }
    return { reply };
  }

  it("are a conflict under one identity, and the first one goes on", async () => {
    const first = await begin("PUT", path("fic-1"), credentialBody("s1"));
    const second = await lab.put(path("fic-2"), credentialBody("s2"));
    expect(second.status).to.equal(409);
    expect(second.json).to.deep.equal({
      error: {
        code: "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
        message: `Too many Federated Identity Credentials are written concurrently for the managed identity '/subscriptions/${lab.emulator.subscriptionId}/resourcegroups/rg1/providers/microsoft.managedidentity/userassignedidentities/id1'. Concurrent Federated Identity Credentials writes under the same managed identity are not supported.`,
      },
    });
    expect(second.headers).not.to.have.property("x-ms-failure-cause");
    expect((await first.reply).status).to.equal(201);
    expect((await lab.put(path("fic-2"), credentialBody("s2"))).status).to.equal(201);
  });

  it("are a conflict whatever they are: create, change or delete", async () => {
    await lab.put(path("fic-1"), credentialBody("s1"));
    const writes: readonly [string, object?][] = [["PUT", credentialBody("s3")], ["DELETE"]];
    for (const [method, body] of writes) {
      const first = await begin(method, path("fic-1"), body);
      expect((await lab.ask("DELETE", path("fic-1"))).status).to.equal(409);
      expect((await lab.put(path("fic-2"), credentialBody("s2"))).status).to.equal(409);
      expect((await first.reply).status).to.equal(200);
    }
  });

  it("are none under different identities, and reading is none", async () => {
    const first = await begin("PUT", path("fic-1"), credentialBody());
    const others = await Promise.all([
      lab.put(path("fic-1", "id2"), credentialBody()),
      lab.ask("GET", credentialPath(lab)),
      lab.ask("PATCH", identityPath(lab, "id1"), { body: { tags: { a: "b" } } }),
    ]);
    expect(others.map(({ status }) => status)).to.deep.equal([201, 200, 200]);
    expect((await first.reply).status).to.equal(201);
  });

  it("can be had again after one that failed", async () => {
    await lab.put(path("fic-1"), credentialBody());
    expect((await lab.put(path("fic-2"), credentialBody())).status).to.equal(409);
    expect((await lab.put(path("fic-2"), credentialBody("other"))).status).to.equal(201);
  });

  it("take effect at their end: not seen before, and lost when their identity goes", async () => {
    const first = await begin("PUT", path("fic-1"), credentialBody());
    expect((await lab.ask("GET", path("fic-1"))).status).to.equal(404);
    await first.reply;
    expect((await lab.ask("GET", path("fic-1"))).status).to.equal(200);
    const deletion = await begin("DELETE", identityPath(lab, "id1"));
    const late = await begin("PUT", path("fic-2"), credentialBody("s2"));
    expect((await deletion.reply).status).to.equal(200);
    const reply = await late.reply;
    expect([reply.status, reply.json.error?.code]).to.deep.equal([404, "ParentResourceNotFound"]);
  });

  it("are lost when their identity goes, also if another one has its name by then", async () => {
    const deletion = await begin("DELETE", identityPath(lab, "id1"));
    const creation = await begin("PUT", identityPath(lab, "id1"), location);
    const late = await begin("PUT", path("fic-1"), credentialBody());
    expect((await deletion.reply).status).to.equal(200);
    expect((await creation.reply).status).to.equal(201);
    const reply = await late.reply;
    expect([reply.status, reply.json.error?.code]).to.deep.equal([404, "ParentResourceNotFound"]);
    expect((await lab.ask("GET", path("fic-1"))).status).to.equal(404);
  });

  it("never conflict when writes take no time", async () => {
    const quick = await openLaboratory({ writeDurationInMs: 0 });
    await quick.put(groupPath(quick), location);
    await quick.put(identityPath(quick, "id1"), location);
    const writes = Array.from({ length: 20 }, (_, number) =>
      quick.put(credentialPath(quick, `fic-${number}`), credentialBody(`s${number}`)),
    );
    const statuses = (await Promise.all(writes)).map(({ status }) => status);
    expect(new Set(statuses)).to.deep.equal(new Set([201]));
    await quick.close();
  });
});
