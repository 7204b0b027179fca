// Which proxy a request to the authority goes through.

import process from "node:process";
import type { ProxySettings } from "@azure/core-rest-pipeline";
import { SourceFailure } from "../failure.js";

/**
 * The proxy for an address, as the Azure SDK chooses it: the caller's, else that of `HTTPS_PROXY`, `ALL_PROXY` or
 * `HTTP_PROXY`, in upper or lower case; none for a host that `NO_PROXY` names, or whose domain it names with a dot
 * before it.
 */
export function proxyFor(url: string, given?: ProxySettings): ProxySettings | undefined {
  const { hostname } = new URL(url);
  const excluded = (variable("NO_PROXY") ?? "").split(",").map((name) => name.trim());
  if (excluded.some((name) => matches(hostname, name))) {
    return undefined;
  }
  return given ?? fromEnvironment();
}

function matches(host: string, name: string): boolean {
  return name.startsWith(".") ? host.endsWith(name) || host === name.slice(1) : host === name;
}

function fromEnvironment(): ProxySettings | undefined {
  const address = variable("HTTPS_PROXY") ?? variable("ALL_PROXY") ?? variable("HTTP_PROXY");
  if (address === undefined) {
    return undefined;
  }
  if (!URL.canParse(address)) {
    // The address is not repeated: it may hold a password.
    throw new SourceFailure(
      "unavailable",
      "malformed_proxy",
      "The proxy in HTTPS_PROXY, ALL_PROXY or HTTP_PROXY is not a valid address.",
    );
  }
  const { protocol, hostname, port, username, password } = new URL(address);
  const usual = protocol === "https:" ? 443 : 80;
  return {
    host: `${protocol}//${hostname}`,
    port: port === "" ? usual : Number(port),
    username,
    password,
  };
}

function variable(name: string): string | undefined {
  return [process.env[name], process.env[name.toLowerCase()]].find(
    (value) => value !== undefined && value !== "",
  );
}
