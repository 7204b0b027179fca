// Resource ids: apart, together, compared.

import { expect } from "chai";
import fc from "fast-check";
import {
  formatResourceId,
  normalizeResourceId,
  parseResourceId,
  resourceIdsEqual,
} from "arm-managed-identity";

const credential =
  "/subscriptions/s1/resourcegroups/My-Group/providers/microsoft.managedidentity/USERASSIGNEDIDENTITIES/Bot/federatedidentitycredentials/Main";

describe("resource ids", () => {
  it("come apart, names as written and our types in the provider's spelling", () => {
    expect(parseResourceId(credential)).to.deep.equal({
      subscriptionId: "s1",
      resourceGroupName: "My-Group",
      resourceType: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
      names: ["Bot", "Main"],
    });
  });

  it("keep the spelling of other providers' types", () => {
    expect(
      parseResourceId("/subscriptions/s/providers/Contoso.Some/things/x").resourceType,
    ).to.equal("Contoso.Some/things");
  });

  it("of an extension know the resource they extend", () => {
    const machine =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v";
    expect(
      parseResourceId(`${machine}/providers/Microsoft.ManagedIdentity/identities/default`),
    ).to.deep.equal({
      subscriptionId: "s",
      resourceGroupName: "g",
      resourceType: "Microsoft.ManagedIdentity/identities",
      names: ["default"],
      extends: machine,
    });
  });

  it("of the tenant have neither subscription nor group", () => {
    expect(parseResourceId("/providers/Microsoft.Management/managementGroups/m")).to.deep.equal({
      resourceType: "Microsoft.Management/managementGroups",
      names: ["m"],
    });
  });

  it("are written in one spelling", () => {
    expect(normalizeResourceId(credential)).to.equal(
      "/subscriptions/s1/resourceGroups/My-Group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/Bot/federatedIdentityCredentials/Main",
    );
    expect(
      normalizeResourceId(
        "/SUBSCRIPTIONS/s/ResourceGroups/g/providers/A.B/c/d/PROVIDERS/MICROSOFT.ManagedIdentity/Identities/default",
      ),
    ).to.equal(
      "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/providers/Microsoft.ManagedIdentity/identities/default",
    );
  });

  it("are equal whatever the letter case", () => {
    expect(resourceIdsEqual(credential, normalizeResourceId(credential.toUpperCase()))).to.equal(
      true,
    );
    expect(resourceIdsEqual(credential, `${credential}x`)).to.equal(false);
  });

  const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((text) => text !== "providers");
  it("come back together as they were", () => {
    fc.assert(
      fc.property(part, part, part, part, (subscriptionId, resourceGroupName, identity, name) => {
        const parts = {
          subscriptionId,
          resourceGroupName,
          resourceType:
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
          names: [identity, name],
        };
        expect(parseResourceId(formatResourceId(parts))).to.deep.equal(parts);
      }),
    );
  });

  it("may hold the word providers as a name", () => {
    for (const id of [
      "/subscriptions/s/resourceGroups/providers/providers/A.B/c/d",
      "/subscriptions/s/resourceGroups/g/providers/A.B/c/providers",
      "/subscriptions/s/resourceGroups/g/providers/A.B/c/providers/e/f",
    ]) {
      expect(formatResourceId(parseResourceId(id))).to.equal(id);
    }
  });

  it("of groups and subscriptions can be compared too", () => {
    expect(
      resourceIdsEqual("/subscriptions/s/resourcegroups/G", "/subscriptions/S/resourceGroups/g"),
    ).to.equal(true);
    expect(resourceIdsEqual("/subscriptions/s", "/subscriptions/t")).to.equal(false);
  });

  for (const bad of [
    "/subscriptions/s/resourceGroups/../providers/A.B/c/d",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c/.",
    "",
    "/",
    "x",
    "subscriptions/s/providers/A.B/c/d",
    "/subscriptions/s",
    "/subscriptions/s/resourceGroups/g",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/e",
    "/subscriptions//resourceGroups/g/providers/A.B/c/d",
    "/subscriptions/s/groups/g/providers/A.B/c/d",
    "/subscriptions/s/resourceGroups/providers/A.B/c/d",
    "/tenants/s/providers/A.B/c/d",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/",
    5,
    undefined,
  ]) {
    it(`are not made of ${JSON.stringify(bad)}`, () => {
      expect(() => parseResourceId(bad as string)).to.throw(
        TypeError,
        /^Not the id of an Azure resource: /,
      );
    });
  }

  for (const parts of [
    { resourceType: "A.B", names: [] },
    { resourceType: "A.B/c", names: [] },
    { resourceType: "A.B/c", names: ["x", "y"] },
    { resourceType: "A.B/c", names: [""] },
    { resourceType: "A.B/c", names: ["x/y"] },
    { resourceType: "A.B/c", names: ["x/d/y"] },
    { resourceType: "A.B/c", names: ["x"], subscriptionId: "" },
    { resourceType: "A.B/c", names: ["x"], subscriptionId: "s", resourceGroupName: "a/b" },
    { resourceType: "A.B/c", names: ["x"], resourceGroupName: "g" },
    { resourceType: "A.B/c", names: ["x"], subscriptionId: "s/resourceGroups/other" },
    {
      resourceType: "A.B/c",
      names: ["x"],
      subscriptionId: "s",
      resourceGroupName: "g/providers/Microsoft.Compute/virtualMachines/vm",
    },
    { resourceType: "A.B/c", names: [".."], subscriptionId: "s" },
  ]) {
    it(`are not made of the parts ${JSON.stringify(parts)}`, () => {
      expect(() => formatResourceId(parts)).to.throw(TypeError);
    });
  }
});
