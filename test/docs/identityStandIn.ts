// Stands in for @azure/identity when a document's example is run: there is no Azure to sign in to here.
// The example is type-checked against @azure/identity itself.

import type { AccessToken } from "@azure/core-auth";

// As it is: an example points it to an emulator.
export { ClientAssertionCredential } from "@azure/identity";

/** Gives the token of the emulator that the document's examples talk to. */
export class DefaultAzureCredential {
  getToken(scopes: string | string[]): Promise<AccessToken | null> {
    return credential.getToken(scopes);
  }
}

declare const credential: import("@azure/core-auth").TokenCredential;
