// Compute of Azure Machine Learning.

import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import type { Principal } from "../tokens/principal.js";
import { AssignedIdentities, readSelectors } from "./assignedIdentities.js";
import { hasSecret, makeSecret } from "./headerSecret.js";
import { startHostServer, type HostContext, type StartHost } from "./host.js";
import { readResource } from "./tokenQuery.js";

const path = "/MSI/auth";
const version = "2017-09-01";

/** Starts the token endpoint of a compute. */
export const startAzureMl: StartHost = async (context) => {
  const secret = makeSecret();
  const identities = new AssignedIdentities(
    context,
    "Microsoft.MachineLearningServices/workspaces",
  );
  const server = await startHostServer(context, path, (request) =>
    answer(context, { secret, identities }, request),
  );
  const url = server.origin + path;
  const { systemAssigned } = identities;
  return {
    env: {
      MSI_ENDPOINT: url,
      MSI_SECRET: secret,
      ...(systemAssigned && { DEFAULT_IDENTITY_CLIENT_ID: systemAssigned.clientId }),
    },
    tokenEndpoint: { url },
    stop: () => server.stop(),
  };
};

async function answer(
  { accessTokens }: HostContext,
  host: { readonly secret: string; readonly identities: AssignedIdentities },
  request: TokenRequest,
): Promise<TokenAnswer> {
  const { query, headers } = request;
  if (!hasSecret(headers, "secret", host.secret)) {
    throw refuse(401, "unauthorized", "The header secret does not hold the compute's MSI_SECRET.");
  }
  const resource = readResource(request, version, (text) => refuse(400, "invalid_request", text));
  const issued = await accessTokens.issue(choose(host.identities, query), resource);
  return {
    status: 200,
    body: {
      access_token: issued.token,
      expires_on: issued.expiresOn,
      resource,
      token_type: "Bearer",
    },
  };
}

function choose(identities: AssignedIdentities, query: URLSearchParams): Principal {
  const [first, ...more] = readSelectors(query, { clientid: "clientId" });
  if (first === undefined || more.length > 0) {
    throw refuse(400, "invalid_request", "The parameter clientid must name one identity.");
  }
  const found = identities.find(first);
  if (found === undefined) {
    throw refuse(400, "invalid_request", "Identity not found");
  }
  return found;
}

function refuse(status: number, error: string, description: string): Refusal {
  return new Refusal({ status, body: { error, error_description: description } });
}
