// Measures the CPU time of listing 100,000 identities in pages of 1,000: this package beside its peer, the
// bare REST client and the floor of node:https with JSON.parse.

import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:https";
import { fileURLToPath } from "node:url";
import { getClient } from "@azure-rest/core-client";
import { ManagedServiceIdentityClient as PeerClient } from "@azure/arm-msi";
import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { median, table } from "./report.js";

const count = 100_000;
const pageSize = 1_000;
const rounds = 7;
const subscriptionId = "00000000-0000-4000-8000-000000000001";

const server = fork(fileURLToPath(new URL("listServer.ts", import.meta.url)), [
  String(count),
  String(pageSize),
]);
const [{ endpoint, certificate, bytes }] = (await once(server, "message")) as [
  { endpoint: string; certificate: string; bytes: number },
];
const credential = {
  getToken: () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const options = { endpoint, tlsOptions: { ca: certificate } };
const firstUrl = `${endpoint}/subscriptions/${subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30`;

const contenders: Readonly<Record<string, () => Promise<number>>> = {
  "node:https + JSON.parse": listWithNode(),
  "@azure-rest/core-client": listWithRestClient(),
  "arm-managed-identity": listWith(
    new ManagedServiceIdentityClient(credential, subscriptionId, options),
  ),
  "@azure/arm-msi": listWith(new PeerClient(credential, subscriptionId, options)),
};

const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
for (let round = -2; round < rounds; round++) {
  for (const [name, list] of Object.entries(contenders)) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    const listed = await list();
    const { user, system } = process.cpuUsage(before);
    if (listed !== count) {
      throw new Error(`${name} listed ${listed} identities instead of ${count}.`);
    }
    // The rounds below zero warm up.
    if (round >= 0) {
      times.get(name)?.push((user + system) / 1_000);
    }
  }
}
server.disconnect();

const floor = median(times.get("node:https + JSON.parse") ?? []);
console.log(
  `CPU time to list ${count.toLocaleString("en")} identities in pages of ${pageSize.toLocaleString("en")} ` +
    `(${(bytes / 1e6).toFixed(0)} MB of JSON over TLS), median of ${rounds} rounds, Node ${process.versions.node}`,
);
console.log(
  table(
    ["", "ms", "min", "max", "× floor"],
    [...times].map(([name, values]) => [
      name,
      median(values).toFixed(0),
      Math.min(...values).toFixed(0),
      Math.max(...values).toFixed(0),
      (median(values) / floor).toFixed(2),
    ]),
  ),
);

function listWith(client: {
  readonly userAssignedIdentities: { listBySubscription(): AsyncIterable<{ clientId?: string }> };
}): () => Promise<number> {
  return async () => {
    let seen = 0;
    for await (const { clientId } of client.userAssignedIdentities.listBySubscription()) {
      seen += clientId === undefined ? 0 : 1;
    }
    return seen;
  };
}

interface WirePage {
  readonly value: readonly { readonly properties: { readonly clientId?: string } }[];
  readonly nextLink?: string;
}

function countOf({ value }: WirePage): number {
  let seen = 0;
  for (const { properties } of value) {
    seen += properties.clientId === undefined ? 0 : 1;
  }
  return seen;
}

function listWithRestClient(): () => Promise<number> {
  const client = getClient(endpoint, credential, { tlsOptions: { ca: certificate } });
  return async () => {
    let seen = 0;
    for (let url: string | undefined = firstUrl; url !== undefined;) {
      const response = await client.pathUnchecked(url).get();
      const page = response.body as WirePage;
      seen += countOf(page);
      url = page.nextLink;
    }
    return seen;
  };
}

function listWithNode(): () => Promise<number> {
  const agent = new Agent({ keepAlive: true, ca: certificate });
  return async () => {
    let seen = 0;
    for (let url: string | undefined = firstUrl; url !== undefined;) {
      const page = await getPage(url, agent);
      seen += countOf(page);
      url = page.nextLink;
    }
    return seen;
  };
}

function getPage(url: string, agent: Agent): Promise<WirePage> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as WirePage),
      );
      response.on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}
