// The environment a credential finds, and nothing left of it afterwards.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Every variable that a credential looks at. */
const variables = [
  "AZURE_AUTHORITY_HOST",
  "AZURE_CLIENT_ID",
  "AZURE_FEDERATED_TOKEN_FILE",
  "AZURE_POD_IDENTITY_AUTHORITY_HOST",
  "AZURE_TENANT_ID",
  "DEFAULT_IDENTITY_CLIENT_ID",
  "IDENTITY_ENDPOINT",
  "IDENTITY_HEADER",
  "IDENTITY_SERVER_THUMBPRINT",
  "IMDS_ENDPOINT",
  "MSI_ENDPOINT",
  "MSI_SECRET",
  "ProgramData",
  "ProgramFiles",
  ...["ALL", "HTTP", "HTTPS", "NO"].flatMap((name) => [
    `${name}_PROXY`,
    `${name.toLowerCase()}_proxy`,
  ]),
];

export type Variables = Readonly<Record<string, string>>;

const monotonicNow = performance.now.bind(performance);

/** Sets the variables given and no others, for the rest of a test. */
export function setEnvironment(given: Variables): void {
  for (const name of variables) {
    delete process.env[name];
  }
  Object.assign(process.env, given);
}

/** Has mocha put the environment, the platform and the clock back after each test. */
export function restoreAfterEach(): void {
  const saved = new Map(variables.map((name) => [name, process.env[name]]));
  const platform = Object.getOwnPropertyDescriptor(process, "platform");
  const { now } = Date;
  const { setTimeout } = globalThis;
  afterEach(() => {
    setEnvironment({});
    for (const [name, value] of saved) {
      if (value !== undefined) {
        process.env[name] = value;
      }
    }
    if (platform !== undefined) {
      Object.defineProperty(process, "platform", platform);
    }
    Date.now = now;
    globalThis.setTimeout = setTimeout;
    performance.now = monotonicNow;
  });
}

/** Has the process say that it runs on another operating system. */
export function setPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, "platform", { value: platform, configurable: true });
}

/** Fakes the time. */
export function setClock(start = Date.now()): { now: number } {
  const clock = { now: start };
  Date.now = () => clock.now;
  return clock;
}

let passedInMs = 0;

/** Has the monotonic clock go on. It counts only after {@link skipWaits}. */
export function passTime(milliseconds: number): void {
  passedInMs += milliseconds;
}

/**
 * Has waits of at least 100 ms end at once, and keeps their lengths. Time-outs are not among them: they are those of
 * a second and more that are cleared again, so they must not fire. The monotonic clock counts the waits.
 */
export function skipWaits(isTimeout: (milliseconds: number) => boolean): number[] {
  const waits: number[] = [];
  performance.now = () => monotonicNow() + passedInMs;
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((handler: () => void, milliseconds = 0) => {
    if (milliseconds < 100 || isTimeout(milliseconds)) {
      return real(handler, milliseconds);
    }
    waits.push(milliseconds);
    passTime(milliseconds);
    return real(handler, 0);
  }) as typeof setTimeout;
  return waits;
}

/** Makes a folder, deleted after all tests of a suite. */
export function temporaryFolder(): { path: string; file(name: string): string } {
  const folder = {
    path: "",
    file: (name: string): string => join(folder.path, name),
  };
  before(async () => {
    folder.path = await mkdtemp(join(tmpdir(), "credential-"));
  });
  after(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
}
