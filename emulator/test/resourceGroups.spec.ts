import { expect } from "chai";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Laboratory } from "./support.js";

describe("emulator: resource groups", () => {
  let lab: Laboratory;

  beforeEach(async () => {
    lab = await openLaboratory({ retryAfterInSeconds: 7 });
  });
  afterEach(() => lab.close());

  it("answers PUT with 201, then 200, and GET with the same, spelled resourceGroups", async () => {
    const first = await lab.put(groupPath(lab), { location: "Central US", tags: { a: "1" } });
    expect(first.status).to.equal(201);
    expect(first.json).to.deep.equal({
      id: `/subscriptions/${lab.emulator.subscriptionId}/resourceGroups/rg1`,
      name: "rg1",
      type: "Microsoft.Resources/resourceGroups",
      location: "centralus",
      tags: { a: "1" },
      properties: { provisioningState: "Succeeded" },
    });
    const second = await lab.put(groupPath(lab, "RG1"), { location: "centralus" });
    expect(second.status).to.equal(200);
    expect(second.json.name).to.equal("rg1");
    expect(second.json).not.to.have.property("tags");
    expect((await lab.ask("GET", groupPath(lab))).json).to.deep.equal(second.json);
  });

  it("accepts any well-formed api-version, as it is another provider's", async () => {
    const path = `${groupPath(lab)}?api-version=2021-04-01`;
    expect((await lab.ask("PUT", path, { body: { location: "westeurope" } })).status).to.equal(201);
  });

  it("refuses a missing location, another location and bad names", async () => {
    const code = async (name: string, body: object) =>
      (await lab.put(groupPath(lab, name), body)).json.error?.code;
    expect(await code("rg1", {})).to.equal("LocationRequired");
    await lab.put(groupPath(lab), { location: "westeurope" });
    expect(await code("rg1", { location: "eastus" })).to.equal("InvalidResourceGroupLocation");
    for (const name of ["a.", "a%20b", "a%2Fb", "a".repeat(91)]) {
      expect(await code(name, { location: "westeurope" }), name).to.equal("InvalidResourceName");
    }
  });

  it("deletes by 202 and polling, with all identities and credentials of the group", async () => {
    for (const group of ["rg1", "rg2"]) {
      await lab.put(groupPath(lab, group), { location: "westeurope" });
      await lab.put(identityPath(lab, "id1", group), { location: "westeurope" });
    }
    await lab.put(credentialPath(lab, "fic"), credentialBody());

    const started = await lab.ask("DELETE", groupPath(lab));
    expect([started.status, started.text]).to.deep.equal([202, ""]);
    expect(started.headers["retry-after"]).to.equal("7");
    const location = String(started.headers.location);
    expect(location.startsWith(`${lab.emulator.endpoint}/subscriptions/`)).to.equal(true);

    const path = location.slice(lab.emulator.endpoint.length);
    const first = await lab.ask("GET", path);
    expect([first.status, first.headers["retry-after"]]).to.deep.equal([202, "7"]);
    expect(first.headers.location).to.equal(location);
    for (const done of [await lab.ask("GET", path), await lab.ask("GET", path)]) {
      expect([done.status, done.text, done.headers["content-length"]]).to.deep.equal([
        200,
        "",
        "0",
      ]);
      expect(done.headers).not.to.have.any.keys("location", "retry-after");
    }

    expect((await lab.ask("GET", groupPath(lab))).status).to.equal(404);
    const all = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    const left = (await lab.ask("GET", all)).json.value!;
    expect(left.map((item) => item.id)).to.have.length(1);
    expect(String(left[0]?.id)).to.include("/resourcegroups/rg2/");

    await lab.put(groupPath(lab), { location: "westeurope" });
    expect((await lab.ask("GET", identityPath(lab))).json).to.deep.equal({ value: [] });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
    expect((await lab.ask("GET", credentialPath(lab))).json).to.deep.equal({ value: [] });
  });

  it("says to come back in 15 seconds unless told otherwise", async () => {
    const usual = await openLaboratory({ retryAfterInSeconds: undefined });
    try {
      await usual.put(groupPath(usual), { location: "westeurope" });
      const { headers } = await usual.ask("DELETE", groupPath(usual));
      expect(headers["retry-after"]).to.equal("15");
    } finally {
      await usual.close();
    }
  });

  it("may have letters of any script, which an identity's Location has percent-encoded", async () => {
    const name = encodeURIComponent("グループ");
    expect((await lab.put(groupPath(lab, name), { location: "westeurope" })).status).to.equal(201);
    const path = identityPath(lab, "id1", name);
    const created = await lab.put(path, { location: "westeurope" });
    expect([created.status, created.headers.location]).to.deep.equal([
      201,
      path.replace("resourceGroups", "resourcegroups"),
    ]);
    const credential = `${path}/federatedIdentityCredentials/fic`;
    const { status, headers } = await lab.put(credential, credentialBody());
    expect([status, headers.location]).to.deep.equal([
      201,
      credential.replace("resourceGroups", "resourcegroups"),
    ]);
  });

  it("are remembered as deleted for the newest 1,000 deletions", async () => {
    const links: string[] = [];
    for (let count = 0; count < 1_001; count++) {
      await lab.put(groupPath(lab), { location: "westeurope" });
      const { headers } = await lab.ask("DELETE", groupPath(lab));
      links.push(headers.location?.slice(lab.emulator.endpoint.length) ?? "");
    }
    const statusOf = async (link = "") => (await lab.ask("GET", link)).status;
    expect(await statusOf(links[0])).to.equal(404);
    expect(await statusOf(links[1])).to.equal(202);
    expect(await statusOf(links.at(-1))).to.equal(202);
  });
});
