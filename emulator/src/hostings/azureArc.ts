// Servers outside Azure that Azure Arc manages: an agent that has its clients read a file first.

import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import { AssignedIdentities, readSelectors, type IdKind } from "./assignedIdentities.js";
import { arcKeyFolder, openArcKeys, type ArcKeys } from "./azureArcKeys.js";
import { startHostServer, type HostContext, type StartHost } from "./host.js";
import { metadataToken } from "./metadataToken.js";

const path = "/metadata/identity/oauth2/token";
const versions = ["2019-11-01", "2020-06-01"];
/** The agent does not know `mi_res_id`: who sends that gets the machine's own identity. */
const ids: Readonly<Record<string, IdKind>> = {
  client_id: "clientId",
  msi_res_id: "resourceId",
  object_id: "objectId",
};

/** Starts the agent of a server. */
export const startAzureArc: StartHost = async (context) => {
  const identities = new AssignedIdentities(context, "Microsoft.HybridCompute/machines");
  const keys = await openArcKeys(arcKeyFolder());
  const server = await startHostServer(context, path, (request) =>
    answer(context, { identities, keys }, request),
  );
  return {
    env: { IDENTITY_ENDPOINT: server.origin + path, IMDS_ENDPOINT: server.origin },
    tokenEndpoint: { url: server.origin + path },
    async stop() {
      await server.stop();
      await keys.remove();
    },
  };
};

async function answer(
  { accessTokens }: HostContext,
  host: { readonly identities: AssignedIdentities; readonly keys: ArcKeys },
  { verb, query, headers }: TokenRequest,
): Promise<TokenAnswer> {
  if (headers["metadata"]?.toString().toLowerCase() !== "true") {
    throw refuse("bad_request_102", "Required metadata header not specified");
  }
  if (verb !== "GET") {
    throw new Refusal({ status: 405, headers: { Allow: "GET" } });
  }
  if (!versions.includes(query.get("api-version") ?? "")) {
    throw refuse("invalid_request", `api-version must be one of ${versions.join(", ")}`);
  }
  const resource = query.get("resource");
  if (!resource) {
    throw refuse("invalid_request", "Required query variable 'resource' is missing");
  }
  await challenge(host.keys, headers.authorization);
  const [selector, ...more] = readSelectors(query, ids);
  if (more.length > 0) {
    throw refuse("invalid_request", `Only one of ${Object.keys(ids).join(", ")} can be given`);
  }
  const { systemAssigned } = host.identities;
  const principal = selector === undefined ? systemAssigned : host.identities.find(selector);
  if (principal === undefined) {
    throw refuse("invalid_request", "Identity not found");
  }
  const issued = await accessTokens.issue(principal, resource);
  return { status: 200, body: { ...metadataToken(issued), ...echo(query) } };
}

/** Lets a request pass that brings the key of a challenge, once. */
async function challenge(keys: ArcKeys, authorization: string | undefined): Promise<void> {
  const key = /^Basic (\S+)$/i.exec(authorization ?? "")?.[1];
  if (key === undefined || !(await keys.use(key))) {
    throw new Refusal({
      status: 401,
      body: { error: "unauthorized", error_description: "The key of the challenge is needed" },
      headers: { "WWW-Authenticate": `Basic realm=${await keys.write()}` },
    });
  }
}

/** The agent repeats which identity was asked for: agents of old did not, and gave another's token. */
function echo(query: URLSearchParams): Readonly<Record<string, string>> {
  const asked = Object.keys(ids).map((name) => [name, query.get(name) ?? ""] as const);
  return Object.fromEntries(asked.filter(([, id]) => id !== ""));
}

function refuse(error: string, description: string): Refusal {
  return new Refusal({ status: 400, body: { error, error_description: description } });
}
