// What goes wrong on purpose: each fault as a client meets it, and whether the request was carried out.

import { expect } from "chai";
import type { Fault, FaultRule } from "../src/index.js";
import { groupPath, identityPath, openLaboratory, type Laboratory } from "./support.js";

const location = { location: "westeurope" };

describe("emulator: faults", () => {
  let lab: Laboratory;

  beforeEach(async () => {
    lab = await openLaboratory();
    await lab.put(groupPath(lab), location);
  });
  afterEach(() => lab.close());

  const path = (name = "id1") => identityPath(lab, name);
  const fail = (fault: Fault) => lab.emulator.faults.add({ match: { method: "PUT" }, fault });
  const exists = async () => (await lab.ask("GET", path())).status === 200;
  const codeOf = (reply: Promise<unknown>) =>
    reply.then(
      () => "answered",
      (error: NodeJS.ErrnoException) => error.code,
    );

  describe("each of them", () => {
    it("answer: a status, a body and headers in place of the service's, not carried out", async () => {
      const body = { error: { code: "ServiceUnavailable", message: "Later." } };
      fail({ kind: "answer", status: 503, body, headers: { "Retry-After": "7" } });
      const reply = await lab.put(path(), location);
      expect(reply.status).to.equal(503);
      expect(reply.json).to.deep.equal(body);
      expect(reply.headers["retry-after"]).to.equal("7");
      expect(await exists()).to.equal(false);
    });

    it("answer: with a text as it is, after the request was carried out", async () => {
      fail({ kind: "answer", status: 500, body: "oh", when: "after" });
      const reply = await lab.put(path(), location);
      expect([reply.status, reply.text]).to.deep.equal([500, "oh"]);
      expect(await exists()).to.equal(true);
    });

    for (const when of ["before", "after"] as const) {
      it(`reset: the connection is reset ${when} the request was carried out`, async () => {
        fail({ kind: "reset", when });
        expect(await codeOf(lab.put(path(), location))).to.equal("ECONNRESET");
        expect(await exists()).to.equal(when === "after");
      });

      it(`hang: no answer until the emulator stops, ${when} the request was carried out`, async () => {
        fail({ kind: "hang", when });
        const answered = codeOf(lab.put(path(), location));
        let isPending = true;
        void answered.then(() => (isPending = false));
        while (lab.emulator.requests.at(-1)?.fault !== "hang") {
          await new Promise(setImmediate);
        }
        // The request after it is answered: what was carried out before that would be seen.
        expect(await exists()).to.equal(when === "after");
        expect(isPending).to.equal(true);
        await lab.emulator.stop();
        expect(await answered).to.equal("ECONNRESET");
      });
    }

    it("delay: the answer comes, later", async () => {
      fail({ kind: "delay", delayInMs: 300 });
      const order: string[] = [];
      await Promise.all([
        lab.put(path("slow"), location).then(({ status }) => order.push(`slow ${status}`)),
        lab.ask("GET", identityPath(lab)).then(({ status }) => order.push(`quick ${status}`)),
      ]);
      expect(order).to.deep.equal(["quick 200", "slow 201"]);
    });

    it("truncatedBody: the connection ends in the middle of a body, carried out", async () => {
      fail({ kind: "truncatedBody" });
      expect(await codeOf(lab.put(path(), location))).to.equal("ECONNRESET");
      expect(await exists()).to.equal(true);
    });

    it("malformedJson: a body cut in the middle, of that length, carried out", async () => {
      fail({ kind: "malformedJson" });
      const reply = await lab.put(path(), location);
      expect(reply.status).to.equal(201);
      expect(reply.headers["content-length"]).to.equal(String(reply.text.length));
      expect(() => void JSON.parse(reply.text)).to.throw(SyntaxError);
      expect(await exists()).to.equal(true);
    });

    it("htmlPage: a page for people, 502 unless told otherwise, not carried out", async () => {
      fail({ kind: "htmlPage" });
      const reply = await lab.put(path(), location);
      expect(reply.status).to.equal(502);
      expect(reply.headers["content-type"]).to.equal("text/html; charset=utf-8");
      expect(reply.text).to.match(/^<!DOCTYPE html>/);
      expect(await exists()).to.equal(false);
      fail({ kind: "htmlPage", status: 200, when: "after" });
      expect((await lab.put(path(), location)).status).to.equal(200);
      expect(await exists()).to.equal(true);
    });

    it("duplicatePage: a page links to itself", async () => {
      lab.emulator.faults.add({ fault: { kind: "duplicatePage" } });
      const list = `${identityPath(lab)}?api-version=2024-11-30&x=1`;
      const { json } = await lab.ask("GET", list);
      expect(json.nextLink).to.equal(`${lab.emulator.endpoint}${list}`);
      expect(json.value).to.be.an("array");
      expect((await lab.ask("GET", list)).json).to.have.all.keys("value");
    });

    it("foreignNextLink: a page links to somewhere else", async () => {
      lab.emulator.faults.add({ fault: { kind: "foreignNextLink" } });
      expect((await lab.ask("GET", identityPath(lab))).json.nextLink).to.equal(
        "https://foreign.emulator.invalid/next",
      );
      const nextLink = "https://management.azure.com/x";
      lab.emulator.faults.add({ fault: { kind: "foreignNextLink", nextLink } });
      expect((await lab.ask("GET", identityPath(lab))).json.nextLink).to.equal(nextLink);
    });

    it("page faults leave alone what is not a list", async () => {
      fail({ kind: "duplicatePage" });
      expect((await lab.put(path(), location)).json).not.to.have.property("nextLink");
    });

    it("claimsChallenge: 401 that asks for a token with other claims", async () => {
      const claims = { access_token: { acrs: { essential: true, value: "c1" } } };
      lab.emulator.faults.add({ fault: { kind: "claimsChallenge", claims } });
      const reply = await lab.ask("GET", identityPath(lab));
      expect(reply.status).to.equal(401);
      const challenge = reply.headers["www-authenticate"] ?? "";
      expect(challenge).to.match(/^Bearer .*error="insufficient_claims"/);
      const encoded = /claims="([^"]+)"/.exec(challenge)?.[1] ?? "";
      expect(JSON.parse(Buffer.from(encoded, "base64").toString())).to.deep.equal(claims);
    });

    it("claimsChallenge: for a token from now on, unless told otherwise", async () => {
      lab.emulator.clock.freeze();
      lab.emulator.faults.add({ fault: { kind: "claimsChallenge" } });
      const { headers } = await lab.ask("GET", identityPath(lab));
      const encoded = /claims="([^"]+)"/.exec(headers["www-authenticate"] ?? "")?.[1] ?? "";
      const value = String(Math.floor(lab.emulator.clock.now() / 1_000));
      expect(JSON.parse(Buffer.from(encoded, "base64").toString())).to.deep.equal({
        access_token: { nbf: { essential: true, value } },
      });
    });
  });

  describe("when they come", () => {
    const status = 418;
    const fault: Fault = { kind: "answer", status };
    const statuses = async (count: number, method = "GET", at = identityPath(lab)) => {
      const found: number[] = [];
      for (let number = 0; number < count; number++) {
        found.push((await lab.ask(method, at)).status);
      }
      return found;
    };

    it("once, unless told how often", async () => {
      lab.emulator.faults.add({ fault });
      expect(await statuses(2)).to.deep.equal([status, 200]);
      lab.emulator.faults.add({ fault, times: 2 });
      expect(await statuses(3)).to.deep.equal([status, status, 200]);
    });

    it("again and again until they are taken away", async () => {
      const added = lab.emulator.faults.add({ fault, times: Infinity });
      expect(await statuses(5)).to.deep.equal([status, status, status, status, status]);
      added.remove();
      added.remove();
      expect(await statuses(1)).to.deep.equal([200]);
      lab.emulator.faults.add({ fault, times: Infinity });
      lab.emulator.faults.clear();
      expect(await statuses(1)).to.deep.equal([200]);
    });

    it("in the order in which they were added, and it is known how many are left", async () => {
      const first = lab.emulator.faults.add({ fault, times: 2 });
      const second = lab.emulator.faults.add({ fault: { kind: "answer", status: 503 } });
      expect([first.remaining, second.remaining]).to.deep.equal([2, 1]);
      expect(await statuses(2)).to.deep.equal([status, status]);
      expect([first.remaining, second.remaining]).to.deep.equal([0, 1]);
      expect(await statuses(2)).to.deep.equal([503, 200]);
    });

    it("to the requests that match: method, operation, path, service", async () => {
      const cases: readonly [FaultRule["match"], boolean][] = [
        [{}, true],
        [{ method: "get" }, true],
        [{ method: "PUT" }, false],
        [{ operation: "UserAssignedIdentities_ListByResourceGroup" }, true],
        [{ operation: "userassignedidentities_listbyresourcegroup" }, true],
        [{ operation: "UserAssignedIdentities_Get" }, false],
        [{ path: "/RESOURCEGROUPS/rg1/" }, true],
        [{ path: "api-version=2024-11-30" }, true],
        [{ path: "/rg2/" }, false],
        [{ path: /userAssignedIdentities\?/g }, true],
        [{ path: /^https:/ }, false],
        [{ service: "resourceManager" }, true],
        [{ service: "authority" }, false],
        [{ service: "host" }, false],
        [{ method: "GET", path: "/rg2/" }, false],
        [({ url }) => url.endsWith("2024-11-30"), true],
        [({ headers }) => "x-absent" in headers, false],
      ];
      for (const [match, isMet] of cases) {
        const added = lab.emulator.faults.add({ ...(match && { match }), fault });
        expect(await statuses(1), JSON.stringify(match)).to.deep.equal([isMet ? status : 200]);
        added.remove();
      }
    });

    it("at the authority and at the token endpoint of a host, too", async () => {
      lab.emulator.faults.add({ match: { service: "authority" }, fault });
      const tenant = lab.emulator.env["AZURE_TENANT_ID"] ?? "";
      const configuration = `/${tenant}/.well-known/openid-configuration`;
      expect(await statuses(2, "GET", configuration)).to.deep.equal([status, 200]);
      const host = await openLaboratory({ hosting: "imds" });
      try {
        host.emulator.faults.add({ match: { service: "host" }, fault });
        const ask = () => fetch(host.emulator.tokenEndpoint?.url ?? "");
        expect([(await ask()).status, (await ask()).status]).to.deep.equal([status, 400]);
        expect(host.emulator.requests.map(({ service }) => service)).to.deep.equal([
          "host",
          "host",
        ]);
      } finally {
        await host.close();
      }
    });
  });

  it("answer 500 with the reason when a match throws, and the connection goes on", async () => {
    const added = lab.emulator.faults.add({
      match: () => {
        throw new Error("no such member");
      },
      fault: { kind: "hang" },
    });
    const { status, json } = await lab.ask("GET", groupPath(lab));
    expect(status).to.equal(500);
    expect(json.error?.message).to.include("no such member");
    added.remove();
    expect((await lab.ask("GET", groupPath(lab))).status).to.equal(200);
  });

  it("refuses what is no fault, saying what is wrong", () => {
    const { faults } = lab.emulator;
    const bad: readonly [unknown, string][] = [
      [{}, "fault must be an object"],
      [{ fault: { kind: "explode" } }, "fault.kind must be one of answer, reset"],
      [{ fault: { kind: "toString" } }, "fault.kind must be one of"],
      [{ fault: { kind: "answer" } }, "status"],
      [{ fault: { kind: "answer", status: 99 } }, "status"],
      [{ fault: { kind: "answer", status: 200, body: 1 } }, "body"],
      [{ fault: { kind: "answer", status: 200, headers: { a: 1 } } }, "headers"],
      [{ fault: { kind: "answer", status: 200, headers: { "a b": "x" } } }, "headers"],
      [{ fault: { kind: "answer", status: 200, headers: { a: "x\ny" } } }, "headers"],
      [{ fault: { kind: "answer", status: 200, body: { count: 1n } } }, "body"],
      [{ fault: { kind: "claimsChallenge", claims: { count: 1n } } }, "claims"],
      [{ fault: { kind: "answer", status: 200, when: "later" } }, "when"],
      [{ fault: { kind: "reset" } }, 'needs when, "before" or "after"'],
      [{ fault: { kind: "delay", delayInMs: -1 } }, "delayInMs"],
      [{ fault: { kind: "delay", delayInMs: 2 ** 31 } }, "delayInMs"],
      [{ fault: { kind: "hang", status: 200 } }, "no member status"],
      [{ fault: { kind: "hang" }, times: 0 }, "times"],
      [{ fault: { kind: "hang" }, times: 1.5 }, "times"],
      [{ fault: { kind: "hang" }, match: { verb: "PUT" } }, "no member verb"],
      [{ fault: { kind: "hang" }, match: { operation: "Identities_Get" } }, "no operation Identi"],
      [{ fault: { kind: "hang" }, match: { method: 5 } }, "match.method"],
      [{ fault: { kind: "hang" }, match: { path: 5 } }, "match.path"],
      [{ fault: { kind: "hang" }, match: { service: "arm" } }, "match.service"],
    ];
    for (const [rule, text] of bad) {
      expect(() => faults.add(rule as FaultRule), text).to.throw(text);
    }
  });
});
