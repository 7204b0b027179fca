import { expect } from "chai";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Laboratory, Reply } from "./support.js";

describe("emulator: headers", () => {
  let lab: Laboratory;

  before(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
  });
  after(() => lab.close());

  function checkCommon({ headers }: Reply): void {
    expect(headers).to.include({
      "cache-control": "no-cache",
      pragma: "no-cache",
      expires: "-1",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
    });
    expect(new Date(headers.date ?? "").getTime()).not.to.be.NaN;
    const id = headers["x-ms-request-id"];
    expect(id).to.match(/^[0-9a-f-]{36}$/);
    expect(headers["x-ms-correlation-request-id"]).to.equal(id);
    const routing = new RegExp(`^[A-Z]+:\\d{8}T\\d{6}Z:${String(id)}$`);
    expect(headers["x-ms-routing-request-id"]).to.match(routing);
  }

  it("puts the common headers on every kind of answer", async () => {
    const replies = [
      await lab.ask("GET", identityPath(lab)),
      await lab.put(credentialPath(lab, "fic"), credentialBody()),
      await lab.ask("DELETE", credentialPath(lab, "fic")),
      await lab.ask("DELETE", credentialPath(lab, "fic")),
      await lab.ask("GET", identityPath(lab, "nobody")),
      await lab.ask("GET", identityPath(lab), { headers: { Authorization: undefined } }),
    ];
    expect(replies.map((reply) => reply.status)).to.deep.equal([200, 201, 200, 204, 404, 401]);
    replies.forEach(checkCommon);
    expect(new Set(replies.map((reply) => reply.headers["x-ms-request-id"])).size).to.equal(6);
  });

  it("says what a body is and how long", async () => {
    const { headers, text } = await lab.ask("GET", identityPath(lab));
    expect(headers["content-type"]).to.equal("application/json; charset=utf-8");
    expect(headers["content-length"]).to.equal(String(Buffer.byteLength(text)));
  });

  it("names the failure's cause on ARM's errors only", async () => {
    const cause = async (path: string) =>
      (await lab.ask("GET", path)).headers["x-ms-failure-cause"];
    expect(await cause(identityPath(lab))).to.equal(undefined);
    expect(await cause(identityPath(lab, "nobody"))).to.equal("gateway");
    expect(await cause(credentialPath(lab, "nothing"))).to.equal(undefined);
  });
});
