import { readFileSync } from "node:fs";
import { expect } from "chai";
import { apiVersions, routes } from "../src/generated/routes.js";
import { knownMembers, type KnownMembers } from "../src/versionedMembers.js";
import {
  at,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Laboratory, Reply } from "./support.js";

/** What a version has: the table of the README, written once more. */
interface Expected {
  readonly identity: readonly string[];
  readonly credentials: boolean;
  readonly expression: boolean;
  readonly actions: readonly string[];
}

const ids = ["tenantId", "principalId", "clientId"];
const isolated = ["isolationScope", ...ids];
const restricted = ["isolationScope", "assignmentRestrictions", ...ids];
const plain = { identity: ids, credentials: true, expression: false, actions: [] };
const listed = ["listAssociatedResources"];
const table: Readonly<Record<string, Expected>> = {
  "2018-11-30": { ...plain, credentials: false },
  "2021-09-30-preview": { ...plain, credentials: false, actions: listed },
  "2022-01-31-preview": { ...plain, actions: listed },
  "2023-01-31": plain,
  "2023-07-31-preview": { ...plain, actions: ["revokeTokens"] },
  "2024-11-30": { ...plain, identity: isolated },
  "2025-01-31-preview": { ...plain, identity: isolated, expression: true },
  "2025-05-31-preview": { ...plain, identity: restricted, expression: true },
  "2026-05-31": { ...plain, identity: restricted },
};

const newest = "2026-05-31";
const flexible = "2025-05-31-preview";
const issuer = "https://token.actions.githubusercontent.com";
const audiences = ["api://AzureADTokenExchange"];
const expression = {
  value: "claims['sub'] matches 'repo:o/r:ref:refs/tags/v*'",
  languageVersion: 1,
};
const flexibleValues = { issuer, audiences, claimsMatchingExpression: expression };

describe("emulator: API versions", () => {
  let lab: Laboratory;

  beforeEach(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
  });
  afterEach(() => lab.close());

  const identity = (version: string) => at(identityPath(lab, "id1"), version);
  const credential = (version: string, name = "fic") => at(credentialPath(lab, name), version);
  const put = (version: string, properties?: object) =>
    lab.put(identity(version), { location: "westeurope", properties });
  const putCredential = (version: string, properties: object, name?: string) =>
    lab.put(credential(version, name), { properties });
  const get = async (path: string) => (await lab.ask("GET", path)).json.properties;

  function checkRefused(reply: Reply, status: number, code: string, message: RegExp): void {
    expect([reply.status, reply.json.error!.code]).to.deep.equal([status, code]);
    expect(reply.json.error!.message).to.match(message);
  }

  it("has a row for every version there is", () => {
    expect(Object.keys(table)).to.deep.equal(apiVersions);
  });

  for (const [version, expected] of Object.entries(table)) {
    describe(version, () => {
      it("knows the members that its document has", () => {
        const file = `../../swagger/specification/${version}/ManagedIdentity.json`;
        const { definitions } = JSON.parse(
          readFileSync(new URL(file, import.meta.url), "utf8"),
        ) as Document;
        const has = (definition: string, member: string) =>
          member in (definitions[definition]?.properties ?? {});
        const documented: KnownMembers = {
          isolationScope: has("UserAssignedIdentityProperties", "isolationScope"),
          assignmentRestrictions: has("UserAssignedIdentityProperties", "assignmentRestrictions"),
          claimsMatchingExpression: has(
            "FederatedIdentityCredentialProperties",
            "claimsMatchingExpression",
          ),
        };
        expect(knownMembers(version)).to.deep.equal(documented);
        expect(knownMembers(version.toUpperCase())).to.deep.equal(documented);
      });

      it("answers identities with its members, whatever they hold, from every operation", async () => {
        const created = await put(version);
        await put(newest, {
          isolationScope: "Regional",
          assignmentRestrictions: { providers: ["Microsoft.Compute"] },
        });
        const all = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
        const lists = await Promise.all(
          [identityPath(lab), all].map((path) => lab.ask("GET", at(path, version))),
        );
        const answers = [
          created.json,
          (await lab.ask("GET", identity(version))).json,
          ...lists.map((list) => list.json.value![0]!),
          (await lab.ask("PATCH", identity(version), { body: {} })).json,
          (await put(version)).json,
        ];
        expect(answers).to.have.length(6);
        for (const answer of answers) {
          expect(Object.keys(answer)).to.deep.equal([
            "location",
            "tags",
            "id",
            "name",
            "type",
            "properties",
          ]);
          expect(Object.keys(answer.properties!)).to.deep.equal(expected.identity);
        }
      });

      it("sets what it knows and leaves what it does not know", async () => {
        const values = {
          isolationScope: "Regional",
          assignmentRestrictions: { providers: ["Microsoft.Compute"] },
        };
        const defaults = { isolationScope: "None", assignmentRestrictions: { providers: [] } };
        const after = (known: object, unknown: object) =>
          Object.fromEntries(
            Object.keys(values).map((member) => [
              member,
              (expected.identity.includes(member) ? known : unknown)[member as never],
            ]),
          );
        await put(version, values);
        expect(await get(identity(newest))).to.deep.include(after(values, defaults));
        await put(version);
        expect(await get(identity(newest))).to.deep.include(defaults);
        await lab.ask("PATCH", identity(version), { body: { properties: values } });
        expect(await get(identity(newest))).to.deep.include(after(values, defaults));
        await put(newest, values);
        await lab.ask("PATCH", identity(version), { body: { tags: {}, properties: {} } });
        expect(await get(identity(newest))).to.deep.include(values);
        await put(version);
        expect(await get(identity(newest))).to.deep.include(after(defaults, values));
      });

      it("does not look at members that it does not know", async () => {
        const bad = { isolationScope: 1, assignmentRestrictions: 1 };
        for (const [member, value] of Object.entries(bad)) {
          const isKnown = expected.identity.includes(member);
          expect((await put(version, { [member]: value })).status).to.equal(isKnown ? 400 : 201);
          await lab.ask("DELETE", identity(newest));
        }
      });

      it(`${expected.credentials ? "has" : "does not have"} credentials`, async () => {
        await put(newest);
        const asked = await Promise.all([
          lab.put(credential(version), credentialBody()),
          lab.ask("GET", at(credentialPath(lab), version)),
          lab.ask("DELETE", credential(version, "none")),
        ]);
        if (expected.credentials) {
          expect(asked.map((reply) => reply.status)).to.deep.equal([201, 200, 204]);
          const values = await get(credential(version));
          expect(Object.keys(values!)).to.deep.equal(["issuer", "subject", "audiences"]);
        } else {
          for (const reply of asked) {
            checkRefused(
              reply,
              404,
              "InvalidResourceType",
              new RegExp(`for api version '${version}'`),
            );
          }
        }
      });

      if (expected.credentials && expected.expression) {
        it("takes exactly one of subject and expression", async () => {
          await put(newest);
          const created = await putCredential(version, flexibleValues);
          expect(created.status).to.equal(201);
          expect(Object.keys(created.json.properties!)).to.deep.equal(Object.keys(flexibleValues));
          expect(await get(credential(version))).to.deep.equal(flexibleValues);
          const subject = { issuer, subject: "s", audiences };
          const refused = [
            { issuer, audiences },
            { ...flexibleValues, subject: "s" },
            { ...flexibleValues, issuer: undefined },
            { ...flexibleValues, audiences: undefined },
            { ...subject, issuer: "" },
          ];
          for (const values of refused) {
            checkRefused(
              await putCredential(version, values),
              400,
              "BadRequest",
              /must specify 'issuer', 'audience' and exactly one of 'subject' and 'claimsMatchingExpression'\.$/,
            );
          }
          expect((await putCredential(version, subject)).status).to.equal(200);
          expect(await get(credential(version))).to.deep.equal(subject);
        });
      } else if (expected.credentials) {
        it("requires a subject and does not look at an expression", async () => {
          await put(newest);
          const refused = await putCredential(version, flexibleValues);
          checkRefused(
            refused,
            400,
            "BadRequest",
            /must specify 'issuer', 'subject' and 'audience'/,
          );
          const values = { issuer, subject: "s", audiences };
          const odd = { ...values, claimsMatchingExpression: 1 };
          expect((await putCredential(version, odd)).status).to.equal(201);
          expect(await get(credential(flexible))).to.deep.equal(values);
        });

        it("shows a flexible credential without expression and subject, and can replace it", async () => {
          await put(newest);
          await putCredential(flexible, flexibleValues);
          expect(await get(credential(version))).to.deep.equal({ issuer, audiences });
          const list = await lab.ask("GET", at(credentialPath(lab), version));
          expect(list.json.value!.map((item) => item.properties)).to.deep.equal([
            { issuer, audiences },
          ]);
          const values = { issuer, subject: "s", audiences };
          expect((await putCredential(version, values)).status).to.equal(200);
          expect(await get(credential(flexible))).to.deep.equal(values);
        });
      }

      for (const action of ["listAssociatedResources", "revokeTokens"]) {
        const isThere = expected.actions.includes(action);
        it(`${isThere ? "has" : "does not have"} ${action}`, async () => {
          await put(newest);
          const path = at(`${identityPath(lab, "id1")}/${action}`, version);
          expect((await lab.ask("POST", path)).status).to.equal(isThere ? 200 : 404);
          const wrong = await lab.ask("GET", path);
          expect(wrong.status).to.equal(isThere ? 405 : 404);
          expect(wrong.headers.allow).to.equal(isThere ? "POST" : undefined);
        });
      }

      it("answers a system-assigned identity and the operations as every version does", async () => {
        const site = `${groupPath(lab)}/providers/Microsoft.Web/sites/s/providers/Microsoft.ManagedIdentity/identities/default`;
        for (const path of [site, "/providers/Microsoft.ManagedIdentity/operations"]) {
          const reply = await lab.ask("GET", at(path, version));
          expect(reply.status).to.equal(200);
          expect(reply.text).to.equal((await lab.ask("GET", at(path, newest))).text);
        }
      });
    });
  }

  it("refuses an expression without value or in another language", async () => {
    await put(newest);
    const bad = [
      {},
      { value: "x" },
      { languageVersion: 1 },
      { value: "", languageVersion: 1 },
      { value: "x", languageVersion: 2 },
    ];
    for (const claimsMatchingExpression of bad) {
      const reply = await putCredential(flexible, { ...flexibleValues, claimsMatchingExpression });
      checkRefused(reply, 400, "BadRequest", /must have a value and the languageVersion 1\.$/);
    }
    const wrongTypes = [1, "x", [], { value: 1 }, { value: "x", languageVersion: "1" }];
    for (const claimsMatchingExpression of wrongTypes) {
      const reply = await putCredential(flexible, { ...flexibleValues, claimsMatchingExpression });
      checkRefused(reply, 400, "InvalidRequestContent", /claimsMatchingExpression/);
    }
  });

  it("refuses restrictions that are not a list of texts", async () => {
    for (const assignmentRestrictions of [[], "x", { providers: "x" }, { providers: [1] }]) {
      const reply = await put(newest, { assignmentRestrictions });
      checkRefused(reply, 400, "InvalidRequestContent", /assignmentRestrictions/);
    }
    expect((await put(newest, { assignmentRestrictions: {} })).status).to.equal(201);
  });

  it("refuses issuer and expression of another credential of the identity", async () => {
    await put(newest);
    expect((await putCredential(flexible, flexibleValues)).status).to.equal(201);
    expect((await putCredential(flexible, flexibleValues)).status).to.equal(200);
    const message = /^Issuer and claims matching expression combination already exists/;
    checkRefused(await putCredential(flexible, flexibleValues, "two"), 409, "Conflict", message);
    const others = [
      { ...flexibleValues, issuer: "https://other" },
      {
        ...flexibleValues,
        claimsMatchingExpression: { ...expression, value: "claims['sub'] eq 'o'" },
      },
      { issuer, audiences, subject: expression.value },
    ];
    for (const [index, values] of others.entries()) {
      const reply = await putCredential(flexible, values, `other-${index}`);
      expect(reply.status).to.equal(201);
    }
  });

  it("says which versions serve a type, leaving the actions on it aside", async () => {
    const served = async (path: string) => {
      const { message } = (await lab.ask("GET", at(path, "1999-01-01"))).json.error!;
      return /type '(.*)'\. The supported api-versions are '(.*)'\.$/.exec(message!)?.slice(1);
    };
    const all = apiVersions.join(", ");
    const withCredentials = apiVersions.filter((version) => table[version]?.credentials).join(", ");
    expect(await served(identityPath(lab))).to.deep.equal(["userAssignedIdentities", all]);
    const action = `${identityPath(lab, "id1")}/revokeTokens`;
    expect(await served(action)).to.deep.equal(["userAssignedIdentities", all]);
    expect(await served(credentialPath(lab))).to.deep.equal([
      "userAssignedIdentities/federatedIdentityCredentials",
      withCredentials,
    ]);
  });

  it("has an operation in no other versions than the table says", () => {
    const has = (version: string, { operationId, method }: (typeof routes)[number]) => {
      if (operationId.startsWith("FederatedIdentityCredentials")) {
        return table[version]?.credentials;
      }
      return !/Associated|revoke/.test(method) || table[version]?.actions.includes(method);
    };
    for (const route of routes) {
      const expected = apiVersions.filter((version) => has(version, route));
      expect(route.versions, route.operationId).to.deep.equal(expected);
    }
  });
});

/** What of an API description is read here. */
interface Document {
  readonly definitions: Readonly<Record<string, { readonly properties?: object }>>;
}
