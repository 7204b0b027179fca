// The page's script: it is bundled for the browser and says how each call went.

import { ManagedServiceIdentityClient, isNotFound } from "arm-managed-identity";

/** What the test reads from the page. */
export interface PageReport {
  readonly created: { readonly name?: string; readonly clientId?: string };
  readonly pages: readonly (readonly string[])[];
  readonly failure: {
    readonly isNotFound: boolean;
    readonly code: string;
    readonly requestId?: string;
    readonly message: string;
  };
  readonly aborted: string;
  readonly refused: string;
  readonly redirected: string;
}

declare global {
  /** Makes the calls. */
  var makeCalls: (endpoint: string, accessToken: string) => Promise<PageReport>;
}

globalThis.makeCalls = async (endpoint, accessToken) => {
  const client = new ManagedServiceIdentityClient(
    {
      getToken: () =>
        Promise.resolve({ token: accessToken, expiresOnTimestamp: Date.now() + 3_600_000 }),
    },
    "c267c0e7-0a73-4789-9e17-d26aeb0904e5",
    { endpoint, retryOptions: { maxRetries: 0 } },
  );
  const identities = client.userAssignedIdentities;

  const { name, clientId } = await identities.createOrUpdate("group", "created", {
    location: "westeurope",
  });

  const pages: string[][] = [];
  for await (const page of identities.listBySubscription().byPage()) {
    pages.push(page.map((identity) => identity.name ?? ""));
  }

  const failure = await errorOf(identities.get("group", "missing"));

  const controller = new AbortController();
  const slow = errorOf(identities.get("group", "slow", { abortSignal: controller.signal }));
  setTimeout(() => controller.abort(), 200);

  const refused = await errorOf(identities.get("group", "silent"));

  const redirected = await errorOf(
    identities.createOrUpdate("group", "redirected", { location: "westeurope" }),
  );

  return {
    created: { name, clientId },
    pages,
    failure: isNotFound(failure)
      ? {
          isNotFound: true,
          code: failure.code,
          requestId: failure.requestId,
          message: failure.message,
        }
      : { isNotFound: false, code: "", message: failure.message },
    aborted: (await slow).name,
    refused: (refused as { code?: string }).code ?? refused.message,
    redirected: redirected.message,
  };
};

async function errorOf(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  return new Error("The call did not fail.");
}
