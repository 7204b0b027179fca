// What the emulator remembers of the requests it got.

import { expect } from "chai";
import {
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
} from "./support.js";

describe("emulator: requests", () => {
  let lab: Laboratory;
  beforeEach(async () => {
    lab = await openLaboratory({ recordedRequests: 3 });
  });
  afterEach(() => lab.close());

  it("are kept in order with operation, body, status and time", async () => {
    lab.emulator.clock.freeze();
    await lab.put(groupPath(lab), { location: "westeurope" });
    lab.emulator.clock.advance(1_000);
    await lab.ask("GET", identityPath(lab, "id1"), { headers: { "X-Mine": "yes" } });
    const [put, get, ...more] = lab.emulator.requests;
    expect(more).to.deep.equal([]);
    expect(put).to.deep.include({
      service: "resourceManager",
      method: "PUT",
      operation: "ResourceGroups_CreateOrUpdate",
      path: groupPath(lab),
      url: `${lab.emulator.endpoint}${groupPath(lab)}?api-version=2024-11-30`,
      body: '{"location":"westeurope"}',
      status: 201,
      fault: undefined,
    });
    expect(get).to.deep.include({
      operation: "UserAssignedIdentities_Get",
      body: "",
      status: 404,
    });
    expect(get?.headers["x-mine"]).to.equal("yes");
    expect((get?.receivedAt.getTime() ?? 0) - (put?.receivedAt.getTime() ?? 0)).to.equal(1_000);
  });

  it("say which fault they met, and have no status where there was no answer", async () => {
    lab.emulator.faults.add({ fault: { kind: "reset", when: "before" } });
    await lab.ask("GET", identityPath(lab)).catch(() => undefined);
    const [request] = lab.emulator.requests;
    expect(request).to.include({ fault: "reset", status: undefined });
  });

  it("know every operation by its path, and none where there is none", async () => {
    const asked: readonly [string, string, string | undefined][] = [
      ["GET", groupPath(lab), "ResourceGroups_Get"],
      ["DELETE", credentialPath(lab, "f"), "FederatedIdentityCredentials_Delete"],
      ["GET", credentialPath(lab), "FederatedIdentityCredentials_List"],
      ["POST", `${identityPath(lab, "id1")}/revokeTokens`, "UserAssignedIdentities_RevokeTokens"],
      ["GET", groupPath(lab).replace("Groups", "%47roups"), "ResourceGroups_Get"],
      ["GET", groupPath(lab).replace("/resource", "//resource"), undefined],
      ["PATCH", "/nowhere", undefined],
      ["GET", "/%zz", undefined],
    ];
    for (const [method, path, operation] of asked) {
      await lab.ask(method, path);
      expect(lab.emulator.requests.at(-1)?.operation, path).to.equal(operation);
    }
  });

  it("are the newest ones when there are too many, and can be forgotten", async () => {
    for (let number = 1; number <= 8; number++) {
      await lab.ask("GET", `${identityPath(lab)}?number=${number}`);
    }
    const numbers = lab.emulator.requests.map(({ url }) => url.at(-1));
    expect(numbers).to.deep.equal(["6", "7", "8"]);
    lab.emulator.forgetRequests();
    expect(lab.emulator.requests).to.deep.equal([]);
  });

  it("are not kept at all when none are wanted", async () => {
    const other = await openLaboratory({ recordedRequests: 0 });
    await other.ask("GET", identityPath(other));
    expect(other.emulator.requests).to.deep.equal([]);
    await other.close();
  });

  it("hold no token and no secret", async () => {
    const { token } = await lab.emulator.credential.getToken("any");
    const tenant = lab.emulator.env["AZURE_TENANT_ID"] ?? "";
    const secrets = ["the-assertion", "the-secret", "the-cookie", "the-header", token];
    await lab.ask("POST", `/${tenant}/oauth2/v2.0/token`, {
      body: "client_id=known&client_assertion=the-assertion&client_secret=the-secret",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Cookie: "the-cookie",
        "X-IDENTITY-HEADER": "the-header",
      },
    });
    const [request] = lab.emulator.requests;
    const text = JSON.stringify(request);
    for (const secret of secrets) {
      expect(text).not.to.include(secret);
    }
    expect(request?.service).to.equal("authority");
    expect(request?.headers["authorization"]).to.equal("REDACTED");
    expect(request?.body).to.equal(
      "client_id=known&client_assertion=REDACTED&client_secret=REDACTED",
    );
  });

  it("hold no assertion whatever the form is said to be", async () => {
    const tenant = lab.emulator.env["AZURE_TENANT_ID"] ?? "";
    for (const type of ["Application/X-WWW-Form-URLEncoded", "text/plain", undefined]) {
      await lab.ask("POST", `/${tenant}/oauth2/v2.0/token`, {
        body: "client_id=known&client%5Fassertion=the-assertion",
        headers: { "Content-Type": type },
      });
      expect(lab.emulator.requests.at(-1)?.body, type).to.equal(
        "client_id=known&client_assertion=REDACTED",
      );
    }
  });

  it("hold no token that stands where none should: in a query or a body", async () => {
    const { token } = await lab.emulator.credential.getToken("any");
    const issuer = lab.emulator.issuers.any({ issuer: "https://issuer.example" });
    for (const secret of [token, await issuer.token({ subject: "me" })]) {
      await lab.ask("PUT", `${groupPath(lab)}?api-version=2021-04-01&access_token=${secret}`, {
        body: { location: "westeurope", tags: { secret } },
        headers: { "X-Mine": secret },
      });
      const text = JSON.stringify(lab.emulator.requests.at(-1));
      expect(text).to.include("access_token=REDACTED").and.include('"x-mine":"REDACTED"');
      expect(text).not.to.include(secret);
    }
  });

  it("are fewer when their bodies are long, and always the newest", async () => {
    const many = await openLaboratory({ recordedRequests: 1_000 });
    const body = "x".repeat(4_000_000);
    for (let number = 0; number < 12; number++) {
      await many.ask("PUT", `${groupPath(many)}?number=${number}`, { body });
    }
    const numbers = many.emulator.requests.map(({ url }) => Number(url.split("=")[1]));
    await many.close();
    expect(numbers.length).to.be.within(1, 8);
    expect(numbers).to.deep.equal([...numbers.keys()].map((at) => at + 12 - numbers.length));
  });
});
