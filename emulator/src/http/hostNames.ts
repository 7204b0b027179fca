// The names a server is called by. A page of the web can point a name of its own at this machine (DNS rebinding):
// a request that came by a name which is not ours is not answered.

import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];
const everyAddress = ["0.0.0.0", "::"];

/** Whether an address or name can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The name by which a server that listens on an address can be called, as it stands in a URL. */
export function reachableName(host: string): string {
  if (everyAddress.includes(host)) {
    return "127.0.0.1";
  }
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** The names and addresses that the certificate of a server is for. One that listens everywhere has them all. */
export function certificateNames(host: string): readonly string[] {
  const names = ["localhost", "127.0.0.1"];
  if (!everyAddress.includes(host)) {
    return [...new Set([...names, host])];
  }
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address.replace(/%.*/, "")),
  );
  return [...new Set([...names, hostname(), ...addresses])];
}

/**
 * Whether a Host header names a server that listens on `host`. Beside this machine's own names, a server that can be
 * reached from others answers to every bare address: only names can be pointed elsewhere. The port is not looked
 * at, since it can be forwarded.
 */
export function isOwnName(header: string, host: string): boolean {
  const name = header.replace(/:\d{1,5}$/, "").toLowerCase();
  if (loopbackNames.includes(name) || name === reachableName(host).toLowerCase()) {
    return true;
  }
  return !isLoopback(host) && isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
}
