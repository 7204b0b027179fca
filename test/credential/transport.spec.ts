// How requests travel: never through a proxy or a redirect to a metadata endpoint, and through what the caller gives.

import type {
  HttpClient,
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
} from "@azure/core-rest-pipeline";
import { createDefaultHttpClient, createHttpHeaders } from "@azure/core-rest-pipeline";
import { ManagedIdentityCredential } from "arm-managed-identity/credential";
import { expect } from "chai";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { failureOf } from "../support/failure.js";
import { restoreAfterEach, setEnvironment, temporaryFolder } from "./support/environment.js";
import {
  scope,
  startAppService,
  startImds,
  startWorkloadIdentity,
  type Host,
} from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

interface Proxy {
  readonly address: string;
  readonly port: number;
  /** What it was asked to do: connect to somewhere, or pass a request on. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** A real proxy: it connects to where it is told. */
async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const tunnels = new Set<Duplex>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on("connect", (request, client, head) => {
    asked.push(`CONNECT ${request.headers["proxy-authorization"] ?? ""}`.trim());
    tunnels.add(client);
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      target.write(head);
      target.pipe(client);
      client.pipe(target);
    });
    client.on("error", () => target.destroy());
    target.on("error", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://user:p%40ss@127.0.0.1:${port}`,
    port,
    asked,
    stop: async () => {
      tunnels.forEach((tunnel) => tunnel.destroy());
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

describe("a proxy", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  let proxy: Proxy;

  beforeEach(async () => {
    proxy = await startProxy();
  });
  afterEach(() => proxy.stop());

  const names = [
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "HTTP_PROXY",
    "http_proxy",
  ];

  it("is never used for a metadata endpoint, whoever names it", async () => {
    const host = await startImds();
    try {
      const all = Object.fromEntries(names.map((name) => [name, proxy.address]));
      setEnvironment({ ...host.variables, ...all });
      const proxyOptions = { host: "http://127.0.0.1", port: proxy.port };
      const policy: PipelinePolicy = {
        name: "seen",
        sendRequest: (request, next) => next(request),
      };
      for (const options of [
        {},
        { proxyOptions },
        { additionalPolicies: [{ policy, position: "perCall" as const }] },
        { proxyOptions, httpClient: createDefaultHttpClient() },
      ]) {
        await new ManagedIdentityCredential(options).getToken(
          `https://${host.server.requests.length}`,
        );
      }
      expect(host.server.requests).to.have.length(4);
      expect(proxy.asked).to.deep.equal([]);
    } finally {
      await host.stop();
    }
  });

  const authorized = `CONNECT Basic ${Buffer.from("user:p@ss").toString("base64")}`;
  for (const name of names) {
    it(`named by ${name} is used for the authority`, async () => {
      const host = await startWorkloadIdentity(folder.path);
      try {
        setEnvironment({ ...host.variables, [name]: proxy.address });
        // Only Node's own certificates are trusted here: it is enough to see where the request went.
        const failure = await failureOf(
          new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } }).getToken(scope),
        );
        expect(failure.message).to.match(/self-signed certificate/);
        expect(proxy.asked).to.deep.equal([authorized]);
      } finally {
        await host.stop();
      }
    });
  }

  it("of the options comes before that of the environment", async () => {
    const [host, other] = [await startWorkloadIdentity(folder.path), await startProxy()];
    try {
      setEnvironment({ ...host.variables, HTTPS_PROXY: other.address });
      const proxyOptions = { host: "http://127.0.0.1", port: proxy.port };
      await failureOf(
        new ManagedIdentityCredential({ proxyOptions, retryOptions: { maxRetries: 0 } }).getToken(
          scope,
        ),
      );
      expect([proxy.asked, other.asked]).to.deep.equal([["CONNECT"], []]);
    } finally {
      await Promise.all([host.stop(), other.stop()]);
    }
  });

  const exceptions: readonly [noProxy: string, used: boolean][] = [
    ["127.0.0.1", false],
    ["elsewhere, 127.0.0.1", false],
    [".0.0.1", false],
    [".127.0.0.1", false],
    ["0.0.1", true],
    ["127.0.0.1:443", true],
    ["*", true],
  ];
  for (const [noProxy, used] of exceptions) {
    it(`is ${used ? "" : "not "}used where NO_PROXY is "${noProxy}"`, async () => {
      const host = await startWorkloadIdentity(folder.path);
      try {
        setEnvironment({ ...host.variables, HTTPS_PROXY: proxy.address, NO_PROXY: noProxy });
        const { token: got } = await new ManagedIdentityCredential(host.options).getToken(scope);
        expect(got).to.equal("token-1");
        expect(proxy.asked).to.have.length(used ? 1 : 0);
      } finally {
        await host.stop();
      }
    });
  }

  it("whose address makes no sense is not repeated in the error: it may hold a password", async () => {
    const host = await startWorkloadIdentity(folder.path);
    try {
      setEnvironment({ ...host.variables, HTTPS_PROXY: "user:password@proxy" });
      const failure = await failureOf(new ManagedIdentityCredential().getToken(scope));
      expect(failure.name).to.equal("CredentialUnavailableError");
      expect(failure.message).to.not.contain("password");
      expect(host.server.connections()).to.equal(0);
    } finally {
      await host.stop();
    }
  });
});

describe("an HTTP client of the caller's", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startAppService();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  /** A client that does not reach the network. */
  function scripted(
    ...answers: ((request: PipelineRequest) => Partial<PipelineResponse> | Error)[]
  ): HttpClient & { readonly requests: PipelineRequest[] } {
    const requests: PipelineRequest[] = [];
    return {
      requests,
      sendRequest: (request) => {
        const answer = (answers[requests.push(request) - 1] ?? answers[0])?.(request);
        return answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve({ request, status: 200, headers: createHttpHeaders(), ...answer });
      },
    };
  }
  const body = (value: object): string => JSON.stringify(value);
  const good = { bodyAsText: body({ access_token: "of the client", expires_in: 3_600 }) };

  it("sends the requests, and its tokens are its own", async () => {
    const client = scripted(() => good);
    const shared = new ManagedIdentityCredential();
    expect((await shared.getToken(scope)).token).to.equal("token-1");
    const own = new ManagedIdentityCredential({ httpClient: client });
    expect((await own.getToken(scope)).token).to.equal("of the client");
    expect((await own.getToken(scope)).token).to.equal("of the client");
    expect((await shared.getToken(scope)).token).to.equal("token-1");
    expect(client.requests).to.have.length(1);
    expect(client.requests[0]?.headers.get("x-identity-header")).to.equal(
      host.variables["IDENTITY_HEADER"],
    );
  });

  it("reaches IMDS at its own address", async () => {
    setEnvironment({});
    const client = scripted(() => good);
    await new ManagedIdentityCredential({ httpClient: client }).getToken(scope);
    expect(client.requests[0]?.url).to.equal(
      "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com",
    );
  });

  it("is repeated by the credential, once: the pipeline repeats nothing", async () => {
    const client = scripted(() => ({ status: 503 }));
    await failureOf(
      new ManagedIdentityCredential({
        httpClient: client,
        retryOptions: { maxRetries: 2, retryDelayInMs: 1 },
      }).getToken(scope),
    );
    expect(client.requests).to.have.length(3);
  });

  it("follows no redirects", async () => {
    const client = scripted(() => ({
      status: 307,
      headers: createHttpHeaders({ location: "/elsewhere" }),
    }));
    const failure = await failureOf(
      new ManagedIdentityCredential({ httpClient: client }).getToken(scope),
    );
    expect(failure).to.include({ name: "AuthenticationError", statusCode: 307 });
    expect(client.requests).to.have.length(1);
  });

  it("that never answers, and heeds no signal, is given up in time, and at once by an abort", async () => {
    const httpClient: HttpClient = { sendRequest: () => new Promise(() => undefined) };
    const credential = new ManagedIdentityCredential({ httpClient, tryTimeoutInMs: 50 });
    expect((await failureOf(credential.getToken(scope))).message).to.contain("within 50 ms");
    const abortSignal = AbortSignal.timeout(5);
    const patient = new ManagedIdentityCredential({ httpClient });
    expect((await failureOf(patient.getToken(scope, { abortSignal }))).name).to.equal("AbortError");
  });

  it("that is core's own does not read more than the limit", async () => {
    host.server.reply = () => ({ status: 200, text: "x".repeat(10_000_000) });
    const failure = await failureOf(
      new ManagedIdentityCredential({ httpClient: createDefaultHttpClient() }).getToken(scope),
    );
    expect(failure).to.include({ name: "AuthenticationError", statusCode: 200 });
    expect(failure.message).to.contain("larger than 256 KB");
  });

  it("that is core's own gets tokens", async () => {
    const credential = new ManagedIdentityCredential({ httpClient: createDefaultHttpClient() });
    expect((await credential.getToken(scope)).token).to.equal("token-1");
  });

  it("that fails with its request in hand leaves no secret in the error", async () => {
    const { message, cause } = await failureOf(
      new ManagedIdentityCredential({
        httpClient: scripted((request) =>
          Object.assign(new Error(`Sent ${request.headers.get("x-identity-header")}.`), {
            code: "EBOOM",
            request,
          }),
        ),
      }).getToken(scope),
    );
    expect(message).to.contain("could not be reached: Sent [redacted].");
    expect(cause).to.have.property("code", "EBOOM").and.to.not.have.property("request");
  });
});

describe("policies of the caller's", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startAppService();
    setEnvironment(host.variables);
  });
  afterEach(() => host.stop());

  it("see each try, its request and its answer, and can change both", async () => {
    const seen: string[] = [];
    const policy = (name: string): PipelinePolicy => ({
      name,
      sendRequest: async (request, next) => {
        request.headers.set(`x-${name}`, "here");
        const response = await next(request);
        seen.push(`${name}: ${response.status} ${response.bodyAsText?.slice(0, 15)}`);
        expect(response.headers.get("x-from")).to.equal("the endpoint");
        return response;
      },
    });
    host.server.reply = (_request, index) => {
      const headers = { "x-from": "the endpoint" };
      return index === 0
        ? { status: 500, text: "no", headers }
        : { status: 200, json: { access_token: "token-1", expires_in: 3_600 }, headers };
    };
    const credential = new ManagedIdentityCredential({
      additionalPolicies: [
        { policy: policy("one"), position: "perCall" },
        { policy: policy("two"), position: "perRetry" },
      ],
      retryOptions: { retryDelayInMs: 1 },
      userAgentOptions: { userAgentPrefix: "my-app/1" },
    });
    expect((await credential.getToken(scope)).token).to.equal("token-1");
    expect(seen).to.deep.equal([
      "two: 500 no",
      "one: 500 no",
      'two: 200 {"access_token"',
      'one: 200 {"access_token"',
    ]);
    const [, request] = host.server.requests;
    expect(request?.headers).to.include({ "x-one": "here", "x-two": "here" });
    expect(request?.headers["user-agent"]).to.match(
      /^my-app\/1 arm-managed-identity\/\d+\.\d+\.\d+ Node\/\d/,
    );
  });

  it("keep tokens to themselves", async () => {
    const policy: PipelinePolicy = { name: "seen", sendRequest: (request, next) => next(request) };
    const options = { additionalPolicies: [{ policy, position: "perCall" as const }] };
    await new ManagedIdentityCredential(options).getToken(scope);
    await new ManagedIdentityCredential(options).getToken(scope);
    await new ManagedIdentityCredential().getToken(scope);
    expect(host.server.requests).to.have.length(3);
  });
});

describe("a connection", () => {
  restoreAfterEach();

  it("that does not come about in time is given up", async () => {
    // It accepts connections and never answers the greeting of TLS.
    const silent = createTcpServer();
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    try {
      const thumbprint = { IDENTITY_SERVER_THUMBPRINT: "0".repeat(40) };
      for (const pinned of [{} as Record<string, string>, thumbprint]) {
        setEnvironment({
          IDENTITY_ENDPOINT: `https://127.0.0.1:${port}/token`,
          IDENTITY_HEADER: "secret",
          ...pinned,
        });
        const failure = await failureOf(
          new ManagedIdentityCredential({ connectTimeoutInMs: 50 }).getToken(scope),
        );
        expect(failure.name).to.equal("CredentialUnavailableError");
        expect(failure.cause).to.have.property("code", "CONNECT_TIMEOUT");
      }
    } finally {
      silent.close();
    }
  });

  it("that stands is not limited by the time for connecting", async () => {
    const host = await startImds();
    try {
      setEnvironment(host.variables);
      host.server.reply = async () => {
        await new Promise((resolve) => setTimeout(resolve, 800));
        return token();
      };
      const credential = new ManagedIdentityCredential({ connectTimeoutInMs: 600 });
      expect((await credential.getToken(scope)).token).to.equal("token-1");
    } finally {
      await host.stop();
    }
  });
});
