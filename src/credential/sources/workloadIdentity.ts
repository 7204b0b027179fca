// AKS workload identity: a token of the cluster is exchanged for one of Microsoft Entra ID.

import { readFile } from "node:fs/promises";
import { SourceFailure } from "../failure.js";
import type { Identity } from "../identity.js";
import { malformedEndpoint, readBase, readVariable, requireVariable } from "../variables.js";
import { formType, type TokenSource } from "./source.js";

const publicAuthority = "https://login.microsoftonline.com";

/** Whether the cluster offers an exchange, with a client id given or of its own. */
export function isWorkloadIdentityPresent(clientId: string | undefined): boolean {
  return (
    (clientId ?? readVariable("AZURE_CLIENT_ID")) !== undefined &&
    readVariable("AZURE_TENANT_ID") !== undefined &&
    readVariable("AZURE_FEDERATED_TOKEN_FILE") !== undefined
  );
}

/**
 * Workload identity.
 *
 * @param authorityHost - The caller's authority. Default: `AZURE_AUTHORITY_HOST`, else that of the public cloud.
 */
export function workloadIdentity(authorityHost: string | undefined): TokenSource {
  const endpoint = (): string =>
    tokenEndpoint(authorityHost ?? readVariable("AZURE_AUTHORITY_HOST") ?? publicAuthority);
  return {
    name: "AKS workload identity",
    takes: ["clientId"],
    aboutIds:
      "The cluster's token is exchanged for that of a client id, so it cannot be the identity asked for: give clientId, or unset AZURE_CLIENT_ID, AZURE_TENANT_ID or AZURE_FEDERATED_TOKEN_FILE.",
    advice: "Label the pod azure.workload.identity/use, and look at its service account.",
    takesScopes: true,
    place: (identity) => ({ endpoint: endpoint(), identity: orDefault(identity) }),
    request: async ({ endpoint: url, identity }, { target, claims }) => {
      const assertion = await readAssertion(requireVariable("AZURE_FEDERATED_TOKEN_FILE"));
      return {
        method: "POST",
        url,
        headers: { "Content-Type": formType },
        body: new URLSearchParams({
          client_id: identity.id,
          scope: target,
          grant_type: "client_credentials",
          client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
          client_assertion: assertion,
          ...(claims === undefined ? {} : { claims }),
        }).toString(),
        remote: true,
        secrets: [assertion],
      };
    },
  };
}

function orDefault(identity: Identity): Identity {
  return identity.kind === "system"
    ? { kind: "clientId", id: requireVariable("AZURE_CLIENT_ID") }
    : identity;
}

function tokenEndpoint(authority: string): string {
  const tenant = requireVariable("AZURE_TENANT_ID");
  if (!/^[a-z\d][\w.-]*$/i.test(tenant) || tenant.includes("..")) {
    throw wrong("malformed_tenant", "The environment variable AZURE_TENANT_ID holds no tenant.");
  }
  const base = readBase(authority, /^https:$/);
  if (base === undefined) {
    throw malformedEndpoint("AZURE_AUTHORITY_HOST", "https");
  }
  return `${base}/${tenant}/oauth2/v2.0/token`;
}

/** Whether an authority is one that may be asked: assertions do not travel in the open. */
export function isHttps(address: string): boolean {
  return readBase(address, /^https:$/) !== undefined;
}

async function readAssertion(path: string): Promise<string> {
  let assertion: string;
  try {
    assertion = (await readFile(path, "utf8")).trim();
  } catch (cause) {
    const text = `The token of the cluster cannot be read: ${(cause as Error).message}`;
    throw new SourceFailure("unavailable", "unable_to_read_token_file", text, 0, { cause });
  }
  if (assertion === "") {
    throw wrong("empty_token_file", `The token of the cluster is empty: ${path}`);
  }
  return assertion;
}

function wrong(code: string, message: string): SourceFailure {
  return new SourceFailure("unavailable", code, message);
}
