// The errors that are known of the live service, recorded, quoted or documented, one row each. The emulator's own are
// in errors.spec.ts.

import { expect } from "chai";
import {
  at,
  checkError,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type ExpectedError,
  type Laboratory,
  type Reply,
} from "./support.js";
import type { EmulatorOptions } from "../src/index.js";

const other = "11111111-1111-4111-8111-111111111111";

/** A request, the error it gets, and what the emulator is told at its start. */
interface Row {
  readonly name: string;
  readonly options?: EmulatorOptions;
  readonly ask: (lab: Laboratory) => Promise<Reply>;
  readonly error: (lab: Laboratory) => ExpectedError;
}

/** The id of the identity of the rows as the service spells it. */
const identityId = ({ emulator }: Laboratory): string =>
  `/subscriptions/${emulator.subscriptionId}/resourcegroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const put = (lab: Laboratory, properties: object): Promise<Reply> =>
  lab.put(credentialPath(lab, "fic"), { properties });
const complete = { issuer: "https://i", subject: "s", audiences: ["a"] };
const missingParent = (lab: Laboratory, action: string, group?: string): ExpectedError => ({
  status: 404,
  code: "ParentResourceNotFound",
  message: `Failed to perform '${action}' on resource(s) of type 'userAssignedIdentities/federatedIdentityCredentials', because the parent resource '${identityPath(lab, "Nobody", group)}' could not be found.`,
});
const orphan = (lab: Laboratory, method: string, group?: string): Promise<Reply> =>
  lab.ask(
    method,
    `${identityPath(lab, "Nobody", group)}/federatedIdentityCredentials/fic`,
    method === "PUT" ? { body: credentialBody() } : {},
  );
const fail =
  (
    status: number,
    code: string,
    message: string | RegExp,
    source: "gateway" | "provider",
  ): Row["error"] =>
  () => ({ status, code, message, isProvider: source === "provider" });

const rows: readonly Row[] = [
  {
    name: "identity missing",
    ask: (lab) => lab.ask("GET", identityPath(lab, "Nobody", "RG1")),
    error: fail(
      404,
      "ResourceNotFound",
      "The Resource 'Microsoft.ManagedIdentity/userAssignedIdentities/Nobody' under resource group 'RG1' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
      "gateway",
    ),
  },
  {
    name: "credential missing, identity there",
    ask: (lab) => lab.ask("GET", credentialPath(lab, "nothing")),
    error: (lab) => ({
      status: 404,
      code: "NotFound",
      message: `Resource '${identityId(lab)}/federatedIdentityCredentials/nothing' was not found.`,
      isProvider: true,
    }),
  },
  ...(["GET", "DELETE"] as const).map((method): Row => ({
    name: `group missing, ${method}`,
    ask: (lab) =>
      lab.ask(method, method === "GET" ? groupPath(lab, "gone") : identityPath(lab, "a", "gone")),
    error: fail(
      404,
      "ResourceGroupNotFound",
      "Resource group 'gone' could not be found.",
      "gateway",
    ),
  })),
  ...[
    ["DELETE", "delete"],
    ["GET", "read"],
    ["PUT", "write"],
  ].flatMap(([method = "", action = ""]): Row[] => [
    {
      name: `${method} of a credential, identity missing`,
      ask: (lab) => orphan(lab, method),
      error: (lab) => missingParent(lab, action),
    },
    {
      name: `${method} of a credential, group missing`,
      ask: (lab) => orphan(lab, method, "gone"),
      error: (lab) => missingParent(lab, action, "gone"),
    },
  ]),
  ...[[], ["a", "b"]].map((audiences): Row => ({
    name: `${audiences.length} audiences`,
    ask: (lab) => put(lab, { ...complete, audiences }),
    error: fail(
      400,
      "InvalidFederatedIdentityCredentialsAudienceLength",
      "Federated identity credentials must have exactly 1 audience.",
      "provider",
    ),
  })),
  ...["issuer", "subject", "audiences"].map((member): Row => ({
    name: `${member} absent`,
    ask: (lab) => put(lab, { ...complete, [member]: undefined }),
    error: fail(
      400,
      "BadRequest",
      "The request format was unexpected. Federated Identity Credential must specify 'issuer', 'subject' and 'audience'.",
      "provider",
    ),
  })),
  {
    name: "no properties",
    ask: (lab) => put(lab, {}),
    error: fail(
      400,
      "BadRequest",
      "Federated Identity Credential from HTTP body has empty properties",
      "provider",
    ),
  },
  {
    name: "a bad name of a credential",
    ask: (lab) => lab.put(credentialPath(lab, "_a"), credentialBody()),
    error: fail(
      400,
      "BadRequest",
      "Federated Identity Credential name '_a' is invalid.",
      "provider",
    ),
  },
  {
    name: "concurrent writes of credentials of one identity",
    options: { writeDurationInMs: 200 },
    ask: async (lab) => {
      const write = (name: string) => lab.put(credentialPath(lab, name), credentialBody(name));
      const replies = await Promise.all([write("one"), write("two")]);
      return replies.find(({ status }) => status !== 201)!;
    },
    error: (lab) => ({
      status: 409,
      code: "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
      message: `Too many Federated Identity Credentials are written concurrently for the managed identity '/subscriptions/${lab.emulator.subscriptionId}/resourcegroups/rg1/providers/microsoft.managedidentity/userassignedidentities/id1'. Concurrent Federated Identity Credentials writes under the same managed identity are not supported.`,
      isProvider: true,
    }),
  },
  {
    name: "region without support for credentials",
    options: { regions: { withoutFederatedCredentials: ["westeurope"] } },
    ask: (lab) => put(lab, complete),
    error: fail(
      405,
      "MethodNotAllowed",
      "The request format was unexpected : Support for federated identity credentials not enabled",
      "provider",
    ),
  },
  {
    name: "region unknown to the type",
    options: { regions: { available: ["westeurope", "northeurope"] } },
    ask: (lab) => lab.put(identityPath(lab, "new"), { location: "Atlantis" }),
    error: fail(
      400,
      "LocationNotAvailableForResourceType",
      "The provided location 'atlantis' is not available for resource type 'Microsoft.ManagedIdentity/userAssignedIdentities'. List of available regions for the resource type is 'westeurope,northeurope'.",
      "gateway",
    ),
  },
  {
    name: "type unknown to the api-version",
    ask: (lab) => lab.ask("GET", at(credentialPath(lab), "2018-11-30")),
    error: fail(
      404,
      "InvalidResourceType",
      "The resource type could not be found in the namespace 'Microsoft.ManagedIdentity' for api version '2018-11-30'.",
      "gateway",
    ),
  },
  {
    name: "unknown type",
    ask: (lab) => lab.ask("GET", `${groupPath(lab)}/providers/Microsoft.ManagedIdentity/others/x`),
    error: fail(
      404,
      "InvalidResourceType",
      "The resource type could not be found in the namespace 'Microsoft.ManagedIdentity' for api version '2024-11-30'.",
      "gateway",
    ),
  },
  {
    name: "one identity read too often",
    options: { throttling: { identities: { get: { perResource: 0.05 } } } },
    ask: async (lab) => {
      lab.emulator.clock.freeze();
      await lab.ask("GET", identityPath(lab, "id1"));
      return lab.ask("GET", identityPath(lab, "id1"));
    },
    error: (lab) => ({
      status: 429,
      code: "429",
      message: `Request is temporarily throttled because resource ${identityPath(lab, "id1")} has issued too many requests. Retry after 20 seconds.`,
      isProvider: true,
    }),
  },
  {
    name: "duplicate issuer and subject",
    ask: async (lab) => {
      await lab.put(credentialPath(lab, "first"), credentialBody("same"));
      return lab.put(credentialPath(lab, "second"), credentialBody("same"));
    },
    error: fail(
      409,
      "Conflict",
      "Issuer and subject combination already exists for this Managed Identity.",
      "provider",
    ),
  },
  {
    name: "more than 20 credentials",
    ask: async (lab) => {
      for (let count = 0; count < 20; count++) {
        await lab.put(credentialPath(lab, `fic-${count}`), credentialBody(`s${count}`));
      }
      return put(lab, complete);
    },
    error: fail(400, "BadRequest", /^Too many Federated Identity Credentials/, "provider"),
  },
  ...(
    [
      ["2024-11-30", 500, "InternalServerError"],
      ["2026-05-31", 404, "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation"],
    ] as const
  ).map(([version, status, code]): Row => ({
    name: `service principal missing, ${version}`,
    options: { propagation: { principalInMs: 60_000 } },
    ask: (lab) => lab.put(at(credentialPath(lab, "fic"), version), credentialBody()),
    error: fail(status, code, /service principal/, "provider"),
  })),
  {
    name: "api-version that ARM does not serve",
    ask: (lab) => lab.ask("GET", at(identityPath(lab), "1999-01-01")),
    error: fail(
      400,
      "NoRegisteredProviderFound",
      /^No registered resource provider found for location 'global' and API version '1999-01-01' for type 'userAssignedIdentities'\. The supported api-versions are '.*2024-11-30.*'\.$/,
      "gateway",
    ),
  },
  {
    name: "no api-version",
    ask: (lab) => lab.ask("GET", `${identityPath(lab)}?`),
    error: fail(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
      "gateway",
    ),
  },
  {
    name: "another subscription",
    ask: (lab) =>
      lab.ask(
        "GET",
        `/subscriptions/${other}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
      ),
    error: fail(
      404,
      "SubscriptionNotFound",
      `The subscription '${other}' could not be found.`,
      "gateway",
    ),
  },
  {
    name: "no token",
    ask: (lab) => lab.ask("GET", identityPath(lab), { headers: { Authorization: undefined } }),
    error: fail(401, "AuthenticationFailed", /^Authentication failed\. /, "gateway"),
  },
  ...[undefined, "text/plain", "application/x-www-form-urlencoded"].map((type): Row => ({
    name: `media type ${type ?? "absent"}`,
    ask: (lab) =>
      lab.ask("PUT", identityPath(lab, "new"), {
        body: { location: "westeurope" },
        headers: { "Content-Type": type },
      }),
    error: fail(
      415,
      "UnsupportedMediaType",
      `The content media type '${type ?? "<null>"}' is not supported. Only 'application/json' is supported.`,
      "gateway",
    ),
  })),
];

describe("emulator: errors of the live service", () => {
  let lab: Laboratory;
  afterEach(() => lab.close());

  async function open(options: EmulatorOptions = {}): Promise<void> {
    lab = await openLaboratory({ resourceGroups: { rg1: "westeurope" }, ...options });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
  }

  for (const { name, options, ask, error } of rows) {
    it(name, async () => {
      await open(options);
      checkError(await ask(lab), error(lab));
    });
  }

  it("subscription not registered, with details", async () => {
    await open({ registration: { state: "NotRegistered" } });
    const { status, json } = await lab.ask("GET", identityPath(lab, "id1"));
    expect(status).to.equal(409);
    expect(json.error!.code).to.equal("MissingSubscriptionRegistration");
    expect(json.error!.details).to.have.lengthOf(1);
  });

  it("takes every media type that is written as JSON", async () => {
    await open();
    for (const type of [
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/merge-patch+json",
    ]) {
      const extras = { body: { tags: {} }, headers: { "Content-Type": type } };
      const reply = await lab.ask("PATCH", identityPath(lab, "id1"), extras);
      expect(reply.status, type).to.equal(200);
    }
  });
});
