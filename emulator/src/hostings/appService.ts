// App Service, Functions and Container Apps, API version 2019-08-01.

import { randomUUID } from "node:crypto";
import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import type { Principal } from "../tokens/principal.js";
import { AssignedIdentities, readSelectors, type IdKind } from "./assignedIdentities.js";
import { hasSecret, makeSecret } from "./headerSecret.js";
import { startHostServer, type HostContext, type StartHost } from "./host.js";
import { readResource } from "./tokenQuery.js";

const path = "/msi/token";
const version = "2019-08-01";
const ids: Readonly<Record<string, IdKind>> = {
  client_id: "clientId",
  mi_res_id: "resourceId",
  msi_res_id: "resourceId",
  object_id: "objectId",
  principal_id: "objectId",
};

/** Starts the token endpoint of an app. */
export const startAppService: StartHost = async (context) => {
  const secret = makeSecret();
  const identities = new AssignedIdentities(context, "Microsoft.Web/sites");
  const server = await startHostServer(context, path, (request) =>
    answer(context, { secret, identities }, request),
  );
  const url = server.origin + path;
  return {
    env: { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: secret },
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
  if (!hasSecret(headers, "x-identity-header", host.secret)) {
    throw refuse(401, "The header X-IDENTITY-HEADER does not hold the app's IDENTITY_HEADER.");
  }
  const resource = readResource(request, version, (text) => refuse(400, text));
  const principal = choose(host.identities, query);
  const issued = await accessTokens.issue(principal, resource);
  return {
    status: 200,
    body: {
      access_token: issued.token,
      expires_on: String(issued.expiresOn),
      resource,
      token_type: "Bearer",
      client_id: principal.clientId,
    },
  };
}

function choose(identities: AssignedIdentities, query: URLSearchParams): Principal {
  const [first, ...more] = readSelectors(query, ids);
  if (more.length > 0) {
    throw refuse(400, "Only one id of an identity can be given.");
  }
  const found = first === undefined ? identities.systemAssigned : identities.find(first);
  if (found === undefined) {
    throw refuse(
      400,
      "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
    );
  }
  return found;
}

function refuse(statusCode: number, message: string): Refusal {
  return new Refusal({
    status: statusCode,
    body: { statusCode, message, correlationId: randomUUID() },
  });
}
