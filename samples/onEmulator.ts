// Run samples, or any other Node program, against the emulator: no Azure account, no network. It
// starts an emulator of Resource Manager and of an App Service that gives tokens, and runs the
// programs one after another with the variables they would find there. They do not know it.
//
//   npm run sample -- samples/tasks/federateGitHubActions.ts samples/tasks/resumeList.ts

import { startEmulator } from "arm-managed-identity-emulator";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const programs = process.argv.slice(2);
if (programs.length === 0) {
  throw new Error("Name the programs to run, such as samples/tasks/handleErrors.ts.");
}

const subscriptionId = "00000000-0000-4000-8000-000000000001";
const site = `/subscriptions/${subscriptionId}/resourceGroups/my-group/providers/Microsoft.Web/sites`;

const emulator = await startEmulator({
  subscriptionId,
  resourceGroups: { "my-group": "westeurope" },
  associatedResources: {
    "my-identity": ["admin", "blog", "shop"].map((name) => `${site}/${name}`),
  },
  hosting: "appService",
});
const folder = await mkdtemp(join(tmpdir(), "emulator-"));
try {
  const certificateFile = join(folder, "emulator.pem");
  await writeFile(certificateFile, emulator.certificate);

  const env = {
    // What the samples ask for.
    IDENTITY_NAME: "my-identity",
    CREDENTIAL_NAME: "my-credential",
    RESOURCE_ID: `${site}/shop`,
    GITHUB_SUBJECT_PREFIX: "repo:contoso@1234/orders@5678",
    AKS_OIDC_ISSUER: "https://westeurope.oic.prod-aks.azure.com/TenantGUID/IssuerGUID/",
    ACCESS_TOKEN: emulator.env["EMULATOR_ACCESS_TOKEN"],
    ACCESS_TOKEN_EXPIRES_ON: String(Math.floor(Date.now() / 1_000) + 3_600),
    // What you have set goes before it, but nothing by which a program would sign in to Azure.
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith("AZURE_")),
    ),
    ...emulator.env,
    AZURE_RESOURCE_GROUP: "my-group",
    AZURE_CLOUD: "government",
    NODE_EXTRA_CA_CERTS: certificateFile,
    // No proxy can reach the emulator.
    NO_PROXY: "127.0.0.1",
  };
  for (const program of programs) {
    console.log(`\n> ${program}`);
    const exitCode = await run(program, env);
    if (exitCode !== 0) {
      process.exitCode = exitCode;
      break;
    }
  }
} finally {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
}

function run(program: string, env: NodeJS.ProcessEnv): Promise<number> {
  const loader = program.endsWith(".ts") ? ["--import", "tsx"] : [];
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [...loader, program], { env, stdio: "inherit" })
      .on("error", reject)
      .on("exit", (exitCode) => {
        resolve(exitCode ?? 1);
      });
  });
}
