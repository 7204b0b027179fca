// What the hosts have in common: what they are started with, and what they come to.

import type { AuthorityContext } from "../authority/authorityContext.js";
import type { ServerCertificate } from "../certificate.js";
import type { FrontDoor } from "../frontDoor.js";
import { startListener } from "../http/listener.js";
import type { Settings } from "../options/resolveOptions.js";
import { resourceGroupId } from "../resourceIds.js";
import {
  Refusal,
  tokenResponder,
  type TokenAnswer,
  type TokenRequest,
} from "../tokens/tokenResponder.js";

/** What a host is started with. */
export interface HostContext extends AuthorityContext {
  readonly settings: Settings;
  readonly frontDoor: FrontDoor;
  /** The emulator's certificate, PEM. */
  readonly certificate: string;
}

/** Where a host gives its processes tokens. */
export interface TokenEndpoint {
  /** The address as a process on the host knows it. */
  readonly url: string;
  /** The certificate of an https address (PEM). */
  readonly certificate?: string;
}

/** A host that runs. */
export interface RunningHost {
  /** The variables a process on the host finds. */
  readonly env: Readonly<Record<string, string>>;
  readonly tokenEndpoint: TokenEndpoint;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/** Starts a host. */
export type StartHost = (context: HostContext) => Promise<RunningHost>;

/** A server with one path. */
export interface HostServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts the server of a host, which answers on one path. Doubled slashes, one at the end and letter case do not matter in it:
 * clients build it in different ways.
 */
export async function startHostServer(
  { frontDoor, settings: { host, hostingPort } }: HostContext,
  path: string,
  answer: (request: TokenRequest) => Promise<TokenAnswer>,
  certificate?: ServerCertificate,
): Promise<HostServer> {
  const listener = await startListener({ host, port: hostingPort, certificate });
  const respond = tokenResponder((request) => {
    const asked = request.path.replace(/\/+/g, "/").replace(/\/$/, "").toLowerCase();
    return asked === path.toLowerCase()
      ? answer(request)
      : Promise.reject(new Refusal({ status: 404 }));
  });
  listener.handle(frontDoor("host", certificate === undefined ? "http" : "https", respond));
  return listener;
}

/** The resource that a host is, whose system-assigned identity its processes have. */
export function hostResourceId({ subscriptionId }: Settings, type: string): string {
  return `${resourceGroupId(subscriptionId, "emulator")}/providers/${type}/emulator`;
}
