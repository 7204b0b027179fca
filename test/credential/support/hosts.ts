// Azure's hosts as a process on them finds them: variables, files, and an endpoint that checks what it is sent.

import { createHash, X509Certificate } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Reply, SeenRequest } from "../../support/testServer.js";
import { arcFolder } from "./arcFolder.js";
import type { Variables } from "./environment.js";
import {
  makeCertificate,
  startTokenServer,
  token,
  type Certificate,
  type TokenServer,
} from "./tokenServer.js";

/** A host, ready for a credential. */
export interface Host {
  readonly server: TokenServer;
  readonly variables: Variables;
  /** What must not be found anywhere but in requests. */
  readonly secrets: readonly string[];
  /** What a credential has to be told to reach it; only for the self-signed authority. */
  readonly options: { readonly tlsOptions?: { readonly ca: string } };
  stop(): Promise<void>;
}

type Check = (request: SeenRequest) => boolean;

/** The header secret of hosts that have one. */
export const headerSecret = "secret+header/0123456789==";

/** The scope that is asked for. */
export const scope = "https://management.azure.com/.default";

async function start(
  variablesOf: (origin: string) => Variables,
  check: Check,
  certificate?: Certificate,
): Promise<Host> {
  const server = await startTokenServer(
    (request) => (check(request) ? token() : { status: 403, json: { error: "check_failed" } }),
    certificate,
  );
  return {
    server,
    variables: variablesOf(server.origin),
    secrets: [],
    options: {},
    stop: () => server.stop(),
  };
}

const hasMetadata: Check = ({ headers }) => headers["metadata"] === "true";
const hasSecret: Check = ({ headers }) => headers["secret"] === headerSecret;

/** Stands in for a machine of Azure: its own address cannot be had here. */
export const startImds = (): Promise<Host> =>
  start((origin) => ({ AZURE_POD_IDENTITY_AUTHORITY_HOST: origin }), hasMetadata);

export const startAppService = async (): Promise<Host> => ({
  ...(await start(
    (origin) => ({ IDENTITY_ENDPOINT: `${origin}/msi/token`, IDENTITY_HEADER: headerSecret }),
    ({ headers }) => headers["x-identity-header"] === headerSecret,
  )),
  secrets: [headerSecret],
});

export const startAppService2017 = async (): Promise<Host> => ({
  ...(await start(
    (origin) => ({ MSI_ENDPOINT: `${origin}/MSI/token/`, MSI_SECRET: headerSecret }),
    hasSecret,
  )),
  secrets: [headerSecret],
});

export const startAzureMl = async (): Promise<Host> => ({
  ...(await start(
    (origin) => ({
      MSI_ENDPOINT: `${origin}/MSI/auth`,
      MSI_SECRET: headerSecret,
      DEFAULT_IDENTITY_CLIENT_ID: "default-client",
    }),
    hasSecret,
  )),
  secrets: [headerSecret],
});

export const startCloudShell = (): Promise<Host> =>
  start((origin) => ({ MSI_ENDPOINT: `${origin}/oauth2/token` }), hasMetadata);

export async function startServiceFabric(): Promise<
  Host & { readonly thumbprint: string; readonly certificate: string }
> {
  const certificate = await makeCertificate();
  const der = new X509Certificate(certificate.certificate).raw;
  const thumbprint = createHash("sha1").update(der).digest("hex").toUpperCase();
  const host = await start(
    (origin) => ({
      IDENTITY_ENDPOINT: `${origin}/metadata/identity/oauth2/token`,
      IDENTITY_HEADER: headerSecret,
      IDENTITY_SERVER_THUMBPRINT: thumbprint,
    }),
    hasSecret,
    certificate,
  );
  return { ...host, secrets: [headerSecret], thumbprint, certificate: certificate.certificate };
}

/** Starts an agent of Azure Arc; on Windows' terms if a folder is given for `%ProgramData%`. */
export async function startAzureArc(programData?: string): Promise<Host> {
  const secret = "arc+key/0123456789==";
  const name = `${process.pid}-${Math.random().toString(36).slice(2)}.key`;
  // On this system, a backslash is a letter like any other.
  const path =
    programData === undefined
      ? join(arcFolder, name)
      : `${programData}\\AzureConnectedMachineAgent\\Tokens\\${name}`;
  if (programData === undefined) {
    await mkdir(arcFolder, { recursive: true });
  }
  await writeFile(path, `${secret}\n`);
  const server = await startTokenServer((request): Reply => {
    if (!hasMetadata(request)) {
      return { status: 400, json: { error: "invalid_request" } };
    }
    const parameters = new URL(request.target, "http://host").searchParams;
    return request.headers.authorization === `Basic ${secret}`
      ? token(Object.fromEntries(parameters))
      : { status: 401, headers: { "www-authenticate": `Basic realm=${path}` } };
  });
  return {
    server,
    variables: {
      IDENTITY_ENDPOINT: `${server.origin}/metadata/identity/oauth2/token`,
      IMDS_ENDPOINT: server.origin,
      ...(programData === undefined ? {} : { ProgramData: programData }),
    },
    secrets: [secret],
    options: {},
    stop: async () => {
      await server.stop();
      await rm(path, { force: true });
    },
  };
}

/** The token a cluster gives its pods. */
export const assertion = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwb2QifQ.c2lnbmF0dXJlLW9mLXRoZS1jbHVzdGVy";

/** Starts an authority, with the cluster's token in a folder. */
export async function startWorkloadIdentity(folder: string): Promise<Host & { file: string }> {
  const certificate = await makeCertificate();
  const file = join(folder, `assertion-${Math.random().toString(36).slice(2)}`);
  await writeFile(file, `${assertion}\n`);
  const host = await start(
    (origin) => ({
      AZURE_AUTHORITY_HOST: origin,
      AZURE_TENANT_ID: "tenant-1",
      AZURE_CLIENT_ID: "cluster-client",
      AZURE_FEDERATED_TOKEN_FILE: file,
    }),
    ({ body }) => new URLSearchParams(body).get("client_assertion") === assertion,
    certificate,
  );
  host.server.reply = ({ body }): Reply =>
    new URLSearchParams(body).get("client_assertion") === assertion
      ? { status: 200, json: { access_token: "token-1", expires_in: 3_600, token_type: "Bearer" } }
      : { status: 401, json: { error: "invalid_client" } };
  return {
    ...host,
    file,
    secrets: [assertion],
    options: { tlsOptions: { ca: certificate.certificate } },
  };
}
