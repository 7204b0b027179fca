// Finds and starts the browser.

import { createHash, X509Certificate } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

/**
 * Starts a Chromium without a window that trusts one certificate more than usual, by its public key.
 *
 * The browser is the one that the environment variable `CHROMIUM` names, else `chromium` on the PATH.
 *
 * @param certificate - The certificate, PEM.
 * @throws Error if there is no Chromium; it says how to install one.
 */
export function startChromium(certificate: string): Promise<Browser> {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(key).digest("base64");
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--ignore-certificate-errors-spki-list=${fingerprint}`,
    ],
  });
}

function findChromium(): string {
  const named = process.env["CHROMIUM"];
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const candidates =
    named === undefined || named === ""
      ? folders.flatMap((folder) => ["chromium", "chromium-browser"].map((it) => join(folder, it)))
      : [named];
  const found = candidates.find(isExecutable);
  if (found === undefined) {
    throw new Error(
      `These tests need the browser Chromium, and there is none ${named ? `at ${named}` : "on the PATH"}. ` +
        "Install it (`apt-get install chromium` on Debian), or set CHROMIUM to the path of one.",
    );
  }
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
