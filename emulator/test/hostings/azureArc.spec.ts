// Azure Arc: a metadata service that asks for a key of a file, and those files.

import { constants, existsSync } from "node:fs";
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "../../src/index.js";
import { arcKeyFolder, openArcKeys } from "../../src/hostings/azureArcKeys.js";
import { expectToken, hostVariables, openHost, resource, withHost } from "./support.js";
import type { HostLaboratory, Parts } from "./support.js";

const metadata = { Metadata: "true" };

describe("hosting azureArc", () => {
  const good = { "api-version": "2020-06-01", resource };
  const folder = "/var/opt/azcmagent/tokens";
  let host: HostLaboratory;
  before(async function () {
    if (!(await mayWrite(folder))) {
      console.warn(
        `Tests of azureArc are skipped: they need a folder ${folder} they may write to.`,
      );
      // `npm test` passes for whoever runs it; CI, which may write there, counts a skipped test as failed.
      // eslint-disable-next-line no-restricted-syntax
      this.skip();
    }
    host = await openHost({ hosting: "azureArc" });
  });
  after(() => (host as HostLaboratory | undefined)?.close());

  async function challenge(query: object = good): Promise<string> {
    const reply = await host.token({ ...query }, { headers: metadata });
    expect(reply.status).to.equal(401);
    const found = /^Basic realm=(.+)$/.exec(reply.headers["www-authenticate"] ?? "")?.[1] ?? "";
    expect(found).to.match(new RegExp(`^${folder}/[0-9a-f-]{36}\\.key$`));
    return found;
  }

  async function answerWith(path: string, query: object = good) {
    const key = await readFile(path, "utf8");
    const headers = { ...metadata, Authorization: `Basic ${key}` };
    return host.token({ ...query }, { headers });
  }

  it("gives the two variables of the agent", () => {
    const origin = host.variable("IMDS_ENDPOINT");
    expect(host.variable("IDENTITY_ENDPOINT")).to.equal(`${origin}/metadata/identity/oauth2/token`);
    expect(Object.keys(hostVariables(host))).to.have.lengthOf(3);
  });

  it("gives a token to who reads the key of its challenge, once", async () => {
    const path = await challenge();
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    const key = await readFile(path, "utf8");
    expect(Buffer.byteLength(key)).to.be.within(1, 4_096);
    const reply = await answerWith(path);
    const claims = await expectToken(host, reply);
    expect(claims["xms_mirid"]).to.match(/\/Microsoft.HybridCompute\/machines\//);
    expect(reply.json).to.not.have.any.keys("client_id", "object_id", "msi_res_id");
    expect(existsSync(path)).to.equal(false);
    const again = await host.token(good, {
      headers: { ...metadata, Authorization: `Basic ${key}` },
    });
    expect(again.status).to.equal(401);
  });

  it("keeps the challenges of several clients apart", async () => {
    const paths = await Promise.all([challenge(), challenge(), challenge()]);
    expect(new Set(paths).size).to.equal(3);
    const replies = await Promise.all(paths.map((path) => answerWith(path)));
    expect(replies.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
  });

  it("repeats the id that was asked for, and does not know mi_res_id", async () => {
    const { id, clientId, principalId } = await host.identity("arc-identity");
    for (const query of [{ client_id: clientId }, { msi_res_id: id }, { object_id: principalId }]) {
      const reply = await answerWith(await challenge(), { ...good, ...query });
      expect((await expectToken(host, reply))["oid"]).to.equal(principalId);
      expect(reply.json).to.include(query);
    }
    const ignored = await answerWith(await challenge(), { ...good, mi_res_id: id });
    expect((await expectToken(host, ignored))["oid"]).to.not.equal(principalId);
  });

  it("answers the older api-version", async () => {
    expect(
      (await answerWith(await challenge(), { ...good, "api-version": "2019-11-01" })).status,
    ).to.equal(200);
  });

  it("refuses a key that is wrong, or of another scheme, with a new challenge", async () => {
    for (const authorization of ["Basic wrong", "Bearer wrong", "Basic"]) {
      const headers = { ...metadata, Authorization: authorization };
      const reply = await host.token(good, { headers });
      expect(reply.status).to.equal(401);
      expect(reply.headers["www-authenticate"]).to.match(/^Basic realm=/);
    }
  });

  it("refuses an identity it does not have, after the challenge", async () => {
    for (const query of [{ client_id: "nobody" }, { client_id: "a", object_id: "b" }]) {
      const reply = await answerWith(await challenge(), { ...good, ...query });
      expect([reply.status, reply.json["error"]]).to.deep.equal([400, "invalid_request"]);
    }
  });

  const refusals: readonly [string, object, Parts, string][] = [
    ["no header Metadata", {}, {}, "bad_request_102"],
    ["no api-version", { "api-version": undefined }, { headers: metadata }, "invalid_request"],
    [
      "another api-version",
      { "api-version": "2018-02-01" },
      { headers: metadata },
      "invalid_request",
    ],
    ["no resource", { resource: undefined }, { headers: metadata }, "invalid_request"],
  ];
  for (const [what, query, parts, error] of refusals) {
    it(`refuses ${what}, without a challenge`, async () => {
      const before = await readdir(folder);
      const reply = await host.token({ ...good, ...query }, parts);
      expect([reply.status, reply.json["error"]]).to.deep.equal([400, error]);
      expect(await readdir(folder)).to.deep.equal(before);
    });
  }

  it("refuses a POST", async () => {
    expect((await host.token(good, { method: "POST", headers: metadata })).status).to.equal(405);
  });

  it("removes its files when it stops", async () => {
    await withHost({ hosting: "azureArc" }, async (other) => {
      const reply = await other.token(good, { headers: metadata });
      const path = (reply.headers["www-authenticate"] ?? "").replace("Basic realm=", "");
      await access(path);
      await other.emulator.stop();
      expect(existsSync(path)).to.equal(false);
    });
  });
});

describe("the key files of Azure Arc", () => {
  let base: string;
  before(async () => {
    base = await mkdtemp(join(tmpdir(), "arc-"));
  });
  after(() => rm(base, { recursive: true, force: true }));

  it("belong into the agent's folder of each platform, and of no other", () => {
    expect(arcKeyFolder("linux", undefined)).to.equal("/var/opt/azcmagent/tokens");
    expect(arcKeyFolder("win32", "D")).to.equal(join("D", "AzureConnectedMachineAgent", "Tokens"));
    expect(() => arcKeyFolder("win32", undefined)).to.throw("ProgramData");
    expect(() => arcKeyFolder("darwin", "D")).to.throw(/azureArc needs Linux.*darwin/);
  });

  it("leave no folder that was not there", async () => {
    const made = join(base, "made", "tokens");
    const keys = await openArcKeys(made);
    await keys.write();
    await keys.remove();
    expect(existsSync(dirname(made))).to.equal(false);
    expect(existsSync(base)).to.equal(true);
  });

  it("leave a folder that was there, and one that others use", async () => {
    const there = join(base, "there");
    await mkdir(there);
    await (await openArcKeys(there)).remove();
    expect(existsSync(there)).to.equal(true);
    const shared = join(base, "shared");
    const keys = await openArcKeys(shared);
    await keys.write();
    await writeFile(join(shared, "other.key"), "key of another");
    await keys.remove();
    expect(await readdir(shared)).to.deep.equal(["other.key"]);
  });

  it("are written again where another emulator has removed the folder it had made", async () => {
    const shared = join(base, "two", "tokens");
    const first = await openArcKeys(shared);
    const second = await openArcKeys(shared);
    await first.remove();
    expect(existsSync(await second.write())).to.equal(true);
    await second.remove();
    expect(existsSync(dirname(shared))).to.equal(false);
  });

  it("are forgotten when too many are not fetched", async () => {
    const many = join(base, "many");
    const keys = await openArcKeys(many);
    const first = await keys.write();
    await Promise.all(Array.from({ length: 1_000 }, () => keys.write()));
    expect(existsSync(first)).to.equal(false);
    expect(await readdir(many)).to.have.lengthOf(1_000);
    await keys.remove();
    expect(existsSync(many)).to.equal(false);
  });

  it("cannot be written where this user may not: that is said at the start", async () => {
    // A file in the folder's place keeps everybody out, whoever runs the specs.
    const blocked = join(base, "blocked");
    await writeFile(blocked, "");
    await chmod(blocked, 0o400);
    const error = await openArcKeys(join(blocked, "tokens")).catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(Error);
    expect((error as Error).message)
      .to.include(blocked)
      .and.match(/azureArc must write key files/);
    expect((error as Error).cause).to.have.property("code", "ENOTDIR");
  });

  it("stop an emulator's start where they cannot be written, and its port is free again", async () => {
    const platform = Object.getOwnPropertyDescriptor(process, "platform");
    const probe = await startEmulator();
    const port = Number(new URL(probe.endpoint).port);
    await probe.stop();
    try {
      Object.defineProperty(process, "platform", { value: "darwin", configurable: true });
      const error = await startEmulator({ hosting: "azureArc", port }).catch(
        (cause: unknown) => cause,
      );
      expect((error as Error).message).to.match(/azureArc needs Linux/);
    } finally {
      if (platform !== undefined) {
        Object.defineProperty(process, "platform", platform);
      }
    }
    await (await startEmulator({ port })).stop();
  });
});

/** Whether the folder is there, or can be made, and can be written to. Leaves no folder that was not there. */
async function mayWrite(folder: string): Promise<boolean> {
  try {
    const made = await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    if (made !== undefined) {
      await rm(made, { recursive: true });
    }
    return true;
  } catch {
    return false;
  }
}
