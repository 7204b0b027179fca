import { join } from "node:path";
import { expect } from "chai";
import { startEmulator, type Seed } from "../src/index.js";
import { failure, ownFolder } from "./folders.js";
import { at, credentialPath, groupPath, identityPath, openLaboratory } from "./support.js";

const principalId = "AAAAAAAA-0000-4000-8000-000000000001";
const clientId = "aaaaaaaa-0000-4000-8000-000000000002";
const github = {
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:o/r:ref:refs/heads/main",
  audiences: ["api://AzureADTokenExchange"],
};
const seed: Seed = {
  resourceGroups: {
    rg1: {
      location: "West Europe",
      tags: { team: "shop" },
      identities: {
        id1: {
          principalId,
          clientId,
          tags: { a: "b" },
          isolationScope: "Regional",
          assignmentRestrictions: { providers: ["Microsoft.Web"] },
          federatedIdentityCredentials: { github },
        },
        plain: { location: "North Europe" },
      },
    },
    empty: { location: "westeurope" },
  },
};
const everything = "2025-05-31-preview";

describe("emulator: seed", () => {
  const folder = ownFolder();

  it("is there from the start, with the ids and members that it gives", async () => {
    const laboratory = await openLaboratory({ seed });
    const { json: group } = await laboratory.ask("GET", groupPath(laboratory));
    expect(group).to.deep.include({ location: "westeurope", tags: { team: "shop" } });
    const { json: identity } = await laboratory.ask(
      "GET",
      at(identityPath(laboratory, "id1"), everything),
    );
    expect(identity).to.deep.include({ location: "westeurope", tags: { a: "b" } });
    expect(identity.properties).to.deep.include({
      principalId: principalId.toLowerCase(),
      clientId,
      isolationScope: "Regional",
      assignmentRestrictions: { providers: ["Microsoft.Web"] },
    });
    const { json: plain } = await laboratory.ask("GET", identityPath(laboratory, "plain"));
    expect(plain.location).to.equal("northeurope");
    const { json } = await laboratory.ask("GET", credentialPath(laboratory, "github"));
    expect(json.properties).to.deep.equal(github);
    await laboratory.close();
  });

  it("is old enough to be known everywhere, and takes no time to write", async () => {
    const hour = 3_600_000;
    const propagation = { identityInMs: hour, parentInMs: hour, principalInMs: hour };
    const laboratory = await openLaboratory({ seed, propagation, writeDurationInMs: hour });
    expect((await laboratory.ask("GET", identityPath(laboratory, "id1"))).status).to.equal(200);
    await laboratory.close();
  });

  it("leaves what a state file has as it is, and adds what is missing", async () => {
    const options = { seed, stateFile: join(folder(), "state.json") };
    const first = await openLaboratory(options);
    const changed = { location: "westeurope", tags: { changed: "yes" } };
    await first.put(identityPath(first, "id1"), changed);
    await first.put(credentialPath(first, "github"), {
      properties: { ...github, subject: "other" },
    });
    await first.ask("DELETE", identityPath(first, "plain"));
    await first.close();
    const second = await openLaboratory(options);
    const { json: identity } = await second.ask("GET", identityPath(second, "id1"));
    expect(identity.tags).to.deep.equal({ changed: "yes" });
    const { json } = await second.ask("GET", credentialPath(second, "github"));
    expect(json.properties?.subject).to.equal("other");
    expect((await second.ask("GET", identityPath(second, "plain"))).status).to.equal(200);
    await second.close();
  });

  it("is refused with the place of what is wrong", async () => {
    const group = (identities: unknown) => ({
      resourceGroups: { g: { location: "westeurope", identities } },
    });
    const credential = (given: unknown) => group({ abc: { federatedIdentityCredentials: given } });
    const g = "seed.resourceGroups.g";
    const cases: readonly (readonly [seed: unknown, message: string])[] = [
      [5, "seed must be an object"],
      [{ groups: {} }, "seed.groups: is not known here; what is known: resourceGroups"],
      [{ resourceGroups: [] }, "seed.resourceGroups: must be an object"],
      [{ resourceGroups: { g: {} } }, `${g}: The location property is required`],
      [
        { resourceGroups: { "g.": { location: "westeurope" } } },
        "seed.resourceGroups.g.: The resource name",
      ],
      [
        { resourceGroups: { g: { location: "westeurope", tags: { a: 1 } } } },
        `${g}: The request content`,
      ],
      [
        { resourceGroups: { g: { location: "westeurope" }, G: { location: "westeurope" } } },
        "seed.resourceGroups.G: is there twice",
      ],
      [group({ ab: {} }), `${g}.identities.ab: The resource name 'ab' is invalid`],
      [group({ abc: null }), `${g}.identities.abc: must be an object`],
      [group({ abc: { name: "x" } }), `${g}.identities.abc.name: is not known here`],
      [group({ abc: { clientId: "x" } }), `${g}.identities.abc.clientId: must be a GUID`],
      [
        group({ abc: { clientId }, abd: { principalId: clientId.toUpperCase() } }),
        `${g}.identities.abd.principalId: is the id of another identity`,
      ],
      [
        group({ abc: { isolationScope: "Global" } }),
        `${g}.identities.abc: The isolationScope of a managed identity`,
      ],
      [
        group({ abc: { assignmentRestrictions: { provider: [] } } }),
        `${g}.identities.abc.assignmentRestrictions.provider: is not known`,
      ],
      [
        credential({ one: { ...github, audiences: [] } }),
        `${g}.identities.abc.federatedIdentityCredentials.one: Federated identity credentials must have exactly 1 audience.`,
      ],
      [
        credential({ one: { ...github, audience: "x" } }),
        `${g}.identities.abc.federatedIdentityCredentials.one.audience: is not known`,
      ],
      [
        credential({ one: github, two: github }),
        `${g}.identities.abc.federatedIdentityCredentials.two: Issuer and subject combination`,
      ],
    ];
    for (const [given, message] of cases) {
      const error = await failure(startEmulator({ seed: given as Seed }));
      expect(error).to.be.instanceOf(TypeError);
      expect(error.message).to.include(`startEmulator: ${message}`);
    }
  });
});
