// Playback itself: what a story may not do without failing.

import { expect } from "chai";
import { once } from "node:events";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { connect as connectTls } from "node:tls";
import { failureOf } from "../../support/failure.js";
import { startTestServer } from "../../support/testServer.js";
import { clientOf } from "./clients.js";
import { playStory, type Story } from "./story.js";
import { readCall, temporaryRecording, writeCall } from "./temporaryRecording.js";

describe("playing a recording", () => {
  const recording = temporaryRecording();

  const read =
    (...names: string[]): Story =>
    async (target) => {
      for (const name of names) {
        await clientOf(target).userAssignedIdentities.get("test-group", name);
      }
    };

  it("answers equal requests in the order in which they were recorded", async () => {
    const calls = ["before", "after"].map((stage) =>
      readCall("one", 200, { name: "one", tags: { stage } }),
    );
    await recording.write({ calls });
    const stages: unknown[] = [];
    await playStory(recording.path, async (target) => {
      while (stages.length < calls.length) {
        const { tags } = await clientOf(target).userAssignedIdentities.get("test-group", "one");
        stages.push(tags?.["stage"]);
      }
    });
    expect(stages).to.deep.equal(["before", "after"]);
  });

  it("does not care for the order of a query or of a body's members", async () => {
    const { request, response } = readCall("one");
    const [path] = request.url.split("?");
    const calls = [
      { request: { ...request, url: `${path}?b=%24&api-version=2024-11-30&a=1` }, response },
      writeCall("two", { tags: { b: "2", a: "1" }, location: "westeurope" }),
    ];
    await recording.write({ calls });
    await playStory(recording.path, async () => {
      await fetch(`${path}?a=1&api-version=2024-11-30&b=$`);
      await fetch(calls[1]?.request.url ?? "", {
        method: "PUT",
        body: JSON.stringify({ location: "westeurope", tags: { a: "1", b: "2" } }),
      });
    });
  });

  it("fails for a request that is in no recording, and shows the nearest", async () => {
    await recording.write({
      calls: [readCall("one"), writeCall("two", { location: "westeurope", tags: { a: "1" } })],
    });
    const error = await failureOf(
      playStory(recording.path, async (target) => {
        await read("one")(target);
        await clientOf(target).userAssignedIdentities.createOrUpdate("test-group", "two", {
          location: "eastus",
          tags: { a: "1" },
        });
      }),
    );
    expect(error.message.split("\n").slice(1)).to.deep.equal([
      "      PUT https://management.azure.com/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/test-group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/two",
      "        ?api-version=2024-11-30",
      "      {",
      '    -   "location": "westeurope",',
      '    +   "location": "eastus",',
      '        "tags": {',
      '          "a": "1"',
      "        }",
      "      }",
      "If the change is meant, record again: npm run test:record",
    ]);
    expect(error.message).to.match(/^No call in .*recording\.json answers .* call 2 of 2;/);
    expect(error.cause).to.include({ name: "RestError" });
  });

  it("fails for it even if the story takes no notice", async () => {
    await recording.write({ calls: [readCall("one")] });
    const story: Story = async (target) => {
      await read("one")(target);
      await read("other")(target).catch(() => undefined);
    };
    const error = await failureOf(playStory(recording.path, story));
    expect(error.message).to.include("call 1 of 1, which has been played");
  });

  it("fails for a request that is made once too often", async () => {
    await recording.write({ calls: [readCall("one")] });
    const error = await failureOf(playStory(recording.path, read("one", "one")));
    expect(error.message).to.include("it was sent once more");
  });

  it("fails for a recorded call that is not made", async () => {
    await recording.write({ calls: [readCall("one"), readCall("two"), readCall("three")] });
    const error = await failureOf(playStory(recording.path, read("two")));
    expect(error.message).to.include("2 of 3 calls");
    expect(error.message)
      .to.match(/1\. GET .*\/one\?/)
      .and.to.match(/3\. GET .*\/three\?/);
  });

  it("fails as the story fails", async () => {
    await recording.write({ calls: [readCall("one")] });
    const failure = new Error("The story went wrong.");
    expect(await failureOf(playStory(recording.path, () => Promise.reject(failure)))).to.equal(
      failure,
    );
  });

  it("fails without a recording, and says how to make one", async () => {
    const error = await failureOf(playStory(recording.path, read()));
    expect(error.message).to.include("npm run test:record");
  });

  describe("locks the network", () => {
    /** Asks a server that is there; its answer must not arrive. */
    async function expectLocked(
      ask: (address: string) => Promise<unknown>,
      scheme = "https",
    ): Promise<void> {
      const server = await startTestServer();
      try {
        await recording.write({ apiVersions: [], calls: [] });
        const address = server.endpoint.replace("https", scheme);
        const failed: unknown[] = [];
        const error = await failureOf(
          playStory(recording.path, async () => {
            failed.push(await failureOf(ask(`${address}/anything?b=2&a=1`)));
          }),
        );
        expect(failed).to.have.lengthOf(1);
        expect(server.requests).to.deep.equal([]);
        expect(error.message).to.include("has no calls");
        expect(error.message).to.include(`GET ${address}/anything\n`);
      } finally {
        await server.stop();
      }
    }

    it("for fetch", () => expectLocked((address) => fetch(address)));

    it("for https", () =>
      expectLocked(async (address) => {
        await once(requestHttps(address).end(), "response");
      }));

    it("for http", () =>
      expectLocked(async (address) => {
        await once(requestHttp(address).end(), "response");
      }, "http"));

    it("for connections that nobody intercepts", async () => {
      const server = await startTestServer();
      try {
        await recording.write({ calls: [readCall("one")] });
        const { port } = new URL(server.endpoint);
        await playStory(recording.path, async (target) => {
          const socket = connectTls({ host: "127.0.0.1", port: Number(port), ca: server.tls.ca });
          const [error] = await once(socket, "error").catch((thrown: unknown) => [thrown]);
          expect(error).to.include({ code: "ENETUNREACH" });
          await read("one")(target);
        });
      } finally {
        await server.stop();
      }
    });

    it("only as long as the story lasts", async () => {
      const server = await startTestServer();
      try {
        await recording.write({ calls: [readCall("one")] });
        await playStory(recording.path, read("one"));
        const asked = requestHttps(`${server.endpoint}/after`, { ca: server.tls.ca }).end();
        await once(asked, "response");
        expect(server.requests.map(({ target }) => target)).to.deep.equal(["/after"]);
        asked.destroy();
      } finally {
        await server.stop();
      }
    });
  });
});
