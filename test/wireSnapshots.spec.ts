// What every operation puts on the wire, as its snapshot says, sent to the emulator as it is.

import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { Agent, request as httpsRequest } from "node:https";
import { fileURLToPath } from "node:url";
import { startEmulator, type Emulator } from "arm-managed-identity-emulator";
import { routes } from "../emulator/src/generated/routes.js";
import { subscriptionId } from "./support/clients.js";

const folder = fileURLToPath(new URL("requests/", import.meta.url));

/** What the snapshots name. */
const group = "rgName";
const identity = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/resourceName`;
const credential = `${identity}/federatedIdentityCredentials/ficResourceName`;

/** The page that the snapshots ask for is not one that a list gave out. */
const strangeToken = /&\$?(?:%24)?skiptoken=[^&]*/i;

/** A request as a snapshot holds it. */
interface Snapshot {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describe("the request of a snapshot, sent to the emulator", () => {
  let emulator: Emulator;
  let agent: Agent;

  before(async () => {
    emulator = await startEmulator({
      subscriptionId,
      resourceGroups: { [group]: "eastus" },
      writeDurationInMs: 0,
    });
    agent = new Agent({ ca: emulator.certificate, keepAlive: true });
  });
  beforeEach(async () => {
    const version = "?api-version=2024-11-30";
    const trust = { issuer: "https://i.example", subject: "s", audiences: ["a"] };
    await put(`${identity}${version}`, { location: "eastus" });
    await put(`${credential}${version}`, { properties: trust });
  });
  after(async () => {
    agent.destroy();
    await emulator.stop();
  });

  for (const { operationId } of routes) {
    it(`succeeds: ${operationId}`, async () => {
      const snapshot = parse(await readFile(`${folder}${operationId}.txt`, "utf8"));
      const target = snapshot.target.replace(strangeToken, "");
      const answer = await send({ ...snapshot, target });
      expect(answer.status, answer.text).to.be.within(200, 204);
      if (target !== snapshot.target) {
        const strange = await send(snapshot);
        expect(strange.status).to.equal(400);
        expect(strange.text).to.contain("InvalidQueryParameter");
      }
    });
  }

  async function put(target: string, body: object): Promise<void> {
    const headers = { "content-type": "application/json", authorization: "Bearer {token}" };
    const { status, text } = await send({
      method: "PUT",
      target,
      headers,
      body: JSON.stringify(body),
    });
    expect(status, text).to.be.oneOf([200, 201]);
  }

  function send({ method, target, headers, body }: Snapshot) {
    const token = emulator.env["EMULATOR_ACCESS_TOKEN"] ?? "";
    const { hostname, port, host } = new URL(emulator.endpoint);
    const sent = {
      ...headers,
      host,
      authorization: (headers["authorization"] ?? "").replace("{token}", token),
      "accept-encoding": "identity",
      "content-length": String(Buffer.byteLength(body)),
    };
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const options = { hostname, port, method, path: target, headers: sent, agent };
      const request = httpsRequest(options, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      request.on("error", reject);
      request.end(body);
    });
  }
});

/** Method and path, the query one parameter a line, a blank line, headers, and after another one the body. */
function parse(snapshot: string): Snapshot {
  const [head = "", headerLines = "", ...rest] = snapshot.trimEnd().split("\n\n");
  const [method = "", path = ""] = head.split("\n")[0]?.split(" ") ?? [];
  const query = head.split("\n").slice(1).join("");
  const body = rest.join("\n\n");
  const headers = headerLines.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2));
  return {
    method,
    target: path + query,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: body === "" ? "" : JSON.stringify(JSON.parse(body)),
  };
}
