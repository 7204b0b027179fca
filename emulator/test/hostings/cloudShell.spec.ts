import { expect } from "chai";
import { expectToken, hostVariables, openHost, resource } from "./support.js";
import type { HostLaboratory } from "./support.js";

describe("hosting cloudShell", () => {
  const form = {
    Metadata: "true",
    "Content-Type": "application/x-www-form-urlencoded;charset=utf-8",
  };
  let host: HostLaboratory;
  before(async () => {
    host = await openHost({ hosting: "cloudShell" });
  });
  after(() => host.close());
  const post = (body: string, headers: Readonly<Record<string, string>> = form, method = "POST") =>
    host.token({}, { method, headers, body });

  it("gives the endpoint and no secret", () => {
    expect(host.variable("MSI_ENDPOINT")).to.equal(host.emulator.tokenEndpoint?.url);
    expect(Object.keys(hostVariables(host))).to.have.lengthOf(2);
  });

  it("answers a token of the user", async () => {
    const reply = await post(`resource=${encodeURIComponent(resource)}`);
    const claims = await expectToken(host, reply);
    expect(claims).to.include({ aud: resource, idtyp: "user" });
    expect(claims).to.not.have.property("xms_mirid");
    expect(reply.json).to.include({ resource, refresh_token: "", expires_on: String(claims.exp) });
  });

  const refusals: readonly [string, string, Readonly<Record<string, string>>, RegExp][] = [
    [
      "no header Metadata",
      "resource=r",
      { "Content-Type": form["Content-Type"] },
      /metadata header/,
    ],
    ["another content type", "resource=r", { ...form, "Content-Type": "application/json" }, /form/],
    ["no resource", "", form, /resource is missing/],
    ["a client id", "resource=r&client_id=x", form, /no identity/],
    ["a resource id", "resource=r&msi_res_id=x", form, /no identity/],
    ["an object id", "resource=r&object_id=x", form, /no identity/],
  ];
  for (const [what, body, headers, message] of refusals) {
    it(`refuses ${what}`, async () => {
      const reply = await post(body, headers);
      expect(reply.status).to.equal(400);
      expect(reply.json["error"]?.["code"]).to.equal("invalid_request");
      expect(reply.json["error"]?.["message"]).to.match(message);
    });
  }

  it("refuses a GET and a body that is too large", async () => {
    const get = await host.token({ resource }, { headers: { Metadata: "true" } });
    expect([get.status, get.headers.allow]).to.deep.equal([405, "POST"]);
    expect((await post(`resource=${"x".repeat(300 * 1024)}`)).status).to.equal(413);
  });
});
