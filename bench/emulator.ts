// Measures the emulator: how long a start takes, how many requests a second it answers beside a bare HTTPS server that is asked
// by the same client, and how much memory 100,000 identities take.

import { execFileSync, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request as httpsRequest } from "node:https";
import { fileURLToPath } from "node:url";
import type { Ready } from "./emulatorServer.js";
import { median, table } from "./report.js";

const starts = 21;
const connections = 32;
const requestsPerRound = 8_000;
const rounds = 5;
const identities = 100_000;

/** A process that is measured. */
interface Server extends Ready {
  readonly child: ChildProcess;
  readonly agent: Agent;
}

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
const group = `${subscription}/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
const location = JSON.stringify({ location: "westeurope", tags: { team: "platform" } });

const credentialBody = JSON.stringify({
  properties: {
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:contoso/shop:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
  },
});

measureStarts();
await measureRequestsAndMemory();

function measureStarts(): void {
  const script = `
    const begin = performance.now();
    const { startEmulator } = await import("arm-managed-identity-emulator");
    const imported = performance.now();
    const emulator = await startEmulator();
    console.log(JSON.stringify([performance.now() - begin, performance.now() - imported]));
    await emulator.stop();`;
  const times = Array.from({ length: starts }, () =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" }),
  ).map((printed) => JSON.parse(printed) as [number, number]);
  console.log(`Start of the emulator, median of ${starts} cold processes`);
  console.log(
    table(
      ["", "ms"],
      [
        ["import and start", median(times.map(([all]) => all)).toFixed(0)],
        ["start", median(times.map(([, start]) => start)).toFixed(0)],
      ],
    ),
  );
}

async function measureRequestsAndMemory(): Promise<void> {
  const floor = await start("bare");
  const emulator = await start("emulator");
  const credentials = `${group}/identity-0/federatedIdentityCredentials`;
  await send(emulator, "PUT", `${group}/identity-0`, location);
  const cases: readonly [string, Server, (index: number) => Promise<void>][] = [
    ["a bare HTTPS server", floor, () => send(floor, "GET", "/")],
    ["GET of an identity", emulator, () => send(emulator, "GET", `${group}/identity-0`)],
    [
      "PUT of an identity, existing",
      emulator,
      () => send(emulator, "PUT", `${group}/identity-0`, location),
    ],
    [
      "PUT of a credential, existing",
      emulator,
      () => send(emulator, "PUT", `${credentials}/fic`, credentialBody),
    ],
  ];
  const rates = new Map<string, number[]>(cases.map(([name]) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, , ask] of cases) {
      const seconds = await drive(requestsPerRound, ask);
      // The first round warms up.
      if (round >= 0) rates.get(name)?.push(requestsPerRound / seconds);
    }
  }
  const base = median(rates.get("a bare HTTPS server") ?? []);
  console.log(
    `\nRequests a second over ${connections} connections, median of ${rounds} rounds of ${requestsPerRound}`,
  );
  console.log(
    table(
      ["", "1/s", "× bare"],
      [...rates].map(([name, values]) => [
        name,
        median(values).toFixed(0),
        (median(values) / base).toFixed(2),
      ]),
    ),
  );
  const before = await memoryOf(emulator);
  await drive(identities, (index) => send(emulator, "PUT", `${group}/many-${index}`, location));
  const after = await memoryOf(emulator);
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);
  console.log(`\nMemory of ${identities.toLocaleString("en")} identities, after a collection`);
  console.log(
    table(
      ["", "MB"],
      [
        ["heap without them", megabytes(before.heapUsed)],
        ["heap with them", megabytes(after.heapUsed)],
        ["resident with them", megabytes(after.rss)],
        ["bytes for one", String(Math.round((after.heapUsed - before.heapUsed) / identities))],
      ],
    ),
  );
  for (const { agent, child } of [floor, emulator]) {
    agent.destroy();
    child.disconnect();
  }
}

async function start(kind: "emulator" | "bare"): Promise<Server> {
  const file = fileURLToPath(new URL("emulatorServer.ts", import.meta.url));
  const child = fork(file, [kind], { execArgv: ["--expose-gc", "--import", "tsx"] });
  const [ready] = (await once(child, "message")) as [Ready];
  const agent = new Agent({ ca: ready.certificate, keepAlive: true, maxSockets: connections });
  return { ...ready, child, agent };
}

async function memoryOf({ child }: Server): Promise<{ heapUsed: number; rss: number }> {
  const answer = once(child, "message") as Promise<[{ heapUsed: number; rss: number }]>;
  child.send("memory");
  return (await answer)[0];
}

/** Carries out a number of requests, as many at a time as there are connections; gives the seconds it took. */
async function drive(count: number, ask: (index: number) => Promise<void>): Promise<number> {
  let next = 0;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) {
        await ask(next++);
      }
    }),
  );
  return (performance.now() - begin) / 1_000;
}

function send(server: Server, method: string, path: string, body?: string): Promise<void> {
  const { endpoint, agent, token } = server;
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(body !== undefined && {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
    }),
  };
  return new Promise((resolve, reject) => {
    const url = `${endpoint}${path}?api-version=2024-11-30`;
    httpsRequest(url, { method, agent, headers }, (response) => {
      const status = response.statusCode ?? 0;
      response
        .resume()
        .on("end", () =>
          status < 300 ? resolve() : reject(new Error(`${method} ${path}: ${status}`)),
        );
    })
      .on("error", reject)
      .end(body);
  });
}
