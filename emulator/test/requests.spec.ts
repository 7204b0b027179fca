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
});
