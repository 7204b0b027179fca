// An emulator with a host, plain requests to its token endpoint, and what a token says.

import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { decodeJwt, type JWTPayload } from "jose";
import { expect } from "chai";
import type { EmulatorOptions } from "../../src/index.js";
import {
  groupPath,
  identityPath,
  openLaboratory,
  type Json,
  type Laboratory,
  type Reply,
} from "../support.js";

/** What the specs ask a token for. */
export const resource = "https://management.azure.com";

/** Parameters of a query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** What a request has beside its query. */
export interface Parts {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The address, when it is not the token endpoint's. */
  readonly url?: string;
  /** The certificate to trust, when it is not the token endpoint's. */
  readonly ca?: string | undefined;
}

/** An identity as ARM answers it. */
export interface KnownIdentity {
  readonly id: string;
  readonly clientId: string;
  readonly principalId: string;
}

/** An emulator with a host. */
export interface HostLaboratory extends Laboratory {
  /** Sends a request to the host's token endpoint; parameters that are undefined are left out. */
  token(query: Query, parts?: Parts): Promise<Reply>;
  /** Creates an identity through ARM. */
  identity(name: string): Promise<KnownIdentity>;
  /** Reads a subscription's identities with a token, to see whether ARM accepts it. */
  askArm(token: string): Promise<Reply>;
  /** A variable of the host's. */
  variable(name: string): string;
}

/** Starts an emulator with a host. */
export async function openHost(options: EmulatorOptions): Promise<HostLaboratory> {
  const laboratory = await openLaboratory(options);
  const { emulator } = laboratory;
  await laboratory.put(groupPath(laboratory), { location: "westeurope" });
  return {
    ...laboratory,
    token: (query, { url = emulator.tokenEndpoint?.url ?? "", ...parts } = {}) => {
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      );
      const search = new URLSearchParams(given).toString();
      return send(search === "" ? url : `${url}?${search}`, {
        ca: emulator.tokenEndpoint?.certificate,
        ...parts,
      });
    },
    async identity(name) {
      const path = identityPath(laboratory, name);
      const { status, json } = await laboratory.put(path, { location: "westeurope" });
      expect(status).to.equal(201);
      const { clientId, principalId } = json["properties"] as unknown as KnownIdentity;
      return { id: json["id"] as string, clientId, principalId };
    },
    askArm: (token) =>
      laboratory.ask(
        "GET",
        `/subscriptions/${emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
        { headers: { Authorization: `Bearer ${token}` } },
      ),
    variable: (name) => {
      expect(emulator.env).to.have.property(name);
      return emulator.env[name] ?? "";
    },
  };
}

/** Sends a request as it is. */
export function send(url: string, { method = "GET", headers, body, ca }: Parts): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const start = url.startsWith("https:") ? httpsRequest : httpRequest;
    const request = start(url, { method, headers, ca, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString();
        const json = (text === "" ? {} : JSON.parse(text)) as Json;
        const status = response.statusCode ?? 0;
        resolve({ status, headers: response.headers, bytes, text, json });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Checks that an answer has a token that ARM accepts; gives what the token says. */
export async function expectToken(host: HostLaboratory, reply: Reply): Promise<JWTPayload> {
  expect(reply.status, reply.text).to.equal(200);
  expect(reply.json["token_type"]).to.equal("Bearer");
  const token = reply.json["access_token"] as string;
  const { status, text } = await host.askArm(token);
  expect(status, text).to.equal(200);
  const claims = decodeJwt(token);
  expect(claims.iss).to.equal(`${host.emulator.endpoint}/${host.emulator.env["AZURE_TENANT_ID"]}/`);
  return claims;
}

/** The variables that come with a host, without those of every emulator. */
export function hostVariables({ emulator }: Laboratory): Readonly<Record<string, string>> {
  const common = [
    "AZURE_SUBSCRIPTION_ID",
    "AZURE_RESOURCE_MANAGER_ENDPOINT",
    "EMULATOR_ENDPOINT",
    "EMULATOR_ACCESS_TOKEN",
  ];
  return Object.fromEntries(
    Object.entries(emulator.env).filter(([name]) => !common.includes(name)),
  );
}

/** Runs a spec with a host of its own. */
export async function withHost(
  options: EmulatorOptions,
  use: (host: HostLaboratory) => Promise<void>,
): Promise<void> {
  const host = await openHost(options);
  try {
    await use(host);
  } finally {
    await host.close();
  }
}
