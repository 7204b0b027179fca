// What every operation puts on the wire, beside a snapshot and beside the peer.

import { expect } from "chai";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { clientOf, peerOf } from "./support/clients.js";
import { operationCalls, operationsWithoutPeer, type Groups } from "./support/operations.js";
import { routes } from "../emulator/src/generated/routes.js";
import { startTestServer, type SeenRequest, type TestServer } from "./support/testServer.js";

const folder = fileURLToPath(new URL("requests/", import.meta.url));

describe("requests on the wire", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(() => ({ status: 200, json: { value: [] } }));
  });
  after(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });

  for (const [operationId, call] of Object.entries(operationCalls)) {
    it(`${operationId} sends what its snapshot says`, async () => {
      await call(clientOf(server));
      const actual = snapshotOf(server.requests);
      const file = `${folder}${operationId}.txt`;
      if (process.env["UPDATE_REQUESTS"] === "1") {
        await writeFile(file, actual);
      }
      expect(actual).to.equal(await readFile(file, "utf8"));
    });

    if (operationsWithoutPeer.includes(operationId)) {
      continue;
    }
    it(`${operationId} sends the same method, path, query and body as @azure/arm-msi`, async () => {
      await call(clientOf(server));
      await call(peerOf(server) as unknown as Groups);
      const [ours, theirs] = server.requests.map(essence);
      expect(ours).to.deep.equal(theirs);
    });
  }

  it("has a snapshot for each operation of the specification and no other", async () => {
    const operations = routes.map((route) => route.operationId).sort();
    const files = (await readdir(folder)).map((name) => name.replace(/\.txt$/, "")).sort();
    expect(Object.keys(operationCalls).sort()).to.deep.equal(operations);
    expect(files).to.deep.equal(operations);
  });
});

function snapshotOf(requests: readonly SeenRequest[]): string {
  return requests
    .map(({ method, target, headers, body }) => {
      const [path, query = ""] = target.split("?");
      const lines = [
        `${method} ${path}`,
        ...query.split("&").map((pair, index) => `${index === 0 ? "?" : "&"}${pair}`),
        "",
        ...Object.entries(headers)
          .sort(([one], [other]) => one.localeCompare(other))
          .map(([name, value]) => `${name}: ${steady(name, String(value))}`),
      ];
      return [...lines, ...(body === "" ? [] : ["", JSON.stringify(JSON.parse(body), null, 2)])]
        .join("\n")
        .concat("\n");
    })
    .join("\n");
}

// What differs from run to run or machine to machine, by its form.
function steady(name: string, value: string): string {
  switch (name) {
    case "authorization":
      return value.replace(/^Bearer \S+$/, "Bearer {token}");
    case "host":
      return value.replace(/^127\.0\.0\.1:\d+$/, "{endpoint}");
    case "user-agent":
      return value.replace(/(?<=core-rest-pipeline\/).*$/, "{version} {platform}");
    case "x-ms-client-request-id":
      return value.replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "{guid}");
    default:
      return value;
  }
}

function essence({ method, target, body }: SeenRequest): unknown {
  const url = new URL(target, "https://any");
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: body === "" ? undefined : (JSON.parse(body) as unknown),
  };
}
