import { expect } from "chai";
import {
  checkError,
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Extras, ExpectedError, Laboratory, Reply } from "./support.js";

const unknown = "11111111-1111-4111-8111-111111111111";

describe("emulator: errors", () => {
  let lab: Laboratory;

  before(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), { location: "westeurope" });
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
  });
  after(() => lab.close());

  const row = (name: string, ask: () => Promise<Reply>, expected: ExpectedError) =>
    it(`${expected.status} ${expected.code}: ${name}`, async () =>
      checkError(await ask(), expected));

  describe("what is not there", () => {
    const groupMessage = "Resource group 'gone' could not be found.";
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
      checkError(reply, {
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
      checkError(await lab.put(identityPath(lab, "new"), filled(limit + 1)), {
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
        checkError(reply, {
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
