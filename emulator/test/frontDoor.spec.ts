// Who may call by which name, and from which page; how answers travel.

import { gunzipSync } from "node:zlib";
import { request as httpsRequest } from "node:https";
import { expect } from "chai";
import { startEmulator, type EmulatorOptions } from "../src/index.js";
import { groupPath, identityPath, openLaboratory, type Laboratory } from "./support.js";

const origin = "http://localhost:3000";

async function withLaboratory(
  options: EmulatorOptions,
  use: (lab: Laboratory) => Promise<void>,
): Promise<void> {
  const lab = await openLaboratory(options);
  try {
    await use(lab);
  } finally {
    await lab.close();
  }
}

describe("emulator: the name it is called by", () => {
  const statusFor = async (lab: Laboratory, host: string) =>
    (
      await lab.ask("GET", "/providers/Microsoft.ManagedIdentity/operations", {
        headers: { Host: host },
      })
    ).status;

  it("is one of this machine's own, with any port", async () => {
    await withLaboratory({}, async (lab) => {
      for (const host of ["localhost", "LOCALHOST:1", "127.0.0.1:8443", "[::1]:8443"]) {
        expect(await statusFor(lab, host), host).to.equal(200);
      }
    });
  });

  it("is not one that leads here by somebody else's doing: 421, whatever is asked", async () => {
    await withLaboratory({ hosting: "appService", allowedOrigins: [origin] }, async (lab) => {
      const foreign = [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
      ];
      for (const host of [...foreign, "127.0.0.2:80"]) {
        expect(await statusFor(lab, host), host).to.equal(421);
      }
      const reply = await lab.ask("GET", identityPath(lab), { headers: { Host: "evil.example" } });
      expect(reply.json.error?.code).to.equal("MisdirectedRequest");
      expect(lab.emulator.requests.map(({ status }) => status)).to.not.include(200);
    });
  });

  it("is any bare address, and the name it was started with, when others may reach it", async () => {
    await withLaboratory({ host: "0.0.0.0", allowRemote: true }, async (lab) => {
      expect(lab.emulator.endpoint).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
      expect(await statusFor(lab, "10.1.2.3:8443")).to.equal(200);
      expect(await statusFor(lab, "[fe80::1]:8443")).to.equal(200);
      expect(await statusFor(lab, "evil.example")).to.equal(421);
    });
    await withLaboratory({ host: "localhost" }, async (lab) => {
      expect(lab.emulator.endpoint).to.match(/^https:\/\/localhost:\d+$/);
      expect(await statusFor(lab, "localhost")).to.equal(200);
    });
  });

  it("is not one that others reach, unless that is said", async () => {
    for (const host of ["0.0.0.0", "::", "192.168.0.1", "my-machine", "127.evil.example"]) {
      const error = await startEmulator({ host }).catch((cause: unknown) => cause);
      expect(error)
        .to.be.instanceOf(TypeError)
        .with.property("message")
        .that.includes("allowRemote");
    }
  });
});

describe("emulator: pages in browsers", () => {
  const asking = { Origin: origin, "Access-Control-Request-Method": "PUT" };

  it("are not answered in a way they could read, unless their origin is listed", async () => {
    await withLaboratory({}, async (lab) => {
      const reply = await lab.ask("GET", identityPath(lab), { headers: { Origin: origin } });
      const names = Object.keys(reply.headers).filter((name) => name.startsWith("access-control"));
      expect(names).to.deep.equal([]);
      expect((await lab.ask("OPTIONS", identityPath(lab), { headers: asking })).status).to.equal(
        405,
      );
    });
    await withLaboratory({ allowedOrigins: [origin] }, async (lab) => {
      for (const other of ["http://localhost:3001", "https://localhost:3000", "null"]) {
        const headers = { ...asking, Origin: other };
        const reply = await lab.ask("GET", identityPath(lab), { headers });
        expect(reply.headers, other).not.to.have.property("access-control-allow-origin");
        expect(reply.headers.vary).to.equal("Origin");
        expect((await lab.ask("OPTIONS", identityPath(lab), { headers })).status).to.equal(405);
      }
    });
  });

  it("of a listed origin may ask before they call, without a token, and read every header", async () => {
    await withLaboratory({ allowedOrigins: [origin] }, async (lab) => {
      const preflight = await lab.ask("OPTIONS", identityPath(lab), {
        headers: {
          ...asking,
          "Access-Control-Request-Headers": "authorization,content-type",
          Authorization: undefined,
        },
      });
      expect(preflight.status).to.equal(204);
      expect(preflight.headers).to.include({
        "access-control-allow-origin": origin,
        "access-control-allow-headers": "authorization,content-type",
        "access-control-allow-methods": "GET, PUT, PATCH, POST, DELETE",
      });
      const reply = await lab.put(groupPath(lab), { location: "westeurope" });
      expect(reply.headers).not.to.have.property("access-control-allow-origin");
      const read = await lab.ask("GET", groupPath(lab), { headers: { Origin: origin } });
      expect(read.headers["access-control-allow-origin"]).to.equal(origin);
      expect(read.headers["access-control-expose-headers"]).to.include("x-ms-request-id");
    });
  });

  it("never reach the token endpoint of a host", async () => {
    await withLaboratory({ hosting: "imds", allowedOrigins: [origin] }, async (lab) => {
      const url = lab.emulator.tokenEndpoint?.url ?? "";
      const reply = await fetch(url, { method: "OPTIONS", headers: asking });
      expect(reply.status).to.equal(400);
      expect(reply.headers.get("access-control-allow-origin")).to.equal(null);
    });
  });

  it("are listed by their origins only", async () => {
    for (const bad of ["*", "localhost:3000", "http://localhost:3000/", "HTTP://localhost"]) {
      const error = await startEmulator({ allowedOrigins: [bad] }).catch((cause: unknown) => cause);
      expect(error, bad).to.be.instanceOf(TypeError).with.property("message").that.includes(bad);
    }
  });
});

describe("emulator: how answers travel", () => {
  it("compressed to who accepts it, if that is wanted, without a length", async () => {
    await withLaboratory({ compression: true }, async (lab) => {
      const { token } = await lab.emulator.credential.getToken("any");
      const url = `${lab.emulator.endpoint}/providers/Microsoft.ManagedIdentity/operations?api-version=2024-11-30`;
      const [headers, bytes] = await new Promise<[NodeJS.Dict<string | string[]>, Buffer]>(
        (resolve, reject) => {
          const options = {
            ca: lab.emulator.certificate,
            headers: { Authorization: `Bearer ${token}`, "Accept-Encoding": "gzip, deflate" },
          };
          httpsRequest(url, options, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("end", () => resolve([response.headers, Buffer.concat(chunks)]));
          })
            .on("error", reject)
            .end();
        },
      );
      expect(headers).to.include({ "content-encoding": "gzip", vary: "Accept-Encoding" });
      expect(headers).not.to.have.property("content-length");
      const { text, headers: plain } = await lab.ask("GET", new URL(url).pathname);
      expect(gunzipSync(bytes).toString()).to.equal(text);
      expect(plain).not.to.have.property("content-encoding");
    });
  });

  it("late, if that is wanted: in the order of their latency, not of their requests", async () => {
    await withLaboratory({ latencyInMs: 300 }, async (slow) => {
      await withLaboratory({ latencyInMs: [0, 1] }, async (quick) => {
        const order: string[] = [];
        await Promise.all([
          slow.ask("GET", "/").then(() => order.push("slow")),
          quick.ask("GET", "/").then(() => order.push("quick")),
        ]);
        expect(order).to.deep.equal(["quick", "slow"]);
      });
    });
  });
});
