// Azure virtual machines and scale sets: the instance metadata service. Its own address belongs to Azure, so it is
// reached as the pod identity of AKS, which takes its place.

import type { Principal } from "../tokens/principal.js";
import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import { AssignedIdentities, readSelectors, type IdKind } from "./assignedIdentities.js";
import { startHostServer, type HostContext, type StartHost } from "./host.js";
import { metadataToken } from "./metadataToken.js";

const path = "/metadata/identity/oauth2/token";
const firstVersion = "2018-02-01";
const ids: Readonly<Record<string, IdKind>> = {
  client_id: "clientId",
  msi_res_id: "resourceId",
  object_id: "objectId",
};

/** Starts the metadata service of a virtual machine. */
export const startImds: StartHost = async (context) => {
  const identities = new AssignedIdentities(context, "Microsoft.Compute/virtualMachines");
  const server = await startHostServer(context, path, (request) =>
    answer(context, identities, request),
  );
  return {
    env: { AZURE_POD_IDENTITY_AUTHORITY_HOST: server.origin },
    tokenEndpoint: { url: server.origin + path },
    stop: () => server.stop(),
  };
};

async function answer(
  { accessTokens }: HostContext,
  identities: AssignedIdentities,
  { verb, query, headers }: TokenRequest,
): Promise<TokenAnswer> {
  if (headers["metadata"]?.toString().toLowerCase() !== "true") {
    throw refuse("bad_request_102", "Required metadata header not specified");
  }
  if (headers["x-forwarded-for"] !== undefined) {
    throw refuse("bad_request_102", "A request with X-Forwarded-For is not answered");
  }
  if (verb !== "GET") {
    throw new Refusal({ status: 405, headers: { Allow: "GET" } });
  }
  const version = query.get("api-version") ?? "";
  if (!/^\d{4}-\d\d-\d\d$/.test(version) || version < firstVersion) {
    throw invalidRequest(`api-version must be ${firstVersion} or newer`);
  }
  const resource = query.get("resource");
  if (!resource) {
    throw invalidRequest("Required query variable 'resource' is missing");
  }
  const issued = await accessTokens.issue(choose(identities, query), resource);
  return { status: 200, body: metadataToken(issued) };
}

/** Without an id: the machine's own identity, or else the only one it has. */
function choose(identities: AssignedIdentities, query: URLSearchParams): Principal {
  const [first, ...more] = readSelectors(query, ids);
  if (more.length > 0) {
    throw invalidRequest(`Only one of ${Object.keys(ids).join(", ")} can be given`);
  }
  const found =
    first === undefined
      ? (identities.systemAssigned ?? identities.single())
      : identities.find(first);
  if (found === "several") {
    throw invalidRequest(
      "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request",
    );
  }
  if (found === undefined) {
    throw invalidRequest("Identity not found");
  }
  return found;
}

function invalidRequest(description: string): Refusal {
  return refuse("invalid_request", description);
}

function refuse(error: string, description: string): Refusal {
  return new Refusal({ status: 400, body: { error, error_description: description } });
}
