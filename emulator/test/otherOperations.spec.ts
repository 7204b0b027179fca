import { expect } from "chai";
import { groupPath, identityPath, openLaboratory } from "./support.js";
import type { Laboratory } from "./support.js";

describe("emulator: system-assigned identities, operations and paths", () => {
  let lab: Laboratory;

  before(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
  });
  after(() => lab.close());

  const suffix = "providers/Microsoft.ManagedIdentity/identities/default";

  it("describes the parent resource of a system-assigned identity", async () => {
    const scope = `${groupPath(lab)}/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/1`;
    const { status, json } = await lab.ask("GET", `${scope}/${suffix}`);
    expect(status).to.equal(200);
    expect(Object.keys(json)).to.deep.equal([
      "id",
      "name",
      "type",
      "location",
      "tags",
      "properties",
    ]);
    expect(json).to.deep.include({
      id: scope,
      name: "1",
      type: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
      location: "westeurope",
      tags: {},
    });
    expect(Object.keys(json.properties!)).to.deep.equal([
      "tenantId",
      "principalId",
      "clientId",
      "clientSecretUrl",
    ]);
    const again = await lab.ask("GET", `${scope.toUpperCase()}/${suffix}`);
    expect(again.json.properties!.principalId).to.equal(json.properties!.principalId);
    const other = await lab.ask("GET", `${scope}2/${suffix}`);
    expect(other.json.properties!.principalId).not.to.equal(json.properties!.principalId);
  });

  it("answers 404 for a scope that is not a resource of a group", async () => {
    const scopes = [
      groupPath(lab),
      `/subscriptions/${lab.emulator.subscriptionId}`,
      `${groupPath(lab)}/providers/Microsoft.Web/sites`,
      `${groupPath(lab)}/providers/Microsoft.Web/sites/a%2Fb`,
      `${groupPath(lab)}/providers/Microsoft.Web%2Fsites/s`,
      `${groupPath(lab)}/providers/Microsoft.Web//s`,
      "/x",
      "",
    ];
    for (const scope of scopes) {
      expect((await lab.ask("GET", `${scope}/${suffix}`)).status, scope).to.equal(404);
    }
  });

  it("lists the operations of the provider", async () => {
    const { status, json } = await lab.ask(
      "GET",
      "/providers/Microsoft.ManagedIdentity/operations",
    );
    expect(status).to.equal(200);
    expect(Object.keys(json)).to.deep.equal(["value"]);
    expect(json.value).to.have.length(12);
    for (const item of json.value!) {
      expect(Object.keys(item)).to.deep.equal(["name", "display"]);
      expect(item.name).to.match(/^Microsoft\.ManagedIdentity\/[\w/]+$/);
      expect(Object.keys(item.display!)).to.deep.equal([
        "provider",
        "resource",
        "operation",
        "description",
      ]);
      expect(item.display!.provider).to.equal("Microsoft Managed Identity");
    }
  });

  it("does not let an encoded slash or dot reach another resource", async () => {
    const list = identityPath(lab);
    const paths = [
      `${groupPath(lab)}/providers/Microsoft.ManagedIdentity%2FuserAssignedIdentities/id1`,
      `${list}%2Fid1`,
      `${list}/x%2F..%2Fid1`,
      `${list}/x%2Fid1`,
      `${list}/x/../id1`,
      `${list}/%2E%2E/userAssignedIdentities/id1`,
      `${list}//id1`,
      `/subscriptions/${lab.emulator.subscriptionId}%2FresourceGroups%2Frg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`,
    ];
    for (const path of paths) {
      expect((await lab.ask("GET", path)).status, path).to.be.oneOf([400, 404]);
      expect((await lab.ask("DELETE", path)).status, path).to.be.oneOf([204, 400, 404, 405]);
    }
    expect((await lab.ask("GET", `${list}/id1`)).status).to.equal(200);
    expect((await lab.ask("GET", `${list}/%69d1/`)).status).to.equal(200);
  });
});
