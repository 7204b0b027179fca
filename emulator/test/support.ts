// A plain HTTPS client for the specs, and paths of the things they ask for.

import { Agent, request as httpsRequest } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { expect } from "chai";
import { startEmulator, type Emulator, type EmulatorOptions } from "../src/index.js";

/** The API version the specs use, unless they say another one. */
export const apiVersion = "2024-11-30";

/** An answer, with its body as text and, when it is one, as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came, compressed or not. */
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: Json;
}

/** JSON of any shape, for assertions. */
export interface Json {
  readonly [member: string]: Json & string & Json[];
}

/** What may differ from a plain, authorized JSON request. */
export interface Extras {
  /** Sent as it is when a string or bytes, else as JSON. */
  readonly body?: unknown;
  /** Undefined removes a header that would be sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** An emulator and how to ask it. */
export interface Laboratory {
  readonly emulator: Emulator;
  /** Asks for a path below the endpoint; `api-version` is added unless the path has a query. */
  ask(method: string, path: string, extras?: Extras): Promise<Reply>;
  put(path: string, body?: unknown): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts an emulator with a client that trusts its certificate and holds its token. */
export async function openLaboratory(options: EmulatorOptions = {}): Promise<Laboratory> {
  const emulator = await startEmulator({
    retryAfterInSeconds: 0,
    writeDurationInMs: 0,
    ...options,
  });
  const { token } = await emulator.credential.getToken("any");
  const agent = new Agent({ ca: emulator.certificate, keepAlive: true });
  const ask = (method: string, path: string, extras: Extras = {}): Promise<Reply> => {
    const target = path.includes("?") ? path : `${path}?api-version=${apiVersion}`;
    return send(emulator.endpoint, agent, method, target, token, extras);
  };
  return {
    emulator,
    ask,
    put: (path, body = {}) => ask("PUT", path, { body }),
    async close() {
      agent.destroy();
      await emulator.stop();
    },
  };
}

/** Sends a request with a token over an agent of its own, with the specs' API version. */
export function sendWith(
  endpoint: string,
  agent: Agent,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  const target = at(path, apiVersion);
  return send(endpoint, agent, method, target, token, body === undefined ? {} : { body });
}

/** A path with another API version than the specs'. */
export function at(path: string, version: string): string {
  return `${path}?api-version=${version}`;
}

/** The path of a resource group. */
export function groupPath({ emulator }: Laboratory, group = "rg1"): string {
  return `/subscriptions/${emulator.subscriptionId}/resourceGroups/${group}`;
}

/** The path of the identities of a group, or of one of them. */
export function identityPath(laboratory: Laboratory, name?: string, group = "rg1"): string {
  const list = `${groupPath(laboratory, group)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  return name === undefined ? list : `${list}/${name}`;
}

/** The path of the credentials of an identity, or of one of them. */
export function credentialPath(laboratory: Laboratory, name?: string, identity = "id1"): string {
  const list = `${identityPath(laboratory, identity)}/federatedIdentityCredentials`;
  return name === undefined ? list : `${list}/${name}`;
}

/** The body of a credential. */
export function credentialBody(subject = "repo:o/r:ref:refs/heads/main"): { properties: object } {
  return {
    properties: {
      issuer: "https://token.actions.githubusercontent.com",
      subject,
      audiences: ["api://AzureADTokenExchange"],
    },
  };
}

/** What an error answer must be. */
export interface ExpectedError {
  readonly status: number;
  readonly code: string;
  readonly message: string | RegExp;
  /** Whether the provider made it, not ARM's gateway. */
  readonly isProvider?: boolean;
}

/** Checks an answer that is an error without details. */
export function checkError(reply: Reply, expected: ExpectedError): void {
  const { status, code, message, isProvider = false } = expected;
  expect(reply.status).to.equal(status);
  expect(Object.keys(reply.json)).to.deep.equal(["error"]);
  expect(Object.keys(reply.json.error!)).to.deep.equal(["code", "message"]);
  expect(reply.json.error!.code).to.equal(code);
  if (typeof message === "string") {
    expect(reply.json.error!.message).to.equal(message);
  } else {
    expect(reply.json.error!.message).to.match(message);
  }
  expect(reply.headers["x-ms-failure-cause"]).to.equal(isProvider ? undefined : "gateway");
  expect(reply.headers["content-type"]).to.equal("application/json; charset=utf-8");
}

function send(
  endpoint: string,
  agent: Agent,
  method: string,
  target: string,
  token: string,
  { body, headers = {} }: Extras,
): Promise<Reply> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const payload = body === undefined || isRaw ? body : JSON.stringify(body);
  const wanted = {
    Authorization: `Bearer ${token}`,
    ...(payload === undefined ? {} : { "Content-Type": "application/json" }),
    ...headers,
  };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return new Promise((resolve, reject) => {
    const url = new URL(endpoint);
    const request = httpsRequest(
      {
        host: url.hostname,
        port: url.port,
        // Given as it is, since a URL object would tidy up the paths that the specs are about.
        path: target,
        method,
        agent,
        // Else the client would check the certificate for whatever a spec writes into Host.
        servername: "localhost",
        headers: Object.fromEntries(given) as Record<string, string>,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const status = response.statusCode ?? 0;
          resolve({ status, headers: response.headers, bytes, text, json: parse(text) });
        });
      },
    );
    request.on("error", reject);
    request.end(payload);
  });
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
