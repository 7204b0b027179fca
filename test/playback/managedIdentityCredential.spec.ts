// A program that has no secret. It runs on a virtual machine, in App Service or in a pod of AKS, asks its host for a
// token, and manages identities with it. Where the host does not know the identity it is asked for, the program learns
// what the host said. Tokens are asked for by the credential's own transport, without the SDK's pipeline.

import { CredentialUnavailableError, ManagedIdentityCredential } from "arm-managed-identity";
import { expect } from "chai";
import { restoreAfterEach, setEnvironment } from "../credential/support/environment.js";
import { failureOf } from "../support/failure.js";
import { clientOf } from "./support/clients.js";
import { recordings } from "./support/recordings.js";
import { sanitizedId } from "./support/sanitizer.js";
import type { Target } from "./support/target.js";

const scope = "https://management.azure.com/.default";
const emulatorOnly = "these tests do not run on one of Azure's hosts";

/** Lists with the credential's token what an administrator has made. */
async function listWith(credential: ManagedIdentityCredential, target: Target): Promise<unknown[]> {
  const { resourceGroup: group, location } = target;
  await clientOf(target).userAssignedIdentities.createOrUpdate(group, "made-by-administrator", {
    location,
  });
  const asProgram = clientOf(target, { credentials: { scopes: [scope] } }, credential);
  const names: unknown[] = [];
  for await (const { name } of asProgram.userAssignedIdentities.listByResourceGroup(group)) {
    names.push(name);
  }
  return names;
}

describe("Playback: ManagedIdentityCredential", () => {
  restoreAfterEach();

  describe("on a virtual machine", () => {
    const { recorded } = recordings("managedIdentityCredential/imds", {
      host: "imds",
      emulatorOnly,
    });

    recorded("gets a token of the machine's own identity and uses it", async (target) => {
      setEnvironment(target.environment);
      expect(await listWith(new ManagedIdentityCredential(), target)).to.deep.equal([
        "made-by-administrator",
      ]);
    });

    recorded("gets a token of a user-assigned identity", async (target) => {
      setEnvironment(target.environment);
      const { resourceGroup: group, location } = target;
      const { clientId = "" } = await clientOf(target).userAssignedIdentities.createOrUpdate(
        group,
        "assigned",
        { location },
      );
      const { expiresOnTimestamp } = await new ManagedIdentityCredential({ clientId }).getToken(
        scope,
      );
      expect(expiresOnTimestamp).to.be.greaterThan(Date.now());
    });

    recorded("says which identity the machine does not have", async (target) => {
      setEnvironment(target.environment);
      const clientId = sanitizedId(8, 1);
      const error = await failureOf(new ManagedIdentityCredential({ clientId }).getToken(scope));
      expect(error).to.be.instanceOf(CredentialUnavailableError);
      expect(error.message).to.include("Identity not found");
    });
  });

  describe("in App Service", () => {
    const { recorded } = recordings("managedIdentityCredential/appService", {
      host: "appService",
      emulatorOnly,
    });

    recorded("gets a token of the app's own identity and uses it", async (target) => {
      setEnvironment(target.environment);
      expect(await listWith(new ManagedIdentityCredential(), target)).to.deep.equal([
        "made-by-administrator",
      ]);
    });

    recorded("says which identity the app does not have", async (target) => {
      setEnvironment(target.environment);
      const clientId = sanitizedId(8, 2);
      const error = await failureOf(new ManagedIdentityCredential({ clientId }).getToken(scope));
      expect(error.message).to.include("No User Assigned or Delegated Managed Identity found");
    });
  });

  describe("in a pod of AKS", () => {
    const { recorded } = recordings("managedIdentityCredential/workloadIdentity", {
      host: "workloadIdentity",
      emulatorOnly,
    });

    recorded("exchanges the pod's token and uses the one it gets", async (target) => {
      setEnvironment(target.environment);
      const { tlsOptions } = target.clientOptions;
      const credential = new ManagedIdentityCredential(
        tlsOptions === undefined ? {} : { tlsOptions },
      );
      expect(await listWith(credential, target)).to.deep.equal(["made-by-administrator"]);
    });

    recorded(
      "says what the authority said of an identity that does not trust the pod",
      async (target) => {
        setEnvironment(target.environment);
        const { resourceGroup: group, location, clientOptions } = target;
        const { clientId = "" } = await clientOf(target).userAssignedIdentities.createOrUpdate(
          group,
          "distrustful",
          { location },
        );
        const { tlsOptions } = clientOptions;
        const credential = new ManagedIdentityCredential({
          clientId,
          ...(tlsOptions === undefined ? {} : { tlsOptions }),
        });
        const error = await failureOf(credential.getToken(scope));
        expect(error.message).to.include("AADSTS700211");
      },
    );
  });
});
