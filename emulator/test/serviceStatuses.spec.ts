// The live service's statuses by operation, one row each.

import { expect } from "chai";
import {
  at,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
  type Reply,
} from "./support.js";

/** What a row says of the answer's headers and body. */
type Form = "Location" | "empty" | "bare" | "body" | "list" | "poll";

describe("emulator: statuses of the live service", () => {
  let lab: Laboratory;

  beforeEach(async () => {
    lab = await openLaboratory({ retryAfterInSeconds: 15, resourceGroups: { rg1: "westeurope" } });
    await identity();
    await credential();
  });
  afterEach(() => lab.close());

  const identity = (name = "id1", group?: string): Promise<Reply> =>
    lab.put(identityPath(lab, name, group), { location: "westeurope" });
  const credential = (name = "fic", body = credentialBody()): Promise<Reply> =>
    lab.put(credentialPath(lab, name), body);
  const get = (path: string): Promise<Reply> => lab.ask("GET", path);
  const remove = (path: string): Promise<Reply> => lab.ask("DELETE", path);
  const post = (action: string, version: string): Promise<Reply> =>
    lab.ask("POST", at(`${identityPath(lab, "id1")}/${action}`, version));
  const ofSubscription = (path: string): string =>
    `/subscriptions/${lab.emulator.subscriptionId}/${path}`;
  const provider = "providers/Microsoft.ManagedIdentity";

  const rows: readonly (readonly [string, () => Promise<Reply>, number, Form])[] = [
    ["PUT identity, new", () => identity("new"), 201, "Location"],
    ["PUT identity, exists", () => identity(), 200, "body"],
    [
      "PATCH identity",
      () => lab.ask("PATCH", identityPath(lab, "id1"), { body: { tags: {} } }),
      200,
      "body",
    ],
    ["GET identity", () => get(identityPath(lab, "id1")), 200, "body"],
    ["GET identity, missing", () => get(identityPath(lab, "none")), 404, "body"],
    ["DELETE identity, exists", () => remove(identityPath(lab, "id1")), 200, "empty"],
    [
      "DELETE identity, missing, group exists",
      () => remove(identityPath(lab, "none")),
      204,
      "bare",
    ],
    ["DELETE identity, group missing", () => remove(identityPath(lab, "id1", "gone")), 404, "body"],
    ["list identities by group", () => get(identityPath(lab)), 200, "list"],
    [
      "list identities by subscription",
      () => get(ofSubscription(`${provider}/userAssignedIdentities`)),
      200,
      "list",
    ],
    ["PUT credential, new", () => credential("new", credentialBody("another")), 201, "Location"],
    ["PUT credential, exists, the same", () => credential(), 200, "body"],
    ["PUT credential, exists, changed", () => credential("fic", credentialBody("b")), 200, "body"],
    ["GET credential", () => get(credentialPath(lab, "fic")), 200, "body"],
    ["GET credential, missing", () => get(credentialPath(lab, "none")), 404, "body"],
    ["DELETE credential, exists", () => remove(credentialPath(lab, "fic")), 200, "empty"],
    ["DELETE credential, missing", () => remove(credentialPath(lab, "none")), 204, "bare"],
    [
      "DELETE credential, parent gone",
      () => remove(credentialPath(lab, "fic", "none")),
      404,
      "body",
    ],
    ["list credentials", () => get(credentialPath(lab)), 200, "list"],
    [
      "POST listAssociatedResources",
      () => post("listAssociatedResources", "2022-01-31-preview"),
      200,
      "list",
    ],
    ["POST revokeTokens", () => post("revokeTokens", "2023-07-31-preview"), 200, "empty"],
    [
      "GET system-assigned identity",
      () => get(`${groupPath(lab)}/providers/A.B/c/d/${provider}/identities/default`),
      200,
      "body",
    ],
    ["GET operations", () => get(`/${provider}/operations`), 200, "list"],
    [
      "PUT resource group, new",
      () => lab.put(groupPath(lab, "new"), { location: "westeurope" }),
      201,
      "body",
    ],
    ["DELETE resource group", () => remove(groupPath(lab)), 202, "poll"],
  ];

  for (const [name, ask, status, form] of rows) {
    it(`${name}: ${status}, ${form}`, async () => {
      const reply = await ask();
      expect(reply.status).to.equal(status);
      checkForm(reply, form);
      // Nothing in the provider is asynchronous.
      expect(reply.headers).not.to.have.property("azure-asyncoperation");
      expect(reply.text).not.to.contain("systemData").and.not.to.contain("etag");
    });
  }

  it("DELETE resource group: polled 202 … 200 empty", async () => {
    const accepted = await remove(groupPath(lab));
    const statuses: number[] = [];
    let reply = accepted;
    while (reply.headers.location !== undefined && statuses.length < 10) {
      const { pathname, search } = new URL(reply.headers.location);
      reply = await get(pathname + search);
      statuses.push(reply.status);
    }
    expect(statuses).to.deep.equal([202, 200]);
    checkForm(reply, "empty");
  });
});

function checkForm({ headers, text, json }: Reply, form: Form): void {
  const names = Object.keys(headers);
  switch (form) {
    case "Location":
      expect(headers.location).to.equal(json.id);
      expect(headers.location).to.match(/^\/subscriptions\/[^/]+\/resourcegroups\/rg1\//);
      break;
    case "poll":
      expect(headers["retry-after"]).to.equal("15");
      expect(headers.location).to.match(/^https:\/\//);
      break;
    case "empty":
      expect(text).to.equal("");
      expect(headers["content-length"]).to.equal("0");
      expect(names).not.to.include.members(["content-type"]);
      break;
    case "bare":
      expect(text).to.equal("");
      expect(headers).not.to.have.any.keys("content-length", "content-type");
      break;
    case "list":
      expect(json.value).to.be.an("array");
      expect(json).not.to.have.property("nextLink");
      break;
    case "body":
      expect(headers["content-type"]).to.equal("application/json; charset=utf-8");
      expect(json).not.to.equal(undefined);
  }
  if (form !== "Location" && form !== "poll") {
    expect(headers).not.to.have.any.keys("location", "retry-after");
  }
}
