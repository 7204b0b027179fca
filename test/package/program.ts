// A small program of a user of both packages, as text.

/** Its imports, for an ES module. */
export const imports = `
import { ManagedServiceIdentityClient, isNotFound } from "arm-managed-identity";
import { startEmulator } from "arm-managed-identity-emulator";
`;

/** Its imports, for a CommonJS module. */
export const requires = `
const { ManagedServiceIdentityClient, isNotFound } = require("arm-managed-identity");
const { startEmulator } = require("arm-managed-identity-emulator");
`;

/** Its text where `await` is not allowed at the top. */
export function asFunction(code: string): string {
  return `void (async () => {\n${code}\n})();`;
}

/** What it prints. */
export const expectedOutput = "created identity, page of 1, not found\n";

/** The program without its imports. */
export const program = `
const emulator = await startEmulator({ resourceGroups: { group: "westeurope" } });
try {
  const client = new ManagedServiceIdentityClient(emulator.credential, emulator.subscriptionId, {
    endpoint: emulator.endpoint,
    tlsOptions: { ca: emulator.certificate },
  });
  const { name } = await client.userAssignedIdentities.createOrUpdate("group", "identity", {
    location: "westeurope",
  });
  const said = ["created " + name];
  for await (const page of client.userAssignedIdentities.listBySubscription().byPage()) {
    said.push("page of " + page.length);
  }
  try {
    await client.federatedIdentityCredentials.get("group", "identity", "missing");
  } catch (error) {
    said.push(isNotFound(error) && error.statusCode === 404 ? "not found" : "failed");
  }
  console.log(said.join(", "));
} finally {
  await emulator.stop();
}
`;
