// The emulator's hosts as credentials meet them: `@azure/identity`, unmodified, and ours, each in a process of its
// own that has the host's variables and nothing else, get tokens and manage identities with them.
//
// Where a process cannot be as it would be in Azure:
// - The address of the metadata service (169.254.169.254) cannot be had outside Azure: the variable of pod identity
//   takes its place.
// - `@azure/identity` does not know the certificate of Service Fabric by its fingerprint: it has to trust it.
// - `WorkloadIdentityCredential` asks login.microsoftonline.com about authorities it does not know:
//   `disableInstanceDiscovery` switches that off, as for every authority of one's own.

import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import "./credential/support/arcFolder.js";
import { startEmulator, type Emulator, type EmulatorOptions } from "arm-managed-identity-emulator";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The identities that exist when a process starts. */
interface Known {
  readonly id: string;
  readonly clientId: string;
  readonly principalId: string;
}

/** What one credential came to. */
interface Outcome {
  readonly error?: string;
  /** Whose token it was. */
  readonly clientId?: string;
  readonly objectId?: string;
  readonly audience?: string;
  /** The names of the identities that were listed with it. */
  readonly listed?: readonly string[];
}

interface Attempt {
  readonly name: "ManagedIdentityCredential" | "WorkloadIdentityCredential";
  readonly options: object;
  /** What the client asks a token for, instead of the emulator's endpoint. */
  readonly scope?: string;
}

type Hosting = NonNullable<EmulatorOptions["hosting"]>;
const libraries = ["@azure/identity", "arm-managed-identity/credential"] as const;

// Written in JavaScript, so that nothing but the packages is loaded.
const program = `
const { library, attempts } = JSON.parse(process.argv[1]);
const { ManagedServiceIdentityClient } = await import("@azure/arm-msi");
const credentials = await import(library);
const { AZURE_SUBSCRIPTION_ID, EMULATOR_ENDPOINT } = process.env;
const outcomes = [];
for (const { name, options, scope } of attempts) {
  try {
    const credential = new credentials[name]({ retryOptions: { maxRetries: 0 }, ...options });
    let claims;
    const watched = {
      async getToken(...asked) {
        const found = await credential.getToken(...asked);
        claims = JSON.parse(Buffer.from(found.token.split(".")[1], "base64url"));
        return found;
      },
    };
    const client = new ManagedServiceIdentityClient(watched, AZURE_SUBSCRIPTION_ID, {
      endpoint: EMULATOR_ENDPOINT,
      retryOptions: { maxRetries: 0 },
      ...(scope === undefined ? {} : { credentialScopes: scope }),
    });
    const listed = [];
    for await (const identity of client.userAssignedIdentities.listBySubscription()) {
      listed.push(identity.name);
    }
    outcomes.push({ clientId: claims.appid, objectId: claims.oid, audience: claims.aud, listed });
  } catch (error) {
    outcomes.push({ error: error.name + ": " + error.message });
  }
}
console.log(JSON.stringify(outcomes));
`;

/** Runs attempts in a process that knows the emulator and nothing else. */
async function run(
  emulator: Emulator,
  library: (typeof libraries)[number],
  attempts: readonly Attempt[],
): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), "hostings-"));
  try {
    const certificates = join(folder, "trusted.pem");
    const trusted = [emulator.certificate];
    if (library === "@azure/identity") {
      trusted.push(emulator.tokenEndpoint?.certificate ?? "");
    }
    await writeFile(certificates, trusted.join("\n"));
    const env = {
      PATH: process.env["PATH"] ?? "",
      NODE_EXTRA_CA_CERTS: certificates,
      // On Windows, the agent of Azure Arc has its folder here.
      ...(process.env["ProgramData"] && { ProgramData: process.env["ProgramData"] }),
      ...emulator.env,
    };
    const argument = JSON.stringify({ library, attempts });
    const output = await new Promise<string>((resolve, reject) => {
      execFile(
        process.execPath,
        ["--input-type=module", "--eval", program, argument],
        { env, timeout: 60_000 },
        (error, stdout, stderr) =>
          error === null
            ? resolve(stdout)
            : reject(new Error(`The process failed: ${stderr}`, { cause: error })),
      );
    });
    return JSON.parse(output) as Outcome[];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Starts a host, with two identities made through ARM. */
async function withHost(
  hosting: Hosting,
  use: (emulator: Emulator, identities: readonly [Known, Known]) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator({ hosting, resourceGroups: { rg: "westeurope" } });
  try {
    const client = new ManagedServiceIdentityClient(emulator.credential, emulator.subscriptionId, {
      endpoint: emulator.endpoint,
      tlsOptions: { ca: emulator.certificate },
    });
    const create = async (name: string): Promise<Known> => {
      const made = await client.userAssignedIdentities.createOrUpdate("rg", name, {
        location: "westeurope",
      });
      const { id = "", clientId = "", principalId = "" } = made;
      return { id, clientId, principalId };
    };
    await use(emulator, [await create("first"), await create("second")]);
  } finally {
    await emulator.stop();
  }
}

const managed = (options: object = {}, scope?: string): Attempt => ({
  name: "ManagedIdentityCredential",
  options,
  ...(scope === undefined ? {} : { scope }),
});

/** The kinds of id that each host knows. */
const hosts: readonly [
  hosting: Hosting,
  kinds: readonly ("clientId" | "resourceId" | "objectId")[],
][] = [
  ["imds", ["clientId", "resourceId", "objectId"]],
  ["appService", ["clientId", "resourceId", "objectId"]],
  ["appService2017", ["clientId"]],
  ["azureMl", ["clientId"]],
  ["cloudShell", []],
  ["azureArc", ["clientId", "resourceId", "objectId"]],
  ["serviceFabric", []],
  ["workloadIdentity", []],
];

describe("the emulator's hosts", () => {
  for (const library of libraries) {
    describe(`met by ${library}`, () => {
      for (const [hosting, kinds] of hosts) {
        it(`${hosting}: tokens without an id${kinds.length > 0 ? ` and by ${kinds.join(", ")}` : ""}`, async () => {
          await withHost(hosting, async (emulator, [first, second]) => {
            const byKind = ({ id, clientId, principalId }: Known) => ({
              clientId,
              resourceId: id,
              objectId: principalId,
            });
            const ids = [first, second].flatMap((identity) =>
              kinds.map((kind) => ({ identity, option: { [kind]: byKind(identity)[kind] } })),
            );
            const outcomes = await run(emulator, library, [
              managed(),
              managed({}, "https://management.azure.com/.default"),
              ...ids.map(({ option }) => managed(option)),
            ]);
            const listed =
              hosting === "workloadIdentity"
                ? ["workload-identity", "first", "second"]
                : ["first", "second"];
            for (const outcome of outcomes) {
              expect(outcome.error).to.equal(undefined);
              expect(outcome.listed).to.deep.equal(listed);
            }
            const [own, forAzure, ...named] = outcomes;
            expect(own?.audience).to.equal(emulator.endpoint);
            expect(forAzure?.audience).to.equal("https://management.azure.com");
            expect(forAzure?.objectId).to.equal(own?.objectId);
            expect([first.clientId, second.clientId]).to.not.include(own?.clientId);
            expect(named.map(({ clientId, objectId }) => [clientId, objectId])).to.deep.equal(
              ids.map(({ identity }) => [identity.clientId, identity.principalId]),
            );
            const given =
              emulator.env["AZURE_CLIENT_ID"] ?? emulator.env["DEFAULT_IDENTITY_CLIENT_ID"];
            if (given !== undefined) {
              expect(own?.clientId).to.equal(given);
            }
          });
        });
      }

      for (const [hosting] of hosts) {
        it(`${hosting}: an error for an identity that it does not have`, async () => {
          const unknown = managed({ clientId: "00000000-0000-4000-8000-00000000ffff" });
          await withHost(hosting, async (emulator) => {
            const [outcome] = await run(emulator, library, [unknown]);
            expect(outcome?.error).to.match(
              /^(CredentialUnavailable|AuthenticationRequired|Authentication)Error: /,
            );
          });
        }).timeout(20_000);
      }
    });
  }

  it("WorkloadIdentityCredential of @azure/identity gets a token, until its credential is taken away", async () => {
    await withHost("workloadIdentity", async (emulator) => {
      const attempt: Attempt = {
        name: "WorkloadIdentityCredential",
        options: { disableInstanceDiscovery: true },
      };
      const [found] = await run(emulator, "@azure/identity", [attempt]);
      expect(found?.error).to.equal(undefined);
      expect(found?.clientId).to.equal(emulator.env["AZURE_CLIENT_ID"]);
      const client = new ManagedServiceIdentityClient(
        emulator.credential,
        emulator.subscriptionId,
        {
          endpoint: emulator.endpoint,
          tlsOptions: { ca: emulator.certificate },
        },
      );
      const { federatedIdentityCredentials } = client;
      const path = ["emulator", "workload-identity", "service-account"] as const;
      const { issuer, subject, audiences } = await federatedIdentityCredentials.get(...path);
      await federatedIdentityCredentials.createOrUpdate(...path, {
        issuer,
        subject: subject?.toUpperCase(),
        audiences,
      });
      const [refused] = await run(emulator, "@azure/identity", [attempt, managed()]);
      expect(refused?.error).to.match(/AADSTS7002138|invalid_client.*7002138/);
    });
  });
});
