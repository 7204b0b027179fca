// What the README's tables say is so.

import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as ourPackage from "arm-managed-identity";
import { clientOf, testCredential } from "../support/clients.js";
import { failureOf } from "../support/failure.js";
import { startTestServer, type Reply, type TestServer } from "../support/testServer.js";
import { readDocument, root } from "./markdown.js";

const { text } = await readDocument("README.md");

/** The cells of the table whose header row has the given first cell. */
function tableOf(first: string): string[][] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => cellsOf(line)[0] === first);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function codesOf(cell = ""): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

describe("the README", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  it("names every group and method, and no other", () => {
    const client = clientOf(server);
    const rows = tableOf("group of operations");
    expect(rows.map(([group]) => codesOf(group)[0])).to.have.members([
      "client.userAssignedIdentities",
      "client.federatedIdentityCredentials",
      "client.systemAssignedIdentities",
      "client.operations",
    ]);
    for (const [group = "", methods] of rows) {
      const name = codesOf(group)[0]?.replace("client.", "") as "operations";
      expect(codesOf(methods)).to.have.members(Object.keys(client[name]));
    }
  });

  it("names every API version, in order, and the default one", () => {
    const rows = tableOf("version");
    expect(rows.map(([version]) => codesOf(version)[0])).to.deep.equal(
      Object.values<string>(ourPackage.KnownVersions),
    );
    const marked = rows.filter(([, brings]) => brings?.includes("**The default**"));
    expect(marked.map(([version]) => codesOf(version)[0])).to.deep.equal([
      clientOf(server).apiVersion,
    ]);
  });

  it("names every guard", () => {
    const guards = Object.keys(ourPackage).filter((name) => name.startsWith("is"));
    expect(tableOf("guard").map(([guard]) => codesOf(guard)[0])).to.have.members(guards);
  });

  it("is right about the endpoint and the scope", async () => {
    const credential = testCredential();
    const seen: string[] = [];
    const client = new ourPackage.ManagedServiceIdentityClient(credential, "s", {
      httpClient: {
        sendRequest: (request) => {
          seen.push(new URL(request.url).origin);
          return Promise.reject(new Error("Not sent."));
        },
      },
    });
    await failureOf(client.userAssignedIdentities.get("g", "n"));
    expect(seen).to.deep.equal(["https://management.azure.com"]);
    expect(credential.scopes.flat()).to.deep.equal(["https://management.azure.com/.default"]);
  });

  describe("is right about retries:", () => {
    const cutShort: Reply = (response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => response.destroy());
    };
    const cases: readonly [what: string, reply: Reply, tries: number][] = [
      ...[408, 500, 502, 503, 504].map((status): [string, Reply, number] => [
        `status ${status}`,
        { status },
        4,
      ]),
      ...[400, 401, 404, 409, 429, 501, 505].map((status): [string, Reply, number] => [
        `status ${status}`,
        { status },
        1,
      ]),
      ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }, 4],
      ["503 with Retry-After", { status: 503, headers: { "retry-after": "0" } }, 4],
      ["a reset (ECONNRESET)", (response) => response.destroy(), 4],
      ["an answer that was cut short", cutShort, 1],
      ["a time-out", () => undefined, 1],
    ];
    for (const [what, reply, tries] of cases) {
      it(`${what}: ${tries === 1 ? "none" : `${tries} tries`}, writes too`, async () => {
        server.reply = () => reply;
        // The number of retries is the default; only the waits are short.
        const client = clientOf(server, { retryOptions: { retryDelayInMs: 1 } });
        const requestOptions = what === "a time-out" ? { timeout: 20 } : {};
        await failureOf(
          client.userAssignedIdentities.update("g", "n", { tags: {} }, { requestOptions }),
        );
        expect(server.requests.map(({ method }) => method)).to.deep.equal(
          new Array(tries).fill("PATCH"),
        );
      });
    }
  });

  it("is right about a long Retry-After: an abort ends the wait", async () => {
    server.reply = () => ({ status: 429, headers: { "retry-after": "3600" } });
    const controller = new AbortController();
    const { pipeline, userAssignedIdentities } = clientOf(server, {
      retryOptions: { maxRetries: 1 },
    });
    pipeline.addPolicy(
      {
        name: "abortAfterTheAnswer",
        async sendRequest(request, next) {
          const response = await next(request);
          setImmediate(() => controller.abort());
          return response;
        },
      },
      { afterPhase: "Retry" },
    );
    const error = await failureOf(
      userAssignedIdentities.get("g", "n", { abortSignal: controller.signal }),
    );
    expect(error).to.have.property("name", "AbortError");
    expect(server.requests).to.have.lengthOf(1);
  });

  it("is right about redirects: 20 on the own origin, with the token", async () => {
    server.reply = ({ target }) => ({ status: 307, headers: { location: target } });
    await failureOf(clientOf(server).userAssignedIdentities.get("g", "n"));
    const tokens = server.requests.map(({ headers }) => headers.authorization !== undefined);
    expect(tokens).to.deep.equal(new Array<boolean>(21).fill(true));
  });

  it("is right about a client without a subscription", async () => {
    server.reply = () => ({ status: 200, json: { value: [] } });
    const client = new ourPackage.ManagedServiceIdentityClient(testCredential(), {
      endpoint: server.endpoint,
      tlsOptions: server.tls,
    });
    await client.operations.list().next();
    await client.systemAssignedIdentities.getByScope("/subscriptions/s");
    const refused = await failureOf(client.userAssignedIdentities.get("g", "n"));
    expect(refused).to.be.instanceOf(TypeError);
  });
});

describe("SECURITY.md", () => {
  it("is right about install scripts", async () => {
    for (const path of ["package.json", "emulator/package.json"]) {
      const { scripts } = JSON.parse(await readFile(join(root, path), "utf8")) as {
        scripts: Record<string, string>;
      };
      const run = Object.keys(scripts).filter((name) => /install$|^prepare$/.test(name));
      expect(run).to.deep.equal([]);
    }
  });
});
