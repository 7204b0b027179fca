import { X509Certificate } from "node:crypto";
import { get } from "node:https";
import { createServer } from "node:net";
import { expect } from "chai";
import { startEmulator } from "../src/index.js";
import { groupPath, identityPath, openLaboratory } from "./support.js";

const day = 24 * 60 * 60 * 1000;

async function failure(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("It should have failed.");
}

function connect(url: string, ca?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}

describe("emulator: start and stop", () => {
  it("has a leaf certificate for this machine's loopback only, valid for some days", async () => {
    const emulator = await startEmulator();
    try {
      expect(emulator.certificate).to.match(
        /^-----BEGIN CERTIFICATE-----[^]*-----END CERTIFICATE-----\s*$/,
      );
      const certificate = new X509Certificate(emulator.certificate);
      expect(certificate.ca).to.equal(false);
      // `ca` is false too for a CA whose key usage lacks signing; this is basicConstraints itself.
      expect(certificate.raw.toString("hex")).to.include("0603551d130101ff04023000");
      expect(certificate.subjectAltName).to.equal("DNS:localhost, IP Address:127.0.0.1");
      expect(certificate.keyUsage).to.deep.equal(["1.3.6.1.5.5.7.3.1"]);
      expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).to.equal("prime256v1");
      const from = Date.parse(certificate.validFrom);
      const to = Date.parse(certificate.validTo);
      expect(from).to.be.below(Date.now());
      expect(to).to.be.above(Date.now());
      expect(to - from).to.be.below(8 * day);
    } finally {
      await emulator.stop();
    }
  });

  it("is trusted by a client that has its certificate, and by no other", async () => {
    const [emulator, other] = await Promise.all([startEmulator(), startEmulator()]);
    try {
      const { endpoint, certificate } = emulator;
      expect(await connect(endpoint, certificate)).to.equal(401);
      expect(await connect(endpoint.replace("127.0.0.1", "localhost"), certificate)).to.equal(401);
      expect((await failure(connect(endpoint))).code).to.equal("DEPTH_ZERO_SELF_SIGNED_CERT");
      // Whoever trusts both finds the right one.
      expect(await connect(endpoint, `${other.certificate}\n${certificate}`)).to.equal(401);
      const foreign = await failure(connect(endpoint, other.certificate));
      expect(foreign.code).to.equal("DEPTH_ZERO_SELF_SIGNED_CERT");
    } finally {
      await Promise.all([emulator.stop(), other.stop()]);
    }
  });

  it("gives what a process needs to reach it", async () => {
    const ids = {
      subscriptionId: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
      tenantId: "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb",
    };
    const emulator = await startEmulator(ids);
    try {
      const { token, expiresOnTimestamp } = await emulator.credential.getToken(["scope"]);
      expect(emulator.subscriptionId).to.equal(ids.subscriptionId);
      expect(emulator.env).to.deep.equal({
        AZURE_SUBSCRIPTION_ID: ids.subscriptionId,
        AZURE_TENANT_ID: ids.tenantId,
        EMULATOR_ENDPOINT: emulator.endpoint,
        AZURE_RESOURCE_MANAGER_ENDPOINT: emulator.endpoint,
        EMULATOR_ACCESS_TOKEN: token,
      });
      expect(expiresOnTimestamp).to.be.above(Date.now());
    } finally {
      await emulator.stop();
    }
  });

  it("frees its port on stop, however often called and though clients are connected", async () => {
    const laboratory = await openLaboratory();
    await laboratory.put(groupPath(laboratory), { location: "westeurope" });
    const { emulator } = laboratory;
    const port = Number(new URL(emulator.endpoint).port);
    await Promise.all([emulator.stop(), emulator.stop()]);
    await emulator.stop();
    await new Promise<void>((resolve, reject) => {
      const server = createServer().on("error", reject);
      server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
    });
    const again = await startEmulator({ port });
    expect(again.endpoint).to.equal(emulator.endpoint);
    await again.stop();
    await laboratory.close();
  });

  it("does not wait for a request that is not finished", async () => {
    const laboratory = await openLaboratory();
    const path = groupPath(laboratory);
    await laboratory.put(path, { location: "westeurope" });
    const headers = { "Content-Length": "100" };
    const unfinished = failure(laboratory.ask("PUT", path, { body: "{", headers }));
    await laboratory.ask("GET", path);
    await laboratory.emulator.stop();
    expect((await unfinished).code).to.equal("ECONNRESET");
    await laboratory.close();
  });

  it("says so when the port is taken", async () => {
    const emulator = await startEmulator();
    try {
      const port = Number(new URL(emulator.endpoint).port);
      const error = await failure(startEmulator({ port }));
      expect(error.message).to.match(new RegExp(`could not listen on 127\\.0\\.0\\.1:${port}`));
      expect(error.cause).to.have.property("code", "EADDRINUSE");
    } finally {
      await emulator.stop();
    }
  });

  it("keeps the resources of two emulators apart", async () => {
    const [one, two] = await Promise.all([openLaboratory(), openLaboratory()]);
    try {
      await one.put(groupPath(one), { location: "westeurope" });
      expect((await two.ask("GET", identityPath(two))).status).to.equal(404);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  it("refuses options that cannot be", async () => {
    const bad = [
      { subscriptionId: "x" },
      { tenantId: "" },
      { port: -1 },
      { port: 65_536 },
      { pageSize: 0 },
      { pageSize: 1.5 },
      { retryAfterInSeconds: Number.NaN },
    ];
    for (const options of bad) {
      const error = await failure(startEmulator(options));
      expect(error).to.satisfy((e: Error) => e instanceof TypeError || e instanceof RangeError);
      expect(error.message).to.include(Object.keys(options)[0]);
    }
  });
});
