import { expect } from "chai";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Extras, Laboratory, Reply } from "./support.js";

const unknown = "11111111-1111-4111-8111-111111111111";

describe("emulator: errors", () => {
  let lab: Laboratory;

  before(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
  });
  after(() => lab.close());

  interface Expected {
    readonly status: number;
    readonly code: string;
    readonly message: string | RegExp;
    readonly isProvider?: boolean;
  }

  function check(reply: Reply, { status, code, message, isProvider = false }: Expected): void {
    expect(reply.status).to.equal(status);
    expect(Object.keys(reply.json)).to.deep.equal(["error"]);
    expect(Object.keys(reply.json.error!)).to.deep.equal(["code", "message"]);
    expect(reply.json.error!.code).to.equal(code);
    if (typeof message === "string") {
      expect(reply.json.error!.message).to.equal(message);
    } else {
      expect(reply.json.error!.message).to.match(message);
    }
    expect(reply.headers["x-ms-failure-cause"]).to.equal(isProvider ? undefined : "gateway");
    expect(reply.headers["content-type"]).to.equal("application/json; charset=utf-8");
  }

  const row = (name: string, ask: () => Promise<Reply>, expected: Expected) =>
    it(`${expected.status} ${expected.code}: ${name}`, async () => check(await ask(), expected));

  describe("what is not there", () => {
    const groupMessage = "Resource group 'gone' could not be found.";
    row("GET of a missing identity", () => lab.ask("GET", identityPath(lab, "Nobody", "RG1")), {
      status: 404,
      code: "ResourceNotFound",
      message:
        "The Resource 'Microsoft.ManagedIdentity/userAssignedIdentities/Nobody' under resource group 'RG1' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    });
    row(
      "PATCH of a missing identity",
      () => lab.ask("PATCH", identityPath(lab, "Nobody"), { body: {} }),
      {
        status: 404,
        code: "ResourceNotFound",
        message: /^The Resource '.*\/Nobody' under resource group 'rg1' was not found\./,
      },
    );

    const onGroup: readonly (readonly [string, () => Promise<Reply>])[] = [
      ["GET of a missing group", () => lab.ask("GET", groupPath(lab, "gone"))],
      ["DELETE of a missing group", () => lab.ask("DELETE", groupPath(lab, "gone"))],
      ["list in a missing group", () => lab.ask("GET", identityPath(lab, undefined, "gone"))],
      [
        "GET of an identity in a missing group",
        () => lab.ask("GET", identityPath(lab, "a", "gone")),
      ],
      [
        "DELETE of an identity in a missing group",
        () => lab.ask("DELETE", identityPath(lab, "a", "gone")),
      ],
      [
        "PUT of an identity into a missing group",
        () => lab.put(identityPath(lab, "abc", "gone"), { location: "westeurope" }),
      ],
      [
        "GET of a system-assigned identity in a missing group",
        () =>
          lab.ask(
            "GET",
            `${groupPath(lab, "gone")}/providers/Microsoft.Web/sites/s/providers/Microsoft.ManagedIdentity/identities/default`,
          ),
      ],
    ];
    for (const [name, ask] of onGroup) {
      row(name, ask, { status: 404, code: "ResourceGroupNotFound", message: groupMessage });
    }

    it("404 NotFound of the provider: GET of a missing credential, by its lower-case id", async () => {
      const parent = `/subscriptions/${lab.emulator.subscriptionId}/resourcegroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
      check(await lab.ask("GET", credentialPath(lab, "nothing")), {
        status: 404,
        code: "NotFound",
        message: `Resource '${parent}/federatedIdentityCredentials/nothing' was not found.`,
        isProvider: true,
      });
    });

    const verbs = [
      ["GET", "read"],
      ["PUT", "write"],
      ["DELETE", "delete"],
    ] as const;
    for (const [method, action] of verbs) {
      it(`404 ParentResourceNotFound: ${method} of a credential without its identity or group`, async () => {
        const parents = [identityPath(lab, "Nobody"), identityPath(lab, "Nobody", "gone")];
        for (const parent of parents) {
          const extras = method === "PUT" ? { body: credentialBody() } : {};
          check(await lab.ask(method, `${parent}/federatedIdentityCredentials/fic`, extras), {
            status: 404,
            code: "ParentResourceNotFound",
            message: `Failed to perform '${action}' on resource(s) of type 'userAssignedIdentities/federatedIdentityCredentials', because the parent resource '${parent}' could not be found.`,
          });
        }
      });
    }
    row(
      "list of credentials without an identity",
      () => lab.ask("GET", credentialPath(lab, undefined, "no")),
      {
        status: 404,
        code: "ParentResourceNotFound",
        message: /^Failed to perform 'read' /,
      },
    );

    row(
      "another subscription",
      () =>
        lab.ask(
          "GET",
          `/subscriptions/${unknown}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
        ),
      {
        status: 404,
        code: "SubscriptionNotFound",
        message: `The subscription '${unknown}' could not be found.`,
      },
    );
    row(
      "a scope in another subscription",
      () =>
        lab.ask(
          "GET",
          `/subscriptions/${unknown}/resourceGroups/g/providers/A.B/c/d/providers/Microsoft.ManagedIdentity/identities/default`,
        ),
      { status: 404, code: "SubscriptionNotFound", message: /could not be found\.$/ },
    );
    row(
      "a subscription id that is no GUID",
      () => lab.ask("GET", "/subscriptions/x/resourceGroups/g"),
      {
        status: 400,
        code: "InvalidSubscriptionId",
        message: "The provided subscription identifier 'x' is malformed or invalid.",
      },
    );
    row(
      "an unknown type",
      () => lab.ask("GET", `${groupPath(lab)}/providers/Microsoft.ManagedIdentity/others/x`),
      {
        status: 404,
        code: "InvalidResourceType",
        message:
          "The resource type could not be found in the namespace 'Microsoft.ManagedIdentity' for api version '2024-11-30'.",
      },
    );
    row("an unknown path", () => lab.ask("GET", "/nothing/here"), {
      status: 404,
      code: "NotFound",
      message: "The emulator has nothing at '/nothing/here'.",
    });
    row(
      "an unknown deletion",
      () => lab.ask("GET", `/subscriptions/${lab.emulator.subscriptionId}/operationresults/x`),
      {
        status: 404,
        code: "NotFound",
        message: /^The emulator has nothing at/,
      },
    );
  });

  describe("what is asked the wrong way", () => {
    row("no api-version", () => lab.ask("GET", `${identityPath(lab)}?`), {
      status: 400,
      code: "MissingApiVersionParameter",
      message: "The api-version query parameter (?api-version=) is required for all requests.",
    });
    row(
      "an unknown api-version",
      () => lab.ask("GET", `${identityPath(lab)}?api-version=1999-01-01`),
      {
        status: 400,
        code: "NoRegisteredProviderFound",
        message:
          /^No registered resource provider found for location 'global' and API version '1999-01-01' for type 'userAssignedIdentities'\. The supported api-versions are '.*2024-11-30.*'\.$/,
      },
    );
    row(
      "two api-versions",
      () => lab.ask("GET", `${identityPath(lab)}?api-version=2024-11-30&API-version=2024-11-30`),
      {
        status: 400,
        code: "NoRegisteredProviderFound",
        message: /'2024-11-30,2024-11-30'/,
      },
    );
    row(
      "a malformed api-version for a group",
      () => lab.ask("GET", `${groupPath(lab)}?api-version=new`),
      {
        status: 400,
        code: "InvalidApiVersionParameter",
        message: /^The api-version 'new' is invalid\./,
      },
    );

    it("405 MethodNotAllowed: a method that the resource does not have", async () => {
      const reply = await lab.ask("POST", identityPath(lab, "id1"), { body: {} });
      check(reply, {
        status: 405,
        code: "MethodNotAllowed",
        message: "The requested resource does not support http method 'POST'.",
      });
      expect(reply.headers.allow?.split(", ")).to.have.members(["GET", "PUT", "PATCH", "DELETE"]);
      expect((await lab.ask("PATCH", credentialPath(lab, "f"), { body: {} })).status).to.equal(405);
    });

    const bodies: readonly (readonly [string, unknown])[] = [
      ["broken JSON", "{"],
      ["an empty body", ""],
      ["an array", "[]"],
      ["null", "null"],
      ["a string", '"x"'],
      ["bytes that are not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])],
      ["a location that is not a string", { location: 1 }],
      ["tags that are not an object", { location: "westeurope", tags: [] }],
      ["a tag that is not a string", { location: "westeurope", tags: { a: 1 } }],
      ["properties that are not an object", { location: "westeurope", properties: "y" }],
    ];
    for (const [name, body] of bodies) {
      row(name, () => lab.put(identityPath(lab, "new"), body), {
        status: 400,
        code: "InvalidRequestContent",
        message: /^The request content was invalid and could not be deserialized: '.+'\.$/,
      });
    }

    it("413 RequestEntityTooLarge: a body over 4 MB; one of 4 MB is read", async () => {
      const limit = 4 * 1024 * 1024;
      const filled = (length: number) => `{"location":"westeurope"${" ".repeat(length - 25)}}`;
      check(await lab.put(identityPath(lab, "new"), filled(limit + 1)), {
        status: 413,
        code: "RequestEntityTooLarge",
        message: /4194304/,
      });
      expect((await lab.put(identityPath(lab, "large"), filled(limit))).status).to.equal(201);
    });

    row("a path that is not well encoded", () => lab.ask("GET", identityPath(lab, "%E0%A4%A")), {
      status: 400,
      code: "BadRequest",
      message: /percent-encoded/,
    });
    for (const top of ["0", "-1", "x", "1.5", ""]) {
      row(
        `$top=${top}`,
        () => lab.ask("GET", `${credentialPath(lab)}?api-version=2024-11-30&$top=${top}`),
        {
          status: 400,
          code: "InvalidQueryParameter",
          message: /\$top/,
        },
      );
    }
    for (const token of ["", "x", "MSBub3doZXJl"]) {
      row(
        `$skiptoken=${token}`,
        () => lab.ask("GET", `${identityPath(lab)}?api-version=2024-11-30&$skiptoken=${token}`),
        {
          status: 400,
          code: "InvalidQueryParameter",
          message: /\$skiptoken/,
        },
      );
    }
  });

  describe("what breaks the service's rules", () => {
    row("a new identity without location", () => lab.put(identityPath(lab, "new"), {}), {
      status: 400,
      code: "LocationRequired",
      message: "The location property is required for this definition.",
    });
    row("another location", () => lab.put(identityPath(lab, "id1"), { location: "North Europe" }), {
      status: 409,
      code: "InvalidResourceLocation",
      message:
        "The resource 'id1' already exists in location 'westeurope' in resource group 'rg1'. A resource with the same name cannot be created in location 'northeurope'. Please select a new resource name.",
    });
    row(
      "an unknown isolation scope",
      () =>
        lab.put(identityPath(lab, "new"), {
          location: "westeurope",
          properties: { isolationScope: "Y" },
        }),
      { status: 400, code: "BadRequest", message: /None, Regional/, isProvider: true },
    );
    for (const name of ["ab", "-abc", "_abc", "a.b", "a".repeat(129), "a%20b", "a%2Fb"]) {
      row(
        `identity name ${name}`,
        () => lab.put(identityPath(lab, name), { location: "westeurope" }),
        {
          status: 400,
          code: "InvalidResourceName",
          message: /is invalid/,
        },
      );
    }
    for (const name of ["ab", "-abc", "_abc", "a.b", "a".repeat(121), "a%2Fb"]) {
      row(`credential name ${name}`, () => lab.put(credentialPath(lab, name), credentialBody()), {
        status: 400,
        code: "BadRequest",
        message: `Federated Identity Credential name '${decodeURIComponent(name)}' is invalid.`,
        isProvider: true,
      });
    }
    it("accepts the longest names", async () => {
      await lab.put(identityPath(lab, "a".repeat(128)), { location: "westeurope" });
      const reply = await lab.put(
        credentialPath(lab, "a".repeat(120), "a".repeat(128)),
        credentialBody(),
      );
      expect(reply.status).to.equal(201);
    });

    const complete = { issuer: "https://i", subject: "s", audiences: ["a"] };
    const put = (properties: unknown) => lab.put(credentialPath(lab, "fic"), { properties });
    for (const properties of [undefined, null, {}]) {
      row(`credential properties ${JSON.stringify(properties)}`, () => put(properties), {
        status: 400,
        code: "BadRequest",
        message: "Federated Identity Credential from HTTP body has empty properties",
        isProvider: true,
      });
    }
    for (const member of ["issuer", "subject", "audiences"]) {
      row(`credential without ${member}`, () => put({ ...complete, [member]: undefined }), {
        status: 400,
        code: "BadRequest",
        message:
          "The request format was unexpected. Federated Identity Credential must specify 'issuer', 'subject' and 'audience'.",
        isProvider: true,
      });
    }
    for (const audiences of [[], ["a", "b"]]) {
      row(`${audiences.length} audiences`, () => put({ ...complete, audiences }), {
        status: 400,
        code: "InvalidFederatedIdentityCredentialsAudienceLength",
        message: "Federated identity credentials must have exactly 1 audience.",
        isProvider: true,
      });
    }
    const long = "x".repeat(601);
    const longOnes = [{ issuer: long }, { subject: long }, { audiences: [long] }];
    for (const values of longOnes) {
      row(
        `${Object.keys(values).join()} of 601 characters`,
        () => put({ ...complete, ...values }),
        {
          status: 400,
          code: "BadRequest",
          message: /must not be longer than 600 characters/,
          isProvider: true,
        },
      );
    }
    row("audiences that are not strings", () => put({ ...complete, audiences: [1] }), {
      status: 400,
      code: "InvalidRequestContent",
      message: /audiences is not an array of strings/,
    });
  });

  describe("who is not let in", () => {
    const tokens: readonly (readonly [string, string | undefined])[] = [
      ["no Authorization header", undefined],
      ["another token", "Bearer other"],
      ["another scheme", "Basic eDp5"],
      ["an empty token", "Bearer "],
    ];
    for (const [name, value] of tokens) {
      it(`401 AuthenticationFailed: ${name}`, async () => {
        const extras: Extras = { headers: { Authorization: value } };
        const reply = await lab.ask("GET", identityPath(lab), extras);
        check(reply, {
          status: 401,
          code: "AuthenticationFailed",
          message: /^Authentication failed\. /,
        });
        expect(reply.headers["www-authenticate"]).to.match(
          new RegExp(
            `^Bearer authorization_uri="${lab.emulator.endpoint}/${lab.emulator.env.AZURE_TENANT_ID}", error="invalid_token", error_description="[^"]+"$`,
          ),
        );
        expect(reply.headers).not.to.have.property("x-ms-ratelimit-remaining-subscription-reads");
      });
    }
    it("refuses before it says whether anything exists", async () => {
      const reply = await lab.ask("GET", "/nothing?", { headers: { Authorization: undefined } });
      expect(reply.status).to.equal(401);
    });
    it("does not accept another emulator's token", async () => {
      const other = await openLaboratory();
      try {
        const { token } = await other.emulator.credential.getToken("any");
        const headers = { Authorization: `Bearer ${token}` };
        expect((await lab.ask("GET", identityPath(lab), { headers })).status).to.equal(401);
      } finally {
        await other.close();
      }
    });
  });
});
