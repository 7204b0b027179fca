// What changes while a request is under way: a token is kept, and given out, for the identity it is of.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import {
  restoreAfterEach,
  setClock,
  setEnvironment,
  temporaryFolder,
} from "./support/environment.js";
import {
  scope,
  startAppService,
  startAzureMl,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { startTokenServer, token } from "./support/tokenServer.js";

const hour = 3_600_000;
const retryOptions = { retryDelayInMs: 1 };

describe("an environment that changes", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  let host: Host | undefined;
  afterEach(() => host?.stop());

  const get = async (credential: ManagedIdentityCredential, of = scope): Promise<string> =>
    (await credential.getToken(of)).token;

  /** Azure Machine Learning whose default identity changes with its first answer, a failure. */
  async function startChangingMl(): Promise<Host> {
    const started = await startAzureMl();
    setEnvironment({ ...started.variables, DEFAULT_IDENTITY_CLIENT_ID: "id-1" });
    started.server.reply = ({ target }, index) => {
      setEnvironment({ ...started.variables, DEFAULT_IDENTITY_CLIENT_ID: "id-2" });
      const id = new URL(target, "http://host").searchParams.get("clientid");
      return index === 0
        ? { status: 503, text: "" }
        : token({ access_token: `token of ${id ?? "nobody"}` });
    };
    return started;
  }

  it("between two tries gives no token of the new identity to who asks for the old one", async () => {
    host = await startChangingMl();
    expect(await get(new ManagedIdentityCredential({ retryOptions }))).to.equal("token of id-2");
    expect(await get(new ManagedIdentityCredential("id-1"))).to.equal("token of id-1");
    expect(await get(new ManagedIdentityCredential("id-2"))).to.equal("token of id-2");
    expect(host.server.requests).to.have.length(3);
  });

  it("between two tries gives each of those who wait together a token of its own identity", async () => {
    host = await startChangingMl();
    const tokens = await Promise.all([
      get(new ManagedIdentityCredential({ retryOptions })),
      get(new ManagedIdentityCredential({ clientId: "id-1", retryOptions })),
      get(new ManagedIdentityCredential({ retryOptions })),
    ]);
    expect(tokens).to.deep.equal(["token of id-2", "token of id-1", "token of id-2"]);
  });

  for (const [variable, value] of [
    ["AZURE_CLIENT_ID", "client-2"],
    ["AZURE_TENANT_ID", "tenant-2"],
    ["AZURE_AUTHORITY_HOST", undefined],
  ] as const) {
    it(`between two tries keeps no token under the old ${variable}`, async () => {
      const workload = await startWorkloadIdentity(folder.path);
      host = workload;
      const changed = {
        ...workload.variables,
        // The same server by another name.
        [variable]: value ?? workload.server.origin.replace("127.0.0.1", "localhost"),
      };
      setEnvironment(workload.variables);
      workload.server.reply = ({ target, headers, body }, index) => {
        setEnvironment(changed);
        const client = new URLSearchParams(body).get("client_id") ?? "";
        const asked = `${headers.host?.split(":")[0] ?? ""} ${target.split("/")[1] ?? ""} ${client}`;
        return index === 0
          ? { status: 503, text: "" }
          : { status: 200, json: { access_token: asked, expires_in: 3_600 } };
      };
      const credential = new ManagedIdentityCredential({ ...workload.options, retryOptions });
      const first = await get(credential);
      expect(first).to.contain(value ?? "localhost");
      setEnvironment(workload.variables);
      // A token that is not at hand has the credential look at the environment again.
      workload.server.reply = () => ({
        status: 200,
        json: { access_token: "new", expires_in: 3_600 },
      });
      expect(await get(credential, "https://other/.default")).to.equal("new");
      expect(await get(credential)).to.equal("new");
    });
  }

  it("before a refresh has the token kept for the endpoint it is from", async () => {
    const clock = setClock();
    host = await startAppService();
    const other = await startTokenServer();
    try {
      const { variables } = host;
      const moved = { ...variables, IDENTITY_ENDPOINT: `${other.origin}/msi/token` };
      const expiresOn = (clock.now + 24 * hour) / 1_000;
      host.server.reply = () => token({ access_token: "token of A", expires_on: expiresOn });
      const refreshed = new Promise<void>((resolve) => {
        other.reply = () => {
          setImmediate(resolve);
          return token({ access_token: "token of B", expires_on: expiresOn });
        };
      });
      setEnvironment(variables);
      const credential = new ManagedIdentityCredential();
      expect(await get(credential)).to.equal("token of A");
      clock.now += 13 * hour;
      setEnvironment(moved);
      expect(await get(credential)).to.equal("token of A");
      await refreshed;
      while ((await get(credential)) !== "token of B") {
        await new Promise((resolve) => setImmediate(resolve));
      }
      setEnvironment(variables);
      expect(await get(new ManagedIdentityCredential())).to.equal("token of A");
      setEnvironment(moved);
      expect(await get(new ManagedIdentityCredential())).to.equal("token of B");
    } finally {
      await other.stop();
    }
  });

  it("with every try ends in an error, not in tries without end", async () => {
    host = await startAppService();
    const { variables } = host;
    setEnvironment(variables);
    host.server.reply = (_request, index) => {
      const endpoint = `${variables["IDENTITY_ENDPOINT"] ?? ""}/${index}`;
      setEnvironment({ ...variables, IDENTITY_ENDPOINT: endpoint });
      return { status: 503, text: "" };
    };
    const failure = await failureOf(get(new ManagedIdentityCredential({ retryOptions })));
    expect(failure.name).to.equal("CredentialUnavailableError");
    expect(failure.message).to.contain("App Service: The environment changed");
    expect(host.server.requests).to.have.length(4);
  });
});
