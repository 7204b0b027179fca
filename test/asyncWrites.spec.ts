// Writes that the emulator accepts for later, followed by this package's client; and what the peer makes of them.

import { ManagedServiceIdentityClient as PeerClient } from "@azure/arm-msi";
import { expect } from "chai";
import { ManagedServiceIdentityClient, isNotFound } from "arm-managed-identity";
import { startEmulator, type Emulator } from "arm-managed-identity-emulator";
import { failureOf } from "./support/failure.js";

const group = "my-group";
const credential = {
  issuer: "https://issuer.example",
  subject: "subject",
  audiences: ["api://AzureADTokenExchange"],
};

for (const header of ["Azure-AsyncOperation", "Location"] as const) {
  describe(`writes that are accepted with ${header}`, () => {
    let emulator: Emulator;
    before(async () => {
      emulator = await startEmulator({
        resourceGroups: { [group]: "westeurope" },
        asyncWrites: { header, durationInMs: 150 },
        retryAfterInSeconds: 0,
      });
    });
    after(() => emulator.stop());
    beforeEach(() => emulator.forgetRequests());

    const settings = () => ({
      endpoint: emulator.endpoint,
      tlsOptions: { ca: emulator.certificate },
      retryOptions: { maxRetries: 0 },
    });

    it("are followed to their end in a whole life cycle", async () => {
      const client = new ManagedServiceIdentityClient(
        emulator.credential,
        emulator.subscriptionId,
        settings(),
      );
      const { userAssignedIdentities: identities, federatedIdentityCredentials: credentials } =
        client;
      const created = await identities.createOrUpdate(group, "bot", { location: "westeurope" });
      expect(created).to.deep.equal(await identities.get(group, "bot"));
      const changed = await identities.createOrUpdate(group, "bot", {
        location: "westeurope",
        tags: { a: "1" },
      });
      expect(changed).to.deep.equal({ ...created, tags: { a: "1" } });
      const updated = await identities.update(group, "bot", { tags: { b: "2" } });
      expect(updated).to.deep.equal({ ...created, tags: { b: "2" } });
      const trust = await credentials.createOrUpdate(group, "bot", "trust", credential);
      expect(trust).to.deep.equal(await credentials.get(group, "bot", "trust"));
      expect(trust).to.include({ name: "trust", subject: "subject" });
      await credentials.delete(group, "bot", "trust");
      expect(isNotFound(await failureOf(credentials.get(group, "bot", "trust")))).to.equal(true);
      await identities.delete(group, "bot");
      await identities.delete(group, "bot");
      expect(isNotFound(await failureOf(identities.get(group, "bot")))).to.equal(true);

      const writes = emulator.requests.filter(({ method }) => method !== "GET");
      expect(writes.map(({ method, status }) => `${method} ${status}`)).to.deep.equal([
        "PUT 202",
        "PUT 202",
        "PATCH 202",
        "PUT 202",
        "DELETE 202",
        "DELETE 202",
        "DELETE 204",
      ]);
      const polls = emulator.requests.filter(({ operation }) =>
        operation?.startsWith("AcceptedWrites_"),
      );
      expect(polls.length).to.be.at.least(6);
    });

    it("are errors for @azure/arm-msi, which follows nothing here", async () => {
      const client = new PeerClient(emulator.credential, emulator.subscriptionId, settings());
      const error = await failureOf(
        client.userAssignedIdentities.createOrUpdate(group, "peer", { location: "westeurope" }),
      );
      expect(error).to.include({ name: "RestError", statusCode: 202 });
      expect(emulator.requests).to.have.lengthOf(1);
    });
  });
}
