// A process of its own that is measured: the emulator, or a bare HTTPS server that answers every request with the same text.

import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { startEmulator } from "arm-managed-identity-emulator";

/** What the process says when it is ready. */
export interface Ready {
  readonly endpoint: string;
  readonly certificate: string;
  readonly token: string;
}

const ready = process.argv[2] === "emulator" ? await emulator() : await bareServer();
process.send?.(ready);
process.on("message", () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapUsed, rss });
});
process.on("disconnect", () => process.exit());

async function emulator(): Promise<Ready> {
  const { endpoint, certificate, credential } = await startEmulator({
    resourceGroups: { group: "westeurope" },
    writeDurationInMs: 0,
  });
  return { endpoint, certificate, token: (await credential.getToken("any")).token };
}

async function bareServer(): Promise<Ready> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  // As long as the answer with an identity.
  const body = JSON.stringify({ text: "x".repeat(500) });
  const server = createServer({ cert, key }, (request, response) => {
    request.resume().on("end", () => {
      const headers = { "Content-Type": "application/json", "Content-Length": body.length };
      response.writeHead(200, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `https://127.0.0.1:${port}`, certificate: cert, token: "none" };
}
