// A process of its own that serves a list of identities in pages rendered beforehand, so that measuring a
// client measures nothing of the server.

import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";

const [count, pageSize] = process.argv.slice(2).map(Number) as [number, number];
const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
const path = `${subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;

const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
  keyType: "ec",
  curve: "P-256",
  algorithm: "sha256",
  extensions: [
    { name: "basicConstraints", cA: false, critical: true },
    { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
  ],
});
const pages: Buffer[] = [];
const server = createServer({ cert, key }, (request, response) => {
  const page = Number(/[?&]page=(\d+)/.exec(request.url ?? "")?.[1] ?? "0");
  const body = pages[page] ?? Buffer.from("{}");
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
  });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let page = 0; page * pageSize < count; page++) {
    pages.push(Buffer.from(JSON.stringify(renderPage(page, endpoint))));
  }
  process.send?.({
    endpoint,
    certificate: cert,
    bytes: pages.reduce((sum, { length }) => sum + length, 0),
  });
});
process.on("disconnect", () => process.exit());

function renderPage(page: number, endpoint: string): unknown {
  const first = page * pageSize;
  const value = Array.from({ length: Math.min(pageSize, count - first) }, (_, index) =>
    renderIdentity(first + index),
  );
  return first + pageSize < count
    ? { value, nextLink: `${endpoint}${path}?api-version=2024-11-30&page=${page + 1}` }
    : { value };
}

// The members and their order as the service answers them for 2024-11-30.
function renderIdentity(index: number): unknown {
  const name = `identity-${index}`;
  const id = (kind: number): string =>
    `${kind}0000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
  return {
    location: "westeurope",
    tags: { team: "platform", environment: "production" },
    id: `${subscription}/resourcegroups/group-${index % 100}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
    name,
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    properties: { isolationScope: "None", tenantId: id(1), principalId: id(2), clientId: id(3) },
  };
}
