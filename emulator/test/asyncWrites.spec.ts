import { expect } from "chai";
import type { EmulatorOptions } from "../src/index.js";
import {
  credentialBody,
  credentialPath,
  identityPath,
  openLaboratory,
  type Laboratory,
  type Reply,
} from "./support.js";

const location = "westeurope";

describe("emulator: asynchronous writes", () => {
  let lab: Laboratory;
  afterEach(() => lab.close());

  async function open(asyncWrites: EmulatorOptions["asyncWrites"]): Promise<void> {
    lab = await openLaboratory({
      asyncWrites,
      retryAfterInSeconds: 7,
      resourceGroups: { rg1: location },
    });
    lab.emulator.clock.freeze();
  }
  /** Asks for a link of the emulator. */
  const follow = (link: unknown): Promise<Reply> => {
    expect(link)
      .to.be.a("string")
      .that.matches(new RegExp(`^${lab.emulator.endpoint}/`));
    return lab.ask("GET", String(link).slice(lab.emulator.endpoint.length));
  };

  it("are not there unless they are asked for", async () => {
    await open(undefined);
    expect((await lab.put(identityPath(lab, "id1"), { location })).status).to.equal(201);
  });

  it("are answered 202 with Azure-AsyncOperation, which tells how far they are", async () => {
    await open({ header: "Azure-AsyncOperation", durationInMs: 1_000 });
    const accepted = await lab.put(identityPath(lab, "id1"), { location });
    expect(accepted).to.include({ status: 202, text: "" });
    expect(accepted.headers).to.include({ "retry-after": "7", "content-length": "0" });
    expect(accepted.headers).not.to.have.property("location");
    const link = accepted.headers["azure-asyncoperation"];
    const underWay = await follow(link);
    const { pathname } = new URL(String(link));
    expect(underWay.status).to.equal(200);
    expect(underWay.headers["retry-after"]).to.equal("7");
    const started = new Date(lab.emulator.clock.now()).toISOString();
    const name = pathname.split("/").at(-1);
    expect(underWay.json).to.deep.equal({
      id: pathname,
      name,
      status: "InProgress",
      startTime: started,
    });
    lab.emulator.clock.advance(1_000);
    const ended = new Date(lab.emulator.clock.now()).toISOString();
    const done = await follow(link);
    expect(done.json).to.deep.equal({
      id: pathname,
      name,
      status: "Succeeded",
      startTime: started,
      endTime: ended,
    });
    expect(done.headers).not.to.have.property("retry-after");
  });

  it("are answered 202 with Location, which answers what came of them", async () => {
    await open({ header: "Location", durationInMs: 1_000 });
    const accepted = await lab.put(identityPath(lab, "id1"), { location });
    expect(accepted.status).to.equal(202);
    expect(accepted.headers).not.to.have.property("azure-asyncoperation");
    const underWay = await follow(accepted.headers.location);
    expect(underWay.status).to.equal(202);
    expect(underWay.headers).to.include({
      location: accepted.headers.location,
      "retry-after": "7",
    });
    lab.emulator.clock.advance(1_000);
    const done = await follow(accepted.headers.location);
    expect(done.status).to.equal(201);
    expect(done.json).to.deep.equal((await lab.ask("GET", identityPath(lab, "id1"))).json);
  });

  it("are PUT, PATCH and DELETE of identities and credentials, and nothing else", async () => {
    await open({ header: "Location" });
    const identity = identityPath(lab, "id1");
    const credential = credentialPath(lab, "fic");
    const revoke = `${identity}/revokeTokens?api-version=2023-07-31-preview`;
    const steps: readonly (readonly [() => Promise<Reply>, number, number?])[] = [
      [() => lab.put(identity, { location }), 202, 201],
      [() => lab.put(identity, { location }), 202, 200],
      [() => lab.ask("PATCH", identity, { body: { tags: { a: "1" } } }), 202, 200],
      [() => lab.put(credential, credentialBody()), 202, 201],
      [() => lab.ask("POST", revoke), 200],
      [() => lab.ask("GET", credential), 200],
      [() => lab.ask("DELETE", credential), 202, 200],
      [() => lab.ask("DELETE", credential), 204],
      [() => lab.ask("DELETE", identity), 202, 200],
      [() => lab.ask("DELETE", identity), 204],
    ];
    for (const [step, status, final] of steps) {
      const reply = await step();
      expect(reply.status).to.equal(status);
      if (final !== undefined) {
        expect((await follow(reply.headers.location)).status).to.equal(final);
      }
    }
  });

  it("are refused at once, and seen at once", async () => {
    await open({ header: "Location", durationInMs: 60_000 });
    expect((await lab.put(identityPath(lab, "id1"), {})).status).to.equal(400);
    await lab.put(identityPath(lab, "id1"), { location });
    expect((await lab.ask("GET", identityPath(lab, "id1"))).status).to.equal(200);
  });

  it("are not found by another id", async () => {
    await open({ header: "Location" });
    const provider = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity`;
    for (const kind of ["operationStatuses", "operationResults"]) {
      expect((await lab.ask("GET", `${provider}/${kind}/none`)).status).to.equal(404);
    }
  });
});

describe("emulator: options of asynchronous writes", () => {
  for (const asyncWrites of [{}, { header: "location" }, { header: "Location", after: 1 }, true]) {
    it(`refuses ${JSON.stringify(asyncWrites)}`, async () => {
      const error: unknown = await openLaboratory({
        asyncWrites,
      } as unknown as EmulatorOptions).catch((reason: unknown) => reason);
      expect(error)
        .to.be.an("error")
        .with.property("message")
        .that.matches(/ asyncWrites/);
    });
  }
});
