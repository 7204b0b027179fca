// A recording that lives as long as a test.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exchange } from "./exchange.js";
import { formatRecording, type Recording } from "./recording.js";

/** Gives each test the path of a recording, in a folder that is deleted behind it. */
export function temporaryRecording(): {
  readonly path: string;
  /** Writes it; what is not given is that of a recording of the emulator. */
  write(recording: Partial<Recording>): Promise<void>;
} {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "recording-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const file = {
    get path() {
      return join(folder, "recording.json");
    },
    async write(recording: Partial<Recording>) {
      const text = formatRecording({
        origin: "emulator",
        date: "2026-01-02",
        apiVersions: ["2024-11-30"],
        calls: [],
        ...recording,
      });
      await writeFile(file.path, text);
    },
  };
  return file;
}

/** A call that reads an identity, and its answer. */
export function readCall(name: string, status = 200, body: unknown = { name }): Exchange {
  return {
    request: { method: "GET", url: addressOf(name) },
    response: { status, headers: { "content-type": "application/json" }, body },
  };
}

/** A call that writes an identity. */
export function writeCall(name: string, body: unknown): Exchange {
  return {
    request: { method: "PUT", url: addressOf(name), body },
    response: { status: 201, headers: { "content-type": "application/json" }, body: { name } },
  };
}

function addressOf(name: string): string {
  return `https://management.azure.com/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/test-group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}?api-version=2024-11-30`;
}
