// Addresses and tenants in variables, well formed and not: an error of ours each, and never another path.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setEnvironment, temporaryFolder } from "./support/environment.js";
import {
  scope,
  startAppService,
  startImds,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";

const variable = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
const options = { retryOptions: { maxRetries: 0 } };

describe("an address in a variable", () => {
  restoreAfterEach();
  const folder = temporaryFolder();

  async function withHost(
    start: () => Promise<Host>,
    act: (host: Host) => Promise<void>,
  ): Promise<void> {
    const host = await start();
    try {
      await act(host);
    } finally {
      await host.stop();
    }
  }
  const refusal = async (host: Host): Promise<string> => {
    const failure = await failureOf(
      new ManagedIdentityCredential({ ...options, ...host.options }).getToken(scope),
    );
    expect(failure.name).to.equal("CredentialUnavailableError");
    expect(host.server.connections()).to.equal(0);
    return failure.message;
  };

  for (const around of [" ", "\n", "/ ", "//"]) {
    it(`may be followed by ${JSON.stringify(around)}`, () =>
      withHost(startImds, async (host) => {
        setEnvironment({ [variable]: host.server.origin + around });
        await new ManagedIdentityCredential(options).getToken(scope);
        expect(host.server.requests[0]?.target).to.match(/^\/metadata\/identity\/oauth2\/token\?/);
      }));
  }

  const wrong: readonly ((origin: string) => string)[] = [
    (origin) => `${origin}/#`,
    (origin) => `${origin}#part`,
    (origin) => `${origin}/?a=b`,
    (origin) => `${origin}?`,
    (origin) => origin.replace("//", "//user:PASSWORD@"),
    (origin) => `${origin}:1`,
    () => " ",
  ];
  for (const change of wrong) {
    it(`like ${JSON.stringify(change("http://h"))} is refused for pods`, () =>
      withHost(startImds, async (host) => {
        setEnvironment({ [variable]: change(host.server.origin) });
        const message = await refusal(host);
        expect(message).to.contain(`${variable} does not hold a valid http address`);
        expect(message).to.not.contain("PASSWORD");
      }));
    it(`like ${JSON.stringify(change("https://h"))} is refused for the authority`, () =>
      withHost(
        () => startWorkloadIdentity(folder.path),
        async (host) => {
          const authority = change(host.server.origin);
          setEnvironment({ ...host.variables, AZURE_AUTHORITY_HOST: authority });
          const message = await refusal(host);
          expect(message).to.contain("AZURE_AUTHORITY_HOST does not hold a valid https address");
          expect(message).to.not.contain("PASSWORD");
          expect(() => new ManagedIdentityCredential({ authorityHost: authority })).to.throw(
            TypeError,
            "authorityHost is not a valid https address",
          );
        },
      ));
  }

  it("may hold a path and, where it is a whole address, a query, but nothing after a #", () =>
    withHost(startAppService, async (host) => {
      const endpoint = `${host.server.origin}/msi/token`;
      setEnvironment({ ...host.variables, IDENTITY_ENDPOINT: `${endpoint}#part` });
      expect(await refusal(host)).to.contain("IDENTITY_ENDPOINT does not hold a valid http");
      setEnvironment({ ...host.variables, IDENTITY_ENDPOINT: ` ${endpoint}?a=b ` });
      await new ManagedIdentityCredential(options).getToken(scope);
      expect(host.server.requests[0]?.target).to.match(/^\/msi\/token\?a=b&api-version=/);
    }));

  it("of an authority may hold a path, and spaces and slashes around it", () =>
    withHost(
      () => startWorkloadIdentity(folder.path),
      async (host) => {
        setEnvironment({
          ...host.variables,
          AZURE_AUTHORITY_HOST: ` ${host.server.origin}/cloud// `,
        });
        await new ManagedIdentityCredential({ ...options, ...host.options }).getToken(scope);
        expect(host.server.requests[0]?.target).to.equal("/cloud/tenant-1/oauth2/v2.0/token");
      },
    ));

  for (const tenant of ["..", ".", "a..b", "-a", "_a", "a/b", "a\n", "%2e%2e"]) {
    it(`is not completed by the tenant ${JSON.stringify(tenant)}`, () =>
      withHost(
        () => startWorkloadIdentity(folder.path),
        async (host) => {
          setEnvironment({ ...host.variables, AZURE_TENANT_ID: tenant });
          expect(await refusal(host)).to.contain("AZURE_TENANT_ID holds no tenant");
        },
      ));
  }

  it("is completed by a tenant that is a domain", () =>
    withHost(
      () => startWorkloadIdentity(folder.path),
      async (host) => {
        setEnvironment({ ...host.variables, AZURE_TENANT_ID: "my-org.example.com" });
        await new ManagedIdentityCredential({ ...options, ...host.options }).getToken(scope);
        expect(host.server.requests[0]?.target).to.contain("/my-org.example.com/oauth2/");
      },
    ));
});
