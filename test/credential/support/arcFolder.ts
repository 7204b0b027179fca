// The folder where the agent of Azure Arc keeps its keys: tests of Azure Arc write there, or are skipped.

import { accessSync, constants, mkdirSync } from "node:fs";

/** The folder on Linux. Nothing else may be named by the agent's challenge. */
export const arcFolder = "/var/opt/azcmagent/tokens";

// At the root of the run, because the tests of every host are in many files. Windows keeps its keys elsewhere.
beforeEach(function () {
  const title = this.currentTest?.fullTitle() ?? "";
  const isArc = /Azure Arc(?! on Windows)|azureArc/.test(title);
  if (isArc && !isWritable()) {
    // `npm test` passes for whoever runs it; CI, which may write there, counts a skipped test as failed.
    // eslint-disable-next-line no-restricted-syntax
    this.skip();
  }
});

let writable: boolean | undefined;

function isWritable(): boolean {
  if (writable === undefined) {
    try {
      mkdirSync(arcFolder, { recursive: true });
      accessSync(arcFolder, constants.W_OK);
      writable = true;
    } catch {
      writable = false;
      console.warn(
        `Tests of Azure Arc are skipped: they write to ${arcFolder}, where its agent keeps its keys, and may not. ` +
          `To run them: sudo mkdir -p ${arcFolder} && sudo chown "$USER" ${arcFolder}`,
      );
    }
  }
  return writable;
}
