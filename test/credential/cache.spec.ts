// Which tokens are kept, for whom, and who waits for which request.

import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setEnvironment, temporaryFolder } from "./support/environment.js";
import {
  scope,
  startAppService,
  startImds,
  startServiceFabric,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { startTokenServer, token } from "./support/tokenServer.js";

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';

describe("a token at hand", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  let host: Host;

  beforeEach(async () => {
    host = await startAppService();
    host.server.reply = (_request, index) => token({ access_token: `token-${index + 1}` });
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  const get = async (
    credential: ManagedIdentityCredential,
    ...args: Parameters<ManagedIdentityCredential["getToken"]>
  ): Promise<string> => (await credential.getToken(...args)).token;

  it("is given out again, by every credential for the same identity", async () => {
    const first = new ManagedIdentityCredential("client-1");
    const second = new ManagedIdentityCredential({ clientId: "client-1" });
    expect([
      await get(first, scope),
      await get(first, [scope]),
      await get(second, scope),
    ]).to.deep.equal(["token-1", "token-1", "token-1"]);
  });

  it("is for one identity, one way to name it, one resource, and CAE or none", async () => {
    const system = new ManagedIdentityCredential();
    const got = [
      await get(system, scope),
      await get(new ManagedIdentityCredential("x"), scope),
      await get(new ManagedIdentityCredential({ objectId: "x" }), scope),
      await get(new ManagedIdentityCredential({ resourceId: "x" }), scope),
      await get(system, "https://vault.azure.net/.default"),
      await get(system, "https://MANAGEMENT.azure.com/.default"),
      await get(system, scope, { enableCae: true }),
    ];
    expect(new Set(got).size).to.equal(got.length);
    expect(await get(system, scope, { enableCae: false })).to.equal("token-1");
  });

  it("is for one endpoint", async () => {
    const other = await startTokenServer(() => token({ access_token: "other" }));
    try {
      const credential = new ManagedIdentityCredential();
      await get(credential, scope);
      setEnvironment({ ...host.variables, IDENTITY_ENDPOINT: `${other.origin}/msi/token` });
      expect(await get(new ManagedIdentityCredential(), scope)).to.equal("other");
    } finally {
      await other.stop();
    }
  });

  it("is for one source, even at the same endpoint", async () => {
    await get(new ManagedIdentityCredential(), scope);
    setEnvironment({ MSI_ENDPOINT: host.variables["IDENTITY_ENDPOINT"] ?? "" });
    expect(await get(new ManagedIdentityCredential(), scope)).to.equal("token-2");
  });

  it("is kept under what was asked for, whatever resource the endpoint names", async () => {
    host.server.reply = ({ target }) => {
      const asked = new URL(target, "http://host").searchParams.get("resource") ?? "";
      return token({ access_token: `for ${asked}`, resource: "https://vault.azure.net" });
    };
    const credential = new ManagedIdentityCredential();
    expect([
      await get(credential, scope),
      await get(credential, "https://vault.azure.net/.default"),
      await get(credential, scope),
    ]).to.deep.equal([
      "for https://management.azure.com",
      "for https://vault.azure.net",
      "for https://management.azure.com",
    ]);
    expect(host.server.requests).to.have.length(2);
  });

  it("is a copy: changing it changes nobody else's", async () => {
    const credential = new ManagedIdentityCredential();
    Object.assign(await credential.getToken(scope), { token: "changed" });
    expect(await get(credential, scope)).to.equal("token-1");
  });

  it("is for one authority, tenant, client id and scope in workload identity", async () => {
    const workload = await startWorkloadIdentity(folder.path);
    try {
      let given = 0;
      workload.server.reply = () => ({
        status: 200,
        json: { access_token: `token-${++given}`, expires_in: "3600" },
      });
      // Shared tokens need the shared transport, whose trust cannot be set here: a private one has the same key.
      const { options } = workload;
      setEnvironment(workload.variables);
      const credential = new ManagedIdentityCredential(options);
      const got = [
        await get(credential, scope),
        await get(credential, scope),
        await get(credential, "https://management.azure.com"),
      ];
      setEnvironment({ ...workload.variables, AZURE_TENANT_ID: "tenant-2" });
      got.push(await get(credential, "https://other/.default"), await get(credential, scope));
      expect(got).to.deep.equal(["token-1", "token-1", "token-2", "token-3", "token-4"]);
      expect(workload.server.requests.map(({ target }) => target.split("/")[1])).to.deep.equal([
        "tenant-1",
        "tenant-1",
        "tenant-2",
        "tenant-2",
      ]);
    } finally {
      await workload.stop();
    }
  });

  it("is passed over and replaced by a call with claims", async () => {
    const credential = new ManagedIdentityCredential();
    expect([
      await get(credential, scope),
      await get(credential, scope, { claims }),
      await get(credential, scope),
      await get(credential, scope, { claims: "" }),
    ]).to.deep.equal(["token-1", "token-2", "token-2", "token-2"]);
  });

  it("is not replaced by an answer to an earlier request than the claims'", async () => {
    const credential = new ManagedIdentityCredential();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => {
      host.server.reply = async (_request, index) => {
        if (index === 0) {
          resolve();
          await held;
        }
        return token({ access_token: `token-${index + 1}` });
      };
    });
    const slow = get(credential, scope);
    await arrived;
    expect(await get(credential, scope, { claims })).to.equal("token-2");
    release();
    expect(await slow).to.equal("token-1");
    expect(await get(credential, scope)).to.equal("token-2");
  });

  it("is named to Service Fabric by its hash when claims reject it", async () => {
    const fabric = await startServiceFabric();
    try {
      fabric.server.reply = () => token({ access_token: "test_token" });
      setEnvironment(fabric.variables);
      const credential = new ManagedIdentityCredential();
      await get(credential, scope, { claims });
      await get(credential, scope, { claims });
      const [first, second] = fabric.server.requests.map(({ target }) => target);
      expect(first?.endsWith("&resource=https%3A%2F%2Fmanagement.azure.com&xms_cc=CP1")).to.be.true;
      expect(second).to.contain(
        "&token_sha256_to_refresh=cc0af97287543b65da2c7e1476426021826cab166f1e063ed012b855ff819656&xms_cc=CP1",
      );
    } finally {
      await fabric.stop();
    }
  });

  it("is handed to the authority's claims parameter in workload identity", async () => {
    const workload = await startWorkloadIdentity(folder.path);
    try {
      setEnvironment(workload.variables);
      await get(new ManagedIdentityCredential(workload.options), scope, { claims });
      const body = new URLSearchParams(workload.server.requests[0]?.body);
      expect(body.get("claims")).to.equal(claims);
    } finally {
      await workload.stop();
    }
  });
});

describe("many callers", () => {
  restoreAfterEach();
  let host: Host;
  /** Lets the endpoint answer. */
  let release: () => void;
  /** Resolves when a request has arrived. */
  let arrived: Promise<void>;

  beforeEach(async () => {
    host = await startImds();
    setEnvironment(host.variables);
    const held = new Promise<void>((resolve) => (release = resolve));
    arrived = new Promise((resolve) => {
      host.server.reply = async (_request, index) => {
        resolve();
        await held;
        return token({ access_token: `token-${index + 1}` });
      };
    });
  });
  afterEach(() => host.stop());

  it("cause one request: 1,000 over 50 credentials", async () => {
    const credentials = Array.from({ length: 50 }, () => new ManagedIdentityCredential());
    const calls = credentials.flatMap((credential) =>
      Array.from({ length: 20 }, () => credential.getToken(scope)),
    );
    await arrived;
    release();
    const tokens = await Promise.all(calls);
    expect(tokens).to.have.length(1_000);
    expect(new Set(tokens.map((got) => got.token))).to.deep.equal(new Set(["token-1"]));
    expect(host.server.requests).to.have.length(1);
  });

  it("share its failure, and the next call asks again", async () => {
    const credential = new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } });
    host.server.reply = (_request, index) =>
      index === 0 ? { status: 500, text: "" } : token({ access_token: "later" });
    const failures = await Promise.all(
      Array.from({ length: 20 }, () => failureOf(credential.getToken(scope))),
    );
    expect(new Set(failures).size).to.equal(1);
    expect((await credential.getToken(scope)).token).to.equal("later");
    expect(host.server.requests).to.have.length(2);
  });

  it("leave at once, each by its own signal, while the others wait on", async () => {
    const credential = new ManagedIdentityCredential();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const left = failureOf(credential.getToken(scope, { abortSignal: leaving.signal }));
    const stayed = credential.getToken(scope, { abortSignal: staying.signal });
    await arrived;
    leaving.abort();
    expect(await left).to.have.property("name", "AbortError");
    release();
    expect((await stayed).token).to.equal("token-1");
    expect(host.server.requests).to.have.length(1);
  });

  it("abort the request when the last of them leaves, and the next one asks anew", async () => {
    const credential = new ManagedIdentityCredential();
    const signals = [new AbortController(), new AbortController()];
    const gone = new Promise<string>((resolve) => (host.server.onGone = resolve));
    const left = signals.map(({ signal }) =>
      failureOf(credential.getToken(scope, { abortSignal: signal })),
    );
    await arrived;
    signals.forEach((controller) => controller.abort());
    for (const failure of await Promise.all(left)) {
      expect(failure.name).to.equal("AbortError");
    }
    await gone;
    release();
    expect((await credential.getToken(scope)).token).to.equal("token-2");
  });

  it("who have left before they ask cause none, not even for a token at hand", async () => {
    const credential = new ManagedIdentityCredential();
    const abortSignal = AbortSignal.abort();
    expect(await failureOf(credential.getToken(scope, { abortSignal }))).to.have.property(
      "name",
      "AbortError",
    );
    expect(host.server.requests).to.have.length(0);
    release();
    await credential.getToken(scope);
    expect(await failureOf(credential.getToken(scope, { abortSignal }))).to.have.property(
      "name",
      "AbortError",
    );
  });

  it("leave no listener on their signals", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const counting = {
      aborted: false,
      addEventListener: (...args: Parameters<AbortSignal["addEventListener"]>) => {
        listeners++;
        signal.addEventListener(...args);
      },
      removeEventListener: (...args: Parameters<AbortSignal["removeEventListener"]>) => {
        listeners--;
        signal.removeEventListener(...args);
      },
    };
    release();
    await new ManagedIdentityCredential().getToken(scope, {
      abortSignal: counting as unknown as AbortSignal,
    });
    expect(listeners).to.equal(0);
  });

  it("with claims share a request of their own", async () => {
    const credential = new ManagedIdentityCredential();
    const calls = [
      credential.getToken(scope),
      credential.getToken(scope, { claims }),
      credential.getToken(scope, { claims }),
    ];
    await arrived;
    release();
    const tokens = (await Promise.all(calls)).map((got) => got.token);
    expect(tokens[1]).to.equal(tokens[2]).and.not.equal(tokens[0]);
    expect(host.server.requests).to.have.length(2);
  });
});
