import { expect } from "chai";
import type { EmulatorOptions } from "../src/index.js";
import {
  credentialBody,
  credentialPath,
  identityPath,
  openLaboratory,
  type Laboratory,
  type Reply,
} from "./support.js";

describe("emulator: regions", () => {
  let lab: Laboratory;
  afterEach(() => lab.close());

  async function open(regions?: EmulatorOptions["regions"]): Promise<void> {
    lab = await openLaboratory({ regions, resourceGroups: { rg1: "anywhere" } });
  }
  const create = (name: string, location: string): Promise<Reply> =>
    lab.put(identityPath(lab, name), { location });

  it("takes those of every cloud, in any letter case and with blanks", async () => {
    await open();
    for (const location of ["West Europe", "USGOV VIRGINIA", "chinanorth3", "eastus2euap"]) {
      expect((await create("id1", location)).status, location).to.equal(201);
      await lab.ask("DELETE", identityPath(lab, "id1"));
    }
  });

  it("refuses an identity where the type is not available, and lists where it is", async () => {
    await open({ available: ["West Europe", "northeurope"] });
    const { status, json, headers } = await create("id1", "East US");
    expect(status).to.equal(400);
    expect(json.error).to.deep.equal({
      code: "LocationNotAvailableForResourceType",
      message:
        "The provided location 'eastus' is not available for resource type 'Microsoft.ManagedIdentity/userAssignedIdentities'. List of available regions for the resource type is 'westeurope,northeurope'.",
    });
    expect(headers["x-ms-failure-cause"]).to.equal("gateway");
    expect((await create("id1", "westeurope")).status).to.equal(201);
  });

  it("refuses every operation on credentials where there are none", async () => {
    await open();
    for (const region of ["malaysiasouth", "newzealandnorth"]) {
      await create("id1", region);
      const replies = [
        await lab.put(credentialPath(lab, "fic"), credentialBody()),
        await lab.ask("GET", credentialPath(lab, "fic")),
        await lab.ask("GET", credentialPath(lab)),
        await lab.ask("DELETE", credentialPath(lab, "fic")),
      ];
      for (const { status, json, headers } of replies) {
        expect(status).to.equal(405);
        expect(json.error).to.deep.equal({
          code: "MethodNotAllowed",
          message:
            "The request format was unexpected : Support for federated identity credentials not enabled",
        });
        expect(headers).not.to.have.property("x-ms-failure-cause");
      }
      await lab.ask("DELETE", identityPath(lab, "id1"));
    }
  });

  it("has none without credentials if it is told so", async () => {
    await open({ withoutFederatedCredentials: [] });
    await create("id1", "malaysiasouth");
    expect((await lab.put(credentialPath(lab, "fic"), credentialBody())).status).to.equal(201);
  });
});

describe("emulator: options of regions", () => {
  for (const regions of [{ available: "westeurope" }, { available: [""] }, { without: [] }, []]) {
    it(`refuses ${JSON.stringify(regions)}`, async () => {
      const error: unknown = await openLaboratory({ regions } as EmulatorOptions).catch(
        (reason: unknown) => reason,
      );
      expect(error)
        .to.be.an("error")
        .with.property("message")
        .that.matches(/ regions/);
    });
  }
});
