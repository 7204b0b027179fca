// Registers stories as tests: what a suite of playback tests is made with.

import type { FaultRule } from "arm-managed-identity-emulator";
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { openEmulator, type EmulatorSettings } from "./emulatorTarget.js";
import { readMode, type Mode } from "./mode.js";
import { readRecording } from "./recording.js";
import { playStory, recordStory, type Story } from "./story.js";
import { namedSubscription, openSubscription, type Subscription } from "./subscriptionTarget.js";
import type { Host, OpenTarget } from "./target.js";

/** What a target has to be like for a story. */
export interface Circumstances {
  /** What the emulator is told; a subscription cannot be. */
  readonly emulator?: EmulatorSettings;
  /** Why the story cannot be told to a subscription. Default: it can. */
  readonly emulatorOnly?: string;
  /** What goes wrong on purpose while it is told. */
  readonly trouble?: Trouble;
}

/** How the stories of a suite are told, unless one says otherwise. */
export interface SuiteOptions extends Omit<Circumstances, "trouble"> {
  /** The host whose token endpoint the stories ask. */
  readonly host?: Host;
}

/** Answers that were written; a subscription cannot be told to give them. */
export interface Trouble {
  readonly faults: readonly FaultRule[];
  /** What the answers of the faults were written after. */
  readonly basis: string;
}

/** Registers the stories of a suite. */
export interface Suite {
  /** A story that can be recorded; the title also names its file. */
  readonly recorded: (title: string, story: Story, circumstances?: Circumstances) => void;
  /**
   * A story that no target can be made to tell, after documentation. It is only played. Its recording is written by
   * hand, with `"origin": "authored"`.
   */
  readonly authored: (title: string, story: Story) => void;
}

const { mode, subscription, fault } = readSettings();
const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Where recordings are; `TEST_RECORDINGS` names another folder, so that they can be compared. */
const folder = process.env["TEST_RECORDINGS"] ?? join(root, "test/recordings");

/** A group, an identity and a credential take seconds each in a subscription. */
const liveTimeoutInMs = 300_000;

/** Begins a suite within a `describe`: the recordings of its stories are in a folder of that name. */
export function recordings(suite: string, options: SuiteOptions = {}): Suite {
  const { host } = options;
  const files = new Set<string>();
  const fileOf = (title: string): string => {
    const name = `${title.replaceAll("'", "").replace(/[^\w.]+/g, "-")}.json`;
    if ([...files].some((other) => other.toLowerCase() === name.toLowerCase())) {
      throw new Error(`Two stories of ${suite} have the recording ${name}.`);
    }
    files.add(name);
    return relative(process.cwd(), join(folder, suite, name));
  };

  before("the environment says how to run", () => {
    if (fault !== undefined) {
      throw fault;
    }
  });
  after("every recording belongs to a story", () => {
    const present = existsSync(join(folder, suite)) ? readdirSync(join(folder, suite)) : [];
    const strangers = present.filter((name) => !files.has(name));
    if (strangers.length > 0) {
      throw new Error(`No story of ${suite} has ${strangers.join(", ")}: delete or rename.`);
    }
  });

  return {
    recorded(title, story, circumstances = {}) {
      const path = fileOf(title);
      const { trouble } = circumstances;
      const told = { ...options, ...circumstances };
      const emulatorOnly = trouble === undefined ? told.emulatorOnly : "it does not fail for us";
      if (mode === "playback") {
        it(title, () => {
          requireOrigin(path, false);
          return playStory(path, story, host);
        });
      } else if (subscription !== undefined && emulatorOnly !== undefined) {
        it(`${title} (not in a subscription: ${emulatorOnly})`);
      } else {
        it(title, async function () {
          if (subscription !== undefined) {
            this.timeout(liveTimeoutInMs);
          }
          const target = await openTarget(told);
          try {
            await tell(path, story, target, trouble?.basis);
          } finally {
            await target.close();
          }
        });
      }
    },
    authored(title, story) {
      const path = fileOf(title);
      if (mode === "playback") {
        it(title, () => {
          requireOrigin(path, true);
          return playStory(path, story, host);
        });
      }
    },
  };
}

/** A fault is kept for a hook to throw: mocha does not show one that is thrown while it loads a file. */
function readSettings(): {
  readonly mode: Mode;
  readonly subscription?: Subscription | undefined;
  readonly fault?: Error;
} {
  try {
    const mode = readMode(process.env["TEST_MODE"]);
    return mode === "playback" ? { mode } : { mode, subscription: namedSubscription(process.env) };
  } catch (error) {
    return { mode: "playback", fault: error as Error };
  }
}

function openTarget({
  emulator,
  host,
  trouble,
}: SuiteOptions & Circumstances): Promise<OpenTarget> {
  return subscription === undefined
    ? openEmulator(emulator, host, trouble?.faults)
    : openSubscription(subscription);
}

async function tell(
  path: string,
  story: Story,
  target: OpenTarget,
  basis: string | undefined,
): Promise<void> {
  if (mode === "live") {
    await story(target);
    return;
  }
  const { written, leftOut } = await recordStory(path, story, target, basis);
  if (written) {
    const missing = leftOut.size === 0 ? "" : `, without ${[...leftOut].sort().join(", ")}`;
    console.log(`      wrote ${path}${missing}`);
  }
}

/** What was written by hand is not taken for a recording, nor the other way round. */
function requireOrigin(path: string, authored: boolean): void {
  const { origin } = readRecording(path);
  if ((origin === "authored") !== authored) {
    throw new Error(`${path} has the origin ${origin}, which its story does not say of itself.`);
  }
}
