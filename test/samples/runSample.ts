// A sample as a process of its own, with the environment of an App Service that the emulator stands in for.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "arm-managed-identity-emulator";
import { root } from "../docs/markdown.js";

/** The emulator's subscription. */
export const subscriptionId = "00000000-0000-4000-8000-000000000001";

/** A resource that has an identity of its own, and the user-assigned one. */
export const site = `/subscriptions/${subscriptionId}/resourceGroups/platform-identities/providers/Microsoft.Web/sites/shop`;

/** Where samples run. */
export interface SampleHost {
  /** The variables a sample finds there. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** How a sample ended. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts an emulator. What its process has in its own environment stays out of it, above all what signs in to Azure. */
export async function startHost(): Promise<SampleHost> {
  const folder = await mkdtemp(join(tmpdir(), "samples-"));
  const emulator = await startEmulator({
    subscriptionId,
    resourceGroups: { "platform-identities": "westeurope" },
    associatedResources: {
      "deploy-bot": ["blog", "shop", "wiki"].map((name) => site.replace("shop", name)),
    },
    hosting: "appService",
  });
  const certificateFile = join(folder, "emulator.pem");
  await writeFile(certificateFile, emulator.certificate);
  const { EMULATOR_ACCESS_TOKEN = "", ...env } = emulator.env;
  return {
    env: {
      ...bareEnvironment(),
      ...env,
      NODE_EXTRA_CA_CERTS: certificateFile,
      AZURE_RESOURCE_GROUP: "platform-identities",
      IDENTITY_NAME: "deploy-bot",
      CREDENTIAL_NAME: "kubernetes",
      RESOURCE_ID: site,
      GITHUB_SUBJECT_PREFIX: "repo:contoso@1234/orders@5678",
      AKS_OIDC_ISSUER: "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/",
      AZURE_CLOUD: "government",
      PLACE_FILE: join(folder, "place.txt"),
      ACCESS_TOKEN: EMULATOR_ACCESS_TOKEN,
      ACCESS_TOKEN_EXPIRES_ON: String(Math.floor(Date.now() / 1_000) + 3_600),
    },
    async stop() {
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Runs a sample to its end.
 *
 * @param file - Its path from the root of the repository.
 */
export function runSample(
  file: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Outcome> {
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
  return new Promise((resolve) => {
    const options = { cwd: root, env };
    execFile(process.execPath, [...loader, file, ...args], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

function bareEnvironment(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot", "NODE_V8_COVERAGE"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
