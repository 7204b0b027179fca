// Nine API versions in one client: what each can do, and what is refused before anything is sent.

import { expect } from "chai";
import {
  KnownVersions,
  type ManagedServiceIdentityClientOptionalParams,
} from "arm-managed-identity";
import { routes } from "../emulator/src/generated/routes.js";
import { clientOf } from "./support/clients.js";
import { failureOf } from "./support/failure.js";
import { operationCalls } from "./support/operations.js";
import { startTestServer, type TestServer } from "./support/testServer.js";

const versions = Object.values<string>(KnownVersions);
const from = (first: string): string[] => versions.slice(versions.indexOf(first));

/** In which versions the operations are that not every version has; facts of the official documents. */
const limitedOperations: Readonly<Record<string, readonly string[]>> = {
  UserAssignedIdentities_ListAssociatedResources: ["2021-09-30-preview", "2022-01-31-preview"],
  UserAssignedIdentities_RevokeTokens: ["2023-07-31-preview"],
  FederatedIdentityCredentials_List: from("2022-01-31-preview"),
  FederatedIdentityCredentials_Get: from("2022-01-31-preview"),
  FederatedIdentityCredentials_CreateOrUpdate: from("2022-01-31-preview"),
  FederatedIdentityCredentials_Delete: from("2022-01-31-preview"),
};

describe("API versions", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(() => ({ status: 200, json: { value: [] } }));
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  const versionSent = (): string | null =>
    new URL(server.requests[0]?.target ?? "", server.endpoint).searchParams.get("api-version");

  it("are the nine that the documents describe", () => {
    expect(versions).to.deep.equal([
      "2018-11-30",
      "2021-09-30-preview",
      "2022-01-31-preview",
      "2023-01-31",
      "2023-07-31-preview",
      "2024-11-30",
      "2025-01-31-preview",
      "2025-05-31-preview",
      "2026-05-31",
    ]);
  });

  for (const [operationId, call] of Object.entries(operationCalls)) {
    const having = limitedOperations[operationId] ?? versions;

    it(`${operationId} is in the versions the emulator's routes say`, () => {
      const route = routes.find((candidate) => candidate.operationId === operationId);
      expect(route?.versions).to.deep.equal(having);
    });

    it(`${operationId} is sent with the default version, or the newest that has it`, async () => {
      await call(clientOf(server));
      expect(versionSent()).to.equal(having.includes("2024-11-30") ? "2024-11-30" : having.at(-1));
    });

    for (const apiVersion of versions) {
      // The plain arguments of a call hold a member that older versions do not know; that is tested below.
      const withoutMember =
        operationId === "UserAssignedIdentities_CreateOrUpdate" && apiVersion < "2024-11-30";
      if (withoutMember) {
        continue;
      }
      it(`${operationId} is ${having.includes(apiVersion) ? "sent" : "refused"} when ${apiVersion} was chosen`, async () => {
        const attempt = async (): Promise<unknown> => call(clientOf(server, { apiVersion }));
        if (having.includes(apiVersion)) {
          await attempt();
          expect(versionSent()).to.equal(apiVersion);
          return;
        }
        expectRefused(await failureOf(attempt()), having);
      });
    }

    it(`${operationId} is sent as it is with a version nobody knows yet`, async () => {
      await call(clientOf(server, { apiVersion: "2099-01-01-preview" }));
      expect(versionSent()).to.equal("2099-01-01-preview");
    });
  }

  function expectRefused(error: Error, having: readonly string[]): void {
    expect(error).to.be.instanceOf(TypeError);
    expect(error).to.have.property("code", "UnsupportedByApiVersion");
    expect(error.message).to.contain(having.join(" or "));
    expect(server.requests).to.have.lengthOf(0);
  }

  type Client = ReturnType<typeof clientOf>;
  const expression = { value: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 };
  const restrictions = { providers: ["Microsoft.Compute"] };
  const members: readonly [
    member: string,
    having: readonly string[],
    calls: readonly ((client: Client) => Promise<unknown>)[],
  ][] = [
    [
      "isolationScope",
      from("2024-11-30"),
      [
        ({ userAssignedIdentities }) =>
          userAssignedIdentities.createOrUpdate("g", "n", {
            location: "eastus",
            isolationScope: "Regional",
          }),
        ({ userAssignedIdentities }) =>
          userAssignedIdentities.update("g", "n", { isolationScope: "None" }),
      ],
    ],
    [
      "assignmentRestrictions",
      from("2025-05-31-preview"),
      [
        ({ userAssignedIdentities }) =>
          userAssignedIdentities.createOrUpdate("g", "n", {
            location: "eastus",
            assignmentRestrictions: restrictions,
          }),
        ({ userAssignedIdentities }) =>
          userAssignedIdentities.update("g", "n", { assignmentRestrictions: restrictions }),
      ],
    ],
    [
      "claimsMatchingExpression",
      ["2025-01-31-preview", "2025-05-31-preview"],
      [
        ({ federatedIdentityCredentials }) =>
          federatedIdentityCredentials.createOrUpdate("g", "n", "f", {
            issuer: "https://token.actions.githubusercontent.com",
            audiences: ["api://AzureADTokenExchange"],
            claimsMatchingExpression: expression,
          }),
      ],
    ],
  ];

  for (const [member, having, calls] of members) {
    for (const [index, call] of calls.entries()) {
      const how = index === 0 ? "createOrUpdate" : "update";
      for (const apiVersion of [undefined, ...versions]) {
        const effective = apiVersion ?? "2024-11-30";
        if (member === "claimsMatchingExpression" && effective < "2022") {
          continue;
        }
        const known = having.includes(effective);
        it(`${member} in ${how} is ${known ? "sent" : "refused"} with ${apiVersion ?? "the default version"}`, async () => {
          const options: ManagedServiceIdentityClientOptionalParams =
            apiVersion === undefined ? {} : { apiVersion };
          if (known) {
            await call(clientOf(server, options));
            const body = JSON.parse(server.requests[0]?.body ?? "") as { properties: object };
            expect(body.properties).to.have.property(member);
            return;
          }
          const error = await failureOf(call(clientOf(server, options)));
          expectRefused(error, having);
          expect(error.message).to.contain(`'parameters.${member}'`);
        });
      }

      it(`${member} in ${how} is sent with a version nobody knows yet`, async () => {
        await call(clientOf(server, { apiVersion: "2099-01-01" }));
        expect(server.requests[0]?.body).to.contain(member);
      });
    }
  }

  it("count for a member in the shape of the wire, too", async () => {
    const body = { location: "eastus", properties: { isolationScope: "Regional" } };
    const client = clientOf(server, { apiVersion: "2018-11-30" });
    const error = await failureOf(client.userAssignedIdentities.createOrUpdate("g", "n", body));
    expectRefused(error, from("2024-11-30"));
  });

  it("do not matter for a member that is undefined", async () => {
    await clientOf(server, { apiVersion: "2018-11-30" }).userAssignedIdentities.update("g", "n", {
      tags: {},
      isolationScope: undefined,
    });
    expect(server.requests[0]?.body).to.equal('{"tags":{}}');
  });

  it("of the first page go on to the pages after it", async () => {
    server.reply = ({ target }, index) => ({
      status: 200,
      json: { value: [], ...(index === 0 ? { nextLink: `${target.split("?")[0]}?page=2` } : {}) },
    });
    await clientOf(server).userAssignedIdentities.listAssociatedResources("g", "n").next();
    expect(
      server.requests.map(({ method, target }) => `${method} ${target.split("?")[1]}`),
    ).to.deep.equal([
      "POST api-version=2022-01-31-preview",
      "POST page=2&api-version=2022-01-31-preview",
    ]);
  });
});
