// Each section of docs/migrating-from-arm-msi.md is true of both packages: what it says of @azure/arm-msi, and of ours.

import { createDefaultHttpClient, createPipelineFromOptions } from "@azure/core-rest-pipeline";
import * as peerPackage from "@azure/arm-msi";
import { expect } from "chai";
import * as ourPackage from "arm-managed-identity";
import { rm } from "node:fs/promises";
import { clientOf, peerOf, subscriptionId, testCredential } from "../support/clients.js";
import { failureOf } from "../support/failure.js";
import { startTestServer, type TestServer } from "../support/testServer.js";
import { readDocument, type CodeBlock } from "./markdown.js";
import { typeCheck, writePrograms } from "./program.js";

const guide = await readDocument("docs/migrating-from-arm-msi.md");
const sections = [...guide.text.matchAll(/^### (.*)$/gm)].map((match) => match[1] ?? "");

type Ours = ourPackage.ManagedServiceIdentityClient;
type Peer = peerPackage.ManagedServiceIdentityClient;

describe("the guide for users of @azure/arm-msi", () => {
  let server: TestServer;
  let other: TestServer;
  let ours: Ours;
  let peer: Peer;
  before(async () => {
    server = await startTestServer();
    other = await startTestServer(() => ({ status: 200, json: { value: [{ name: "other" }] } }));
    ours = clientOf(server);
    peer = peerOf(server);
  });
  after(() => Promise.all([server.stop(), other.stop()]));
  beforeEach(() => {
    server.requests.length = 0;
    other.requests.length = 0;
    server.reply = () => ({ status: 200, json: resource });
  });

  const resource = {
    name: "bot",
    location: "westeurope",
    properties: { clientId: "c", future: 1 },
  };
  const optionsOf = (changes: object): object => ({
    endpoint: server.endpoint,
    retryOptions: { maxRetries: 0 },
    tlsOptions: { ca: [server.tls.ca, other.tls.ca] },
    ...changes,
  });
  const newPeer = (changes: object): Peer =>
    new peerPackage.ManagedServiceIdentityClient(
      testCredential(),
      subscriptionId,
      optionsOf(changes),
    );
  const newOurs = (changes: object): Ours =>
    new ourPackage.ManagedServiceIdentityClient(
      testCredential(),
      subscriptionId,
      optionsOf(changes),
    );
  const targets = (): string[] => server.requests.map(({ target }) => target);
  const namesOf = async (
    list: AsyncIterable<{ name?: string }>,
  ): Promise<(string | undefined)[]> => {
    const names = [];
    for await (const { name } of list) {
      names.push(name);
    }
    return names;
  };
  const thrownBy = (action: () => unknown): Error => {
    try {
      action();
    } catch (error) {
      return error as Error;
    }
    throw new Error("It should have thrown.");
  };

  /** What each section says, by its title. */
  const claims: Readonly<Record<string, () => Promise<void>>> = {
    "sendRequest and sendOperationRequest": async () => {
      expect(peer).to.have.property("sendRequest");
      expect(peer).to.have.property("sendOperationRequest");
      expect(ours).not.to.have.property("sendRequest");
      expect(ours).not.to.have.property("sendOperationRequest");
      await compiles("client.sendRequest; client.sendOperationRequest;", 2);
    },

    "$host and baseUri": async () => {
      expect(peer.$host).to.equal("https://management.azure.com");
      expect(ours).not.to.have.property("$host");
      await newPeer({ endpoint: undefined, baseUri: server.endpoint }).userAssignedIdentities.get(
        "g",
        "n",
      );
      await newOurs({ endpoint: `${server.endpoint}/` }).userAssignedIdentities.get("g", "n");
      expect(targets()[0]).to.equal(targets()[1]);
      for (const name of ["$host", "baseUri"]) {
        expect(thrownBy(() => newOurs({ [name]: server.endpoint }))).to.be.instanceOf(TypeError);
      }
      await compiles(withOptions('$host: "https://example.com"'), 1);
      await compiles(withOptions('baseUri: "https://example.com"'), 1);
    },

    credentialScopes: async () => {
      const scopes = ["https://example.com/.default"];
      const asked = async (
        Client: typeof peerPackage.ManagedServiceIdentityClient,
        changes: object,
      ): Promise<unknown> => {
        const credential = testCredential();
        await new Client(credential, subscriptionId, optionsOf(changes)).userAssignedIdentities.get(
          "g",
          "n",
        );
        return credential.scopes.flat();
      };
      const Ours = ourPackage.ManagedServiceIdentityClient as never;
      expect(
        await asked(peerPackage.ManagedServiceIdentityClient, { credentialScopes: scopes }),
      ).to.deep.equal(scopes);
      expect(await asked(Ours, { credentials: { scopes } })).to.deep.equal(scopes);
      expect(await asked(Ours, {})).to.deep.equal([`${server.endpoint}/.default`]);
      expect(thrownBy(() => newOurs({ credentialScopes: scopes }))).to.be.instanceOf(TypeError);
      await compiles(withOptions('credentialScopes: "https://example.com/.default"'), 1);
    },

    "credential, requestContentType, allowInsecureConnection": async () => {
      await compiles(withOptions("credential"), 1);
      await compiles(withOptions('requestContentType: "application/json"'), 1);
      await compiles(withOptions("allowInsecureConnection: true"), 1);
    },

    "serializerOptions and shouldDeserialize": async () => {
      const raw = await peer.userAssignedIdentities.get("g", "n", {
        requestOptions: { shouldDeserialize: false },
      });
      expect(raw).to.have.property("properties");
      let text: string | null | undefined;
      await ours.userAssignedIdentities.get("g", "n", {
        onResponse: (rawResponse) => (text = rawResponse.bodyAsText),
      });
      expect(text).to.equal(JSON.stringify(resource));
      await compiles(withCallOptions("serializerOptions: { xml: {} }"), 1);
      for (const name of ["shouldDeserialize: false", "allowInsecureConnection: true"]) {
        await compiles(withCallOptions(`requestOptions: { ${name} }`), 1);
      }
      for (const name of ["onUploadProgress", "onDownloadProgress"]) {
        await compiles(withCallOptions(`requestOptions: { ${name}: () => {} }`), 1);
      }
    },

    "onResponse: parsedHeaders and operationSpec": async () => {
      const seen: Parameters<ourPackage.RawResponseCallback>[] = [];
      const onResponse: ourPackage.RawResponseCallback = (...all) => seen.push(all);
      const results = [
        await peer.userAssignedIdentities.get("g", "n", { onResponse }),
        await ours.userAssignedIdentities.get("g", "n", { onResponse }),
      ];
      for (const [index, [rawResponse, flatResponse, error]] of seen.entries()) {
        expect(flatResponse).to.equal(results[index]);
        expect(rawResponse.parsedBody).to.deep.equal(results[index]);
        expect(error).to.equal(undefined);
      }
      expect(seen[0]?.[0].request.headers.has("authorization")).to.equal(true);
      expect(seen[1]?.[0].request.headers.has("authorization")).to.equal(false);
      expect(seen[1]?.[0].rawHeaders).to.have.property("date");
      await compiles(withCallOptions("onResponse: (raw) => void raw.parsedHeaders"), 1);
    },

    "Types named Next": async () => {
      const names = ["OptionalParams", "Response"].map(
        (end) => `UserAssignedIdentitiesListBySubscriptionNext${end}`,
      );
      const types = (name: string): string =>
        names.map((type) => `import type { ${type} } from "${name}";`).join("\n");
      expect(await problemsOf(types("@azure/arm-msi"))).to.have.lengthOf(0);
      expect(await problemsOf(types("arm-managed-identity"))).to.have.lengthOf(2);
      expect(await problemsOf(types("arm-managed-identity").replaceAll("Next", ""))).to.be.empty;
    },

    "Assigning to apiVersion and subscriptionId": async () => {
      const client = clientOf(server);
      for (const change of [{ subscriptionId: "another" }, { apiVersion: "2023-01-31" }]) {
        expect(thrownBy(() => Object.assign(client, change))).to.be.instanceOf(TypeError);
      }
      await client.userAssignedIdentities.get("g", "n");
      expect(targets()[0]).to.contain(subscriptionId).and.to.contain("2024-11-30");
      await compiles('client.apiVersion = "2023-01-31"; client.subscriptionId = "";', 2);
    },

    "The client as a type": async () => {
      const group = (name: string, what: string): string =>
        `import type { ManagedServiceIdentityClient as Other } from "${name}";
         export const other: ${what} = client;`;
      expect(await problemsOf(group("@azure/arm-msi", "Other"))).not.to.be.empty;
      const picked = 'Pick<Other, "userAssignedIdentities" | "federatedIdentityCredentials">';
      expect(await problemsOf(group("@azure/arm-msi", picked))).to.be.empty;
    },

    "byPage with maxPageSize": async () => {
      server.reply = () => ({ status: 200, json: { value: [] } });
      const settings = { maxPageSize: 5 };
      expect(
        thrownBy(() => peer.federatedIdentityCredentials.list("g", "n").byPage(settings)),
      ).to.have.property("message", "maxPageSize is not supported by this operation.");
      await ours.federatedIdentityCredentials.list("g", "n", { top: 3 }).byPage(settings).next();
      await ours.userAssignedIdentities.listBySubscription().byPage(settings).next();
      expect(targets()[0]).to.match(/\$top=5$/);
      expect(targets()[1]).not.to.contain("$top");
    },

    "Links to the next page": async () => {
      const nextLink = `${other.endpoint}/elsewhere`;
      server.reply = () => ({ status: 200, json: { value: [{ name: "one" }], nextLink } });
      const trusting = newPeer({}).userAssignedIdentities.listBySubscription();
      expect(await namesOf(trusting)).to.deep.equal(["one", "other"]);
      expect(other.requests[0]?.headers.authorization).to.match(/^Bearer /);
      other.requests.length = 0;
      const list = newOurs({}).userAssignedIdentities.listBySubscription();
      expect(await failureOf(namesOf(list))).to.have.property("code", "UNSAFE_NEXT_LINK");
      const resumed = list.byPage({ continuationToken: nextLink }).next();
      expect(await failureOf(resumed)).to.have.property("code", "INVALID_CONTINUATION_TOKEN");
      expect(other.requests).to.be.empty;
    },

    "Names that are empty or dots": async () => {
      for (const name of ["", ".", ".."]) {
        await peer.userAssignedIdentities.get("g", name);
        const error = await failureOf(ours.userAssignedIdentities.get("g", name));
        expect(error).to.be.instanceOf(TypeError);
      }
      await peer.systemAssignedIdentities.getByScope("what");
      expect(targets()).to.have.lengthOf(4);
      expect(await failureOf(ours.systemAssignedIdentities.getByScope("what"))).to.be.instanceOf(
        TypeError,
      );
      await ours.systemAssignedIdentities.getByScope("/subscriptions/s");
      await ours.systemAssignedIdentities.getByScope("subscriptions/s");
      expect(targets()[4]).to.equal(targets()[5]);
    },

    "Missing arguments": async () => {
      const nothing = undefined as never;
      const theirs = await failureOf(peer.userAssignedIdentities.get("g", nothing));
      expect(theirs).not.to.be.instanceOf(TypeError);
      const own = await failureOf(ours.userAssignedIdentities.get("g", nothing));
      expect(own).to.be.instanceOf(TypeError);
      expect(own.message).to.match(/^UserAssignedIdentities\.get: 'resourceName'/);
      peer.federatedIdentityCredentials.list("g", nothing);
      expect(thrownBy(() => ours.federatedIdentityCredentials.list("g", nothing))).to.be.instanceOf(
        TypeError,
      );
      await peer.userAssignedIdentities.createOrUpdate("g", "n", nothing);
      await failureOf(ours.userAssignedIdentities.createOrUpdate("g", "n", nothing));
      await failureOf(peer.userAssignedIdentities.createOrUpdate("g", "n", {} as never));
      expect(targets()).to.have.lengthOf(1);
      await ours.userAssignedIdentities.createOrUpdate("g", "n", {} as never);
      expect(targets()).to.have.lengthOf(2);
    },

    "What constructors refuse": () => {
      const Peer = peerPackage.ManagedServiceIdentityClient;
      const Ours = ourPackage.ManagedServiceIdentityClient;
      const refused: (() => unknown)[] = [
        () => new Ours({} as never, subscriptionId),
        () => new Ours(testCredential(), ""),
        () => newOurs({ apiVersion: "" }),
        () => newOurs({ endpoint: "http://127.0.0.1" }),
      ];
      for (const action of refused) {
        expect(thrownBy(action)).to.be.instanceOf(TypeError);
      }
      new Peer({} as never, subscriptionId);
      new Peer(testCredential(), "");
      newPeer({ apiVersion: "" });
      newPeer({ endpoint: "http://127.0.0.1" });
      return Promise.resolve();
    },

    "API versions": async () => {
      const apiVersion = "2023-01-31";
      const body = { location: "westeurope", isolationScope: "Regional" };
      await newPeer({ apiVersion }).userAssignedIdentities.createOrUpdate("g", "n", body);
      expect(server.requests[0]?.body).to.contain("isolationScope");
      const refused = newOurs({ apiVersion }).userAssignedIdentities.createOrUpdate("g", "n", body);
      expect(await failureOf(refused)).to.have.property("code", "UnsupportedByApiVersion");

      for (const [query, sent] of [
        ["api-version=2018-11-30&page=2", "api-version=2018-11-30&page=2"],
        ["page=2", `page=2&api-version=${apiVersion}`],
      ]) {
        server.requests.length = 0;
        server.reply = ({ target }, index) => ({
          status: 200,
          json: {
            value: [],
            ...(index === 0 ? { nextLink: `${target.split("?")[0]}?${query}` } : {}),
          },
        });
        await namesOf(newOurs({ apiVersion }).userAssignedIdentities.listBySubscription());
        expect(targets()[1]?.split("?")[1]).to.equal(sent);
      }
    },

    "Members no model knows": async () => {
      expect(await ours.userAssignedIdentities.get("g", "n")).to.have.property("future", 1);
      expect(await peer.userAssignedIdentities.get("g", "n")).not.to.have.property("future");
      const body = { location: "westeurope", future: 1 };
      await peer.userAssignedIdentities.createOrUpdate("g", "n", body);
      await ours.userAssignedIdentities.createOrUpdate("g", "n", body);
      const sent = server.requests.slice(2).map((request) => request.body.includes("future"));
      expect(sent).to.deep.equal([false, true]);
    },

    Errors: async () => {
      const error = { code: "ResourceNotFound", message: "It is not there." };
      server.reply = () => ({ status: 404, json: { error } });
      const theirs = await failureOf(peer.userAssignedIdentities.get("g", "n"));
      const own = await failureOf(ours.userAssignedIdentities.get("g", "n"));
      expect(theirs.message).to.equal(error.message);
      expect(own.message).to.equal(
        "UserAssignedIdentities.get failed with status 404 (ResourceNotFound): It is not there.",
      );
      for (const failure of [theirs, own]) {
        expect(failure).to.deep.include({ code: error.code, statusCode: 404, details: { error } });
      }
      expect(theirs).to.have.nested.property("request.headers");
      expect(requestOf(theirs).headers.has("authorization")).to.equal(true);
      expect(requestOf(own).headers.has("authorization")).to.equal(false);

      server.reply = () => ({ status: 500 });
      const bare = await failureOf(peer.userAssignedIdentities.get("g", "n"));
      expect(bare).to.have.property("code", undefined);
      const named = await failureOf(ours.userAssignedIdentities.get("g", "n"));
      expect(named).to.have.property("code", "500");
      expect(named).to.have.nested.property("details.error");
    },

    "Successes that cannot be read": async () => {
      server.reply = () => ({ status: 200 });
      expect(await peer.userAssignedIdentities.get("g", "n")).to.deep.equal({});
      expect(await failureOf(ours.userAssignedIdentities.get("g", "n"))).to.have.property(
        "code",
        "PARSE_ERROR",
      );
      server.reply = () => ({ status: 200, json: {} });
      expect(await namesOf(peer.userAssignedIdentities.listBySubscription())).to.be.empty;
      const list = ours.userAssignedIdentities.listBySubscription();
      expect(await failureOf(namesOf(list))).to.have.property("code", "PARSE_ERROR");
    },

    "Time-outs": async () => {
      server.reply = () => () => undefined;
      const options = { requestOptions: { timeout: 20 } };
      const theirs = await failureOf(peer.userAssignedIdentities.get("g", "n", options));
      expect(theirs).to.have.property("name", "AbortError");
      const own = await failureOf(ours.userAssignedIdentities.get("g", "n", options));
      expect(own).to.include({ name: "RestError", code: "REQUEST_TIMEOUT" });
      server.reply = () => (response) => void response.writeHead(200).write("{");
      const inBody = await failureOf(ours.userAssignedIdentities.get("g", "n", options));
      expect(inBody).to.have.property("code", "REQUEST_TIMEOUT");
    },

    "Writes that are answered 202": async () => {
      server.reply = ({ method }) =>
        method === "PUT"
          ? { status: 202, headers: { location: `${server.endpoint}/poll`, "retry-after": "0" } }
          : { status: 200, json: resource };
      const body = { location: "westeurope" };
      const theirs = peer.userAssignedIdentities.createOrUpdate("g", "n", body);
      expect(await failureOf(theirs)).to.have.property("statusCode", 202);
      const own = await ours.userAssignedIdentities.createOrUpdate("g", "n", body);
      expect(own).to.have.property("name", "bot");
    },

    "What delete gives": async () => {
      for (const status of [200, 204]) {
        server.reply = () => ({ status });
        const theirs: unknown = await peer.userAssignedIdentities.delete("g", "n");
        expect(theirs).to.be.an("object");
        const own: unknown = await ours.userAssignedIdentities.delete("g", "n");
        expect(own).to.equal(undefined);
      }
    },

    "The option pipeline": async () => {
      const names = (pipeline: Peer["pipeline"]): string[] =>
        pipeline.getOrderedPolicies().map(({ name }) => name);
      const given = createPipelineFromOptions({});
      const before = names(given);
      newOurs({ pipeline: given });
      expect(names(given)).to.deep.equal(before);
      newPeer({ pipeline: given });
      expect(names(given)).not.to.deep.equal(before);

      const credential = testCredential();
      const shared = new ourPackage.ManagedServiceIdentityClient(credential, "other", {
        endpoint: server.endpoint,
        pipeline: ours.pipeline,
        httpClient: createDefaultHttpClient(),
      });
      await shared.userAssignedIdentities.get("g", "n");
      expect(credential.scopes).to.have.lengthOf(1);
    },

    "Names in logs, traces and user agents": async () => {
      await peer.userAssignedIdentities.get("g", "n");
      await ours.userAssignedIdentities.get("g", "n");
      const agents = server.requests.map(({ headers }) => headers["user-agent"]?.split("/")[0]);
      expect(agents).to.deep.equal(["azsdk-js-arm-msi", "arm-managed-identity"]);
    },
  };

  it("has a test for each of its sections", () => {
    expect(Object.keys(claims)).to.deep.equal(sections);
  });

  for (const [section, claim] of Object.entries(claims)) {
    it(`is right about: ${section}`, claim).timeout(60_000);
  }

  describe("says what is the same:", () => {
    it("a continuation token of one is good for the other", async () => {
      server.reply = ({ target }) => ({
        status: 200,
        json: target.includes("page=2")
          ? { value: [{ name: "two" }] }
          : { value: [{ name: "one" }], nextLink: `${server.endpoint}${target}&page=2` },
      });
      for (const [from, tokenOf, to] of [
        [peer, peerPackage.getContinuationToken, ours],
        [ours, ourPackage.getContinuationToken, peer],
      ] as const) {
        const first = await from.userAssignedIdentities.listBySubscription().byPage().next();
        const continuationToken = tokenOf(first.value) ?? "";
        const second = await to.userAssignedIdentities
          .listBySubscription()
          .byPage({ continuationToken })
          .next();
        expect(second.value).to.deep.equal([{ name: "two" }]);
      }
    });

    it("values of enums, and the default API version", () => {
      expect(ourPackage.KnownCreatedByType).to.deep.equal(peerPackage.KnownCreatedByType);
      expect(ourPackage.KnownIsolationScope).to.deep.equal(peerPackage.KnownIsolationScope);
      expect(ours.apiVersion).to.equal(peer.apiVersion);
    });
  });
});

interface RequestHolder {
  readonly request: { readonly headers: { has(name: string): boolean } };
}

function requestOf(error: Error): RequestHolder["request"] {
  return (error as Error & RequestHolder).request;
}

/** A client made with one option. */
function withOptions(option: string): string {
  return `new ManagedServiceIdentityClient(credential, "", { ${option} });`;
}

/** A call made with one option. */
function withCallOptions(option: string): string {
  return `await client.userAssignedIdentities.get("g", "n", { ${option} });`;
}

/** Expects that code compiles with @azure/arm-msi, and with this package has so many errors. */
async function compiles(code: string, errors: number): Promise<void> {
  const written = (name: string): string =>
    `import { ManagedServiceIdentityClient } from "${name}";
     const client = new ManagedServiceIdentityClient(credential, "");
     ${code}
     export { client };`;
  expect(await problemsOf(written("@azure/arm-msi"))).to.deep.equal([]);
  expect(await problemsOf(written("arm-managed-identity"))).to.have.lengthOf(errors);
}

async function problemsOf(code: string): Promise<string[]> {
  const block: CodeBlock = { path: "guide.md", line: 1, language: "ts", code };
  const { folder, programs } = await writePrograms([block]);
  try {
    return typeCheck(folder, programs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
