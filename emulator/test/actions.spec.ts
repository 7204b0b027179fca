import { expect } from "chai";
import { startEmulator } from "../src/index.js";
import { at, groupPath, identityPath, openLaboratory } from "./support.js";
import type { Laboratory, Reply } from "./support.js";

const other = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/Web-Shop";
const resources = [
  `${other}/providers/Microsoft.Web/sites/Shop`,
  `${other}/providers/Microsoft.Compute/virtualMachines/build`,
  `${other}/providers/Microsoft.Web/sites/Admin`,
  `${other}/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/o'1`,
  `${other}/providers/Microsoft.Web/sites/shop/slots/beta`,
];

describe("emulator: actions on identities", () => {
  let lab: Laboratory;

  before(async () => {
    const associatedResources = { ID1: resources };
    lab = await openLaboratory({ pageSize: 3, associatedResources });
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
    await lab.put(identityPath(lab, "alone"), { location: "westeurope" });
  });
  after(() => lab.close());

  const limits = ({ headers }: Reply) =>
    Object.keys(headers).filter((name) => name.startsWith("x-ms-ratelimit"));

  function checkMissing(identity: Reply, group: Reply): void {
    expect([identity.status, identity.json.error!.code]).to.deep.equal([404, "ResourceNotFound"]);
    expect([group.status, group.json.error!.code]).to.deep.equal([404, "ResourceGroupNotFound"]);
    expect(limits(identity)).to.deep.equal(limits(group));
  }

  describe("listAssociatedResources", () => {
    const post = (query = "", identity = "id1", group?: string) =>
      lab.ask(
        "POST",
        at(`${identityPath(lab, identity, group)}/listAssociatedResources`, "2022-01-31-preview") +
          query,
      );
    const names = ({ json }: Reply) => json.value!.map((item) => item.name);
    const filtered = (filter: string) => post(`&$filter=${encodeURIComponent(filter)}`);
    const next = ({ json }: Reply) => String(json.nextLink).slice(lab.emulator.endpoint.length);

    it("answers no resources for an identity of which none were told", async () => {
      expect((await post("", "alone")).text).to.equal('{"totalCount":0,"value":[]}');
    });

    it("describes the resources with the service's members", async () => {
      const { json } = await post();
      expect(Object.keys(json)).to.deep.equal(["totalCount", "value", "nextLink"]);
      expect(json.totalCount).to.equal(5);
      expect(Object.keys(json.value![0]!)).to.deep.equal([
        "id",
        "name",
        "type",
        "resourceGroup",
        "subscriptionId",
        "subscriptionDisplayName",
      ]);
      expect(json.value![0]).to.deep.equal({
        id: resources[0],
        name: "Shop",
        type: "microsoft.web/sites",
        resourceGroup: "web-shop",
        subscriptionId: "11111111-1111-4111-8111-111111111111",
        subscriptionDisplayName: "Emulated subscription",
      });
    });

    it("walks the pages by POST, with the total on each", async () => {
      const first = await post("&$top=2&$skip=1&$orderby=name");
      expect(names(first)).to.deep.equal(["beta", "build"]);
      const link = new URL(first.json.nextLink!);
      expect(link.search).to.match(
        /^\?api-version=2022-01-31-preview&\$top=2&\$skip=1&\$orderby=name&\$skiptoken=[\w-]+$/,
      );
      const second = await lab.ask("POST", next(first));
      expect(names(second)).to.deep.equal(["o'1", "Shop"]);
      expect(Object.keys(second.json)).to.deep.equal(["totalCount", "value"]);
      expect([first.json.totalCount, second.json.totalCount]).to.deep.equal([5, 5]);
    });

    it("answers at most a page and skips as told, past the end too", async () => {
      const first = await post("&$top=100");
      expect(names(first)).to.have.length(3);
      expect(names(await lab.ask("POST", next(first)))).to.have.length(2);
      expect((await post("&$skip=5")).text).to.equal('{"totalCount":5,"value":[]}');
    });

    const filters: readonly (readonly [string, readonly string[]])[] = [
      ["type eq 'Microsoft.Compute/virtualMachines'", ["build"]],
      ["name eq 'SHOP'", ["Shop"]],
      ["name eq 'o''1'", ["o'1"]],
      ["Name EQ 'shop' or name eq 'build'", ["Shop", "build"]],
      ["type eq 'microsoft.web/sites' and name eq 'admin' or name eq 'beta'", ["Admin", "beta"]],
      ["resourceGroup eq 'web-shop' and name eq 'none'", []],
    ];
    for (const [filter, expected] of filters) {
      it(`filters by ${filter}`, async () => {
        const reply = await filtered(filter);
        expect(names(reply)).to.deep.equal(expected);
        expect(reply.json.totalCount).to.equal(expected.length);
      });
    }

    it("orders by several members, up and down", async () => {
      const reply = await post("&$orderby=type%20desc,%20name%20asc");
      expect(names(reply)).to.deep.equal(["beta", "Admin", "Shop"]);
      expect(names(await post("&$orderby=name%20DESC"))).to.deep.equal(["Shop", "o'1", "build"]);
    });

    const bad: readonly (readonly [string, string])[] = [
      ["$filter", ""],
      ["$filter", "name"],
      ["$filter", "name ne 'x'"],
      ["$filter", "color eq 'x'"],
      ["$filter", "name eq 'x"],
      ["$filter", "name eq 'x' and"],
      ["$filter", "name eq 'x' or "],
      ["$filter", "name eq 'x' name eq 'y'"],
      ["$filter", "contains(name, 'x')"],
      ["$orderby", ""],
      ["$orderby", "color"],
      ["$orderby", "name up"],
      ["$orderby", "name,"],
      ["$skip", "0"],
      ["$skip", "x"],
      ["$top", "0"],
      ["$skiptoken", "x"],
    ];
    for (const [name, value] of bad) {
      it(`refuses ${name}=${value}`, async () => {
        const { status, json } = await post(`&${name}=${encodeURIComponent(value)}`);
        expect([status, json.error!.code]).to.deep.equal([400, "InvalidQueryParameter"]);
        expect(json.error!.message).to.match(new RegExp(`^The query parameter '\\${name}' .+\\.$`));
      });
    }

    it("counts as a read, also when it fails", async () => {
      const reads = [
        "x-ms-ratelimit-remaining-subscription-reads",
        "x-ms-ratelimit-remaining-subscription-global-reads",
      ];
      const replies = [await post(), await post("", "nobody"), await post("&$top=0")];
      for (const reply of replies) {
        expect(limits(reply)).to.deep.equal(reads);
      }
    });

    it("answers 404 for a missing identity or group, as GET does", async () => {
      checkMissing(await post("", "nobody"), await post("", "id1", "gone"));
    });

    it("finds resources by name in any group and by id, and tells each of them once", async () => {
      const { subscriptionId } = lab.emulator;
      const id = `subscriptions/${subscriptionId}/RESOURCEgroups/RG2/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
      const lower = resources.map((resource) =>
        resource.slice(1).replace("resourceGroups", "resourcegroups"),
      );
      const second = await openLaboratory({
        associatedResources: { id1: resources.slice(0, 2), [id]: lower.slice(1, 3) },
      });
      try {
        const ask = async (group: string) => {
          await second.put(groupPath(second, group), { location: "westeurope" });
          await second.put(identityPath(second, "id1", group), { location: "westeurope" });
          const path = `${identityPath(second, "id1", group)}/listAssociatedResources`;
          return second.ask("POST", at(path, "2021-09-30-preview"));
        };
        const found = async (group: string) => (await ask(group)).json.value!.map(({ id }) => id);
        expect(await found("rg1")).to.deep.equal(resources.slice(0, 2));
        expect(await found("rg2")).to.deep.equal(resources.slice(0, 3));
      } finally {
        await second.close();
      }
    });

    it("refuses at the start what are no ids", async () => {
      const texts: readonly Readonly<Record<string, unknown>>[] = [
        { id1: ["x"] },
        { id1: [`${other}/providers/Microsoft.Web/sites`] },
        { id1: [other] },
        { id1: resources[0] },
        { "/x/y": [] },
        { [resources[0]!]: [] },
      ];
      for (const associatedResources of texts) {
        let error: unknown;
        const options = { associatedResources: associatedResources as Record<string, string[]> };
        await startEmulator(options).then(
          (emulator) => emulator.stop(),
          (reason: unknown) => (error = reason),
        );
        expect(error, JSON.stringify(associatedResources)).to.be.instanceOf(TypeError);
        expect((error as Error).message).to.match(/^startEmulator: associatedResources /);
      }
    });
  });

  describe("revokeTokens", () => {
    const post = (identity = "id1", group?: string) =>
      lab.ask(
        "POST",
        at(`${identityPath(lab, identity, group)}/revokeTokens`, "2023-07-31-preview"),
      );

    it("answers 200 with Content-Length 0 and nothing to wait for, and changes nothing", async () => {
      const before = await lab.ask("GET", identityPath(lab, "id1"));
      const { status, text, headers } = await post();
      expect([status, text, headers["content-length"]]).to.deep.equal([200, "", "0"]);
      expect(headers).not.to.have.any.keys(
        "content-type",
        "location",
        "azure-asyncoperation",
        "retry-after",
      );
      expect((await lab.ask("GET", identityPath(lab, "id1"))).json).to.deep.equal(before.json);
    });

    it("counts as a write", async () => {
      expect(limits(await post())).to.deep.equal([
        "x-ms-ratelimit-remaining-subscription-writes",
        "x-ms-ratelimit-remaining-subscription-global-writes",
      ]);
    });

    it("answers 404 for a missing identity or group, as GET does", async () => {
      checkMissing(await post("nobody"), await post("id1", "gone"));
    });
  });
});
