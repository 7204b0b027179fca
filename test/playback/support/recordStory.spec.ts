// Recording itself: what is written, what is not, and when.

import { expect } from "chai";
import { readFile, writeFile } from "node:fs/promises";
import { failureOf } from "../../support/failure.js";
import { clientOf } from "./clients.js";
import { openEmulator } from "./emulatorTarget.js";
import { readRecording, saveRecording } from "./recording.js";
import { playStory, recordStory, type Story } from "./story.js";
import { openSubscription } from "./subscriptionTarget.js";
import type { OpenTarget } from "./target.js";
import { readCall, temporaryRecording } from "./temporaryRecording.js";

const story: Story = async (target) => {
  const { userAssignedIdentities: identities } = clientOf(target);
  const { resourceGroup, location } = target;
  await identities.createOrUpdate(resourceGroup, "recorded", { location });
  await identities.get(resourceGroup, "recorded");
};

/** Records with a target that is closed behind it. */
async function record(
  path: string,
  told: Story = story,
  open: () => Promise<OpenTarget> = openEmulator,
) {
  const target = await open();
  try {
    return await recordStory(path, told, target);
  } finally {
    await target.close();
  }
}

describe("recording a story", () => {
  const recording = temporaryRecording();

  it("writes what can be played", async () => {
    expect((await record(recording.path)).written).to.equal(true);
    await playStory(recording.path, story);
    const { origin, date, apiVersions, calls } = readRecording(recording.path);
    expect({ origin, apiVersions, calls: calls.length }).to.deep.equal({
      origin: "emulator",
      apiVersions: ["2024-11-30"],
      calls: 2,
    });
    expect(date).to.equal(new Date().toISOString().slice(0, 10));
  });

  it("writes the same bytes again, whatever the ids, and keeps the date", async () => {
    await record(recording.path);
    const old = (await readFile(recording.path, "utf8")).replace(
      /"date": "[\d-]+"/,
      '"date": "2026-01-02"',
    );
    await writeFile(recording.path, old);
    expect((await record(recording.path)).written).to.equal(false);
    expect(await readFile(recording.path, "utf8")).to.equal(old);
  });

  it("writes a new date with new calls", async () => {
    await recording.write({ calls: [readCall("one")] });
    expect((await record(recording.path)).written).to.equal(true);
    expect(readRecording(recording.path).date).not.to.equal("2026-01-02");
  });

  it("keeps nothing of the target's own", async () => {
    const target = await openEmulator();
    const { token } = (await target.credential.getToken("")) ?? { token: "" };
    try {
      await recordStory(recording.path, story, target);
    } finally {
      await target.close();
    }
    const text = await readFile(recording.path, "utf8");
    expect(text).not.to.include(token);
    expect(text).not.to.include("127.0.0.1");
    expect(text.toLowerCase()).not.to.match(/authorization|ratelimit|"date": "\w{3},/);
  });

  it("does not record a story that fails", async () => {
    const failing: Story = async (target) => {
      await story(target);
      throw new Error("The story went wrong.");
    };
    await failureOf(record(recording.path, failing));
    expect((await failureOf(readFile(recording.path))).message).to.include("ENOENT");
  });

  it("does not record what looks like a secret", async () => {
    const secret = "Zm9yIHRoZSB0ZXN0Og==b7Kq2Lx9";
    const error = await failureOf(
      record(recording.path, async (target) => {
        const { resourceGroup, location } = target;
        const tags = { connection: secret };
        await clientOf(target).userAssignedIdentities.createOrUpdate(resourceGroup, "tagged", {
          location,
          tags,
        });
      }),
    );
    expect(error.message).to.include("random text").and.not.to.include(secret);
    expect((await failureOf(readFile(recording.path))).message).to.include("ENOENT");
  });

  it("does not record a request with a member that is not on the list", async () => {
    const error = await failureOf(
      record(recording.path, async (target) => {
        const { resourceGroup, location } = target;
        const resource = { location, plan: { promotionCode: "abc" } };
        await clientOf(target).userAssignedIdentities.createOrUpdate(
          resourceGroup,
          "planned",
          resource,
        );
      }),
    );
    expect(error.message).to.include("plan may not be stored");
  });

  // An emulator stands in for the subscription; its ids are not those of recordings.
  const openIn = ({ subscriptionId, credential, clientOptions }: OpenTarget) =>
    openSubscription({
      subscriptionId,
      credential,
      endpoint: clientOptions.endpoint ?? "",
      ca: String(clientOptions.tlsOptions?.ca),
    });

  it("keeps nothing of what else is in a subscription", async () => {
    const other = await openEmulator();
    try {
      const { location, resourceGroup } = other;
      await clientOf(other).userAssignedIdentities.createOrUpdate(resourceGroup, "payroll", {
        location,
      });
      const listing: Story = async (target) => {
        await story(target);
        const names: unknown[] = [];
        for await (const { name } of clientOf(target).userAssignedIdentities.listBySubscription()) {
          names.push(name);
        }
        expect(names).to.include("recorded");
      };
      const { leftOut } = await record(recording.path, listing, () => openIn(other));
      expect([...leftOut]).to.include("items of other resource groups");
      expect(await readFile(recording.path, "utf8")).not.to.include("payroll");
      await playStory(recording.path, listing);
    } finally {
      await other.close();
    }
  });

  it("tells a story to a subscription, in a group of its own", async () => {
    const other = await openEmulator();
    try {
      const open = () => openIn(other);
      const groups: string[] = [];
      const told: Story = (target) => {
        groups.push(target.resourceGroup);
        return story(target);
      };
      await record(recording.path, told, open);
      expect(readRecording(recording.path).origin).to.equal("live");
      await playStory(recording.path, story);

      expect((await record(recording.path, told, open)).written).to.equal(false);
      expect(groups[0])
        .to.match(/^test-group-[0-9a-f]{8}$/)
        .and.not.to.equal(groups[1]);
      const { userAssignedIdentities: identities } = clientOf(other);
      for (const group of groups) {
        const { code } = await failureOf<Error & { code?: string }>(
          identities.get(group, "recorded"),
        );
        expect(code).to.equal("ResourceGroupNotFound");
      }
    } finally {
      await other.close();
    }
  });
});

describe("the origin of a recording", () => {
  const recording = temporaryRecording();
  const calls = [readCall("one")];
  const today = "2026-03-04";

  it("becomes live when the service confirms the emulator", async () => {
    await recording.write({ calls });
    expect(saveRecording(recording.path, { origin: "live", calls }, today)).to.equal(true);
    expect(readRecording(recording.path)).to.include({ origin: "live", date: today });
  });

  it("stays live while the emulator does the same", async () => {
    await recording.write({ origin: "live", calls });
    expect(saveRecording(recording.path, { origin: "emulator", calls }, today)).to.equal(false);
    expect(readRecording(recording.path)).to.include({ origin: "live", date: "2026-01-02" });
  });

  it("is the emulator's when it does something else", async () => {
    await recording.write({ origin: "live", calls });
    const others = [readCall("other")];
    expect(saveRecording(recording.path, { origin: "emulator", calls: others }, today)).to.equal(
      true,
    );
    expect(readRecording(recording.path)).to.include({ origin: "emulator", date: today });
  });

  it("is no longer authored when a target gives the same answers", async () => {
    await recording.write({ origin: "authored", basis: "Documentation.", calls });
    expect(saveRecording(recording.path, { origin: "emulator", calls }, today)).to.equal(true);
    expect(readRecording(recording.path)).to.include({ origin: "emulator", date: today });
    expect(readRecording(recording.path)).not.to.have.property("basis");
  });

  it("loses its basis when answers are no longer written", async () => {
    await recording.write({ basis: "Documentation.", calls });
    expect(saveRecording(recording.path, { origin: "emulator", calls }, today)).to.equal(true);
    expect(readRecording(recording.path)).not.to.have.property("basis");
  });

  const unusable = {
    "an origin of its own": { origin: "somewhere" as "live" },
    "no basis for what is authored": { origin: "authored" as const },
    "a basis for what is live": { origin: "live" as const, basis: "Documentation." },
    "no date": { date: "" },
    "other API versions than its calls": { apiVersions: ["2023-01-31"] },
  };
  for (const [fault, members] of Object.entries(unusable)) {
    it(`must be told: a recording with ${fault} is refused`, async () => {
      await recording.write({ calls, ...members });
      expect(() => readRecording(recording.path)).to.throw("cannot be used");
    });
  }
});
