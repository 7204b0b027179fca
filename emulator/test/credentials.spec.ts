import { expect } from "chai";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Laboratory } from "./support.js";

describe("emulator: federated identity credentials", () => {
  let lab: Laboratory;
  let id: string;

  beforeEach(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
    id = `/subscriptions/${lab.emulator.subscriptionId}/resourcegroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1/federatedIdentityCredentials/fic`;
  });
  afterEach(() => lab.close());

  const path = (name?: string, identity?: string) => credentialPath(lab, name, identity);

  it("answers 201 with a relative Location for a new one and exactly the service's members", async () => {
    const reply = await lab.put(path("fic"), credentialBody());
    expect(reply.status).to.equal(201);
    expect(reply.headers.location).to.equal(id);
    expect(Object.keys(reply.json)).to.deep.equal(["id", "name", "type", "properties"]);
    expect(Object.keys(reply.json.properties!)).to.deep.equal(["issuer", "subject", "audiences"]);
    expect(reply.json).to.deep.equal({
      id,
      name: "fic",
      type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
      ...credentialBody(),
    });
  });

  it("answers 200 without Location for an existing one, the same or changed", async () => {
    await lab.put(path("fic"), credentialBody());
    expect((await lab.put(path("fic"), credentialBody())).status).to.equal(200);
    const properties = { issuer: "https://other/", subject: "s", audiences: ["other"] };
    const changed = await lab.put(path("FIC"), { properties });
    expect(changed.status).to.equal(200);
    expect(changed.headers.location).to.equal(undefined);
    expect(changed.json.properties).to.deep.equal(properties);
    expect(changed.json.name).to.equal("fic");
    expect((await lab.ask("GET", path("fic"))).json).to.deep.equal(changed.json);
  });

  it("answers DELETE with 200 and Content-Length 0, then 204", async () => {
    await lab.put(path("fic"), credentialBody());
    const first = await lab.ask("DELETE", path("fic"));
    expect([first.status, first.headers["content-length"]]).to.deep.equal([200, "0"]);
    expect((await lab.ask("DELETE", path("fic"))).status).to.equal(204);
    expect((await lab.ask("GET", path("fic"))).status).to.equal(404);
  });

  it("lists in creation order", async () => {
    expect((await lab.ask("GET", path())).text).to.equal('{"value":[]}');
    for (const name of ["zzz", "aaa", "mmm"]) {
      await lab.put(path(name), credentialBody(name));
    }
    const { json } = await lab.ask("GET", path());
    expect(json.value!.map((item) => item.name)).to.deep.equal(["zzz", "aaa", "mmm"]);
    expect(json).not.to.have.property("nextLink");
  });

  it("takes 20 credentials, refuses the next and still lets one of the 20 be changed", async () => {
    for (let number = 1; number <= 20; number++) {
      const reply = await lab.put(path(`fic-${number}`), credentialBody(`subject-${number}`));
      expect(reply.status, `number ${number}`).to.equal(201);
    }
    const refused = await lab.put(path("fic-21"), credentialBody("subject-21"));
    expect(refused.status).to.equal(400);
    expect(refused.json.error!.code).to.equal("BadRequest");
    expect(refused.json.error!.message).to.match(/^Too many Federated Identity Credentials/);
    expect((await lab.put(path("fic-20"), credentialBody("changed"))).status).to.equal(200);
    await lab.ask("DELETE", path("fic-1"));
    expect((await lab.put(path("fic-21"), credentialBody("subject-21"))).status).to.equal(201);
  });

  it("refuses issuer and subject of another credential of the identity, exactly compared", async () => {
    await lab.put(identityPath(lab, "id2"), { location: "westeurope" });
    await lab.put(path("fic"), credentialBody("repo:Me/R:x"));
    const refused = await lab.put(path("other"), credentialBody("repo:Me/R:x"));
    expect(refused.status).to.equal(409);
    expect(refused.json.error).to.deep.equal({
      code: "Conflict",
      message: "Issuer and subject combination already exists for this Managed Identity.",
    });
    expect((await lab.put(path("other"), credentialBody("repo:me/R:x"))).status).to.equal(201);
    expect((await lab.put(path("fic", "id2"), credentialBody("repo:Me/R:x"))).status).to.equal(201);
    expect((await lab.put(path("other"), credentialBody("repo:Me/R:x"))).status).to.equal(409);
  });

  it("stores issuer and subject as sent, white space and slashes included", async () => {
    const properties = { issuer: "https://i/ ", subject: " s/*\r", audiences: ["a"] };
    await lab.put(path("fic"), { properties });
    expect((await lab.ask("GET", path("fic"))).json.properties).to.deep.equal(properties);
  });
});
