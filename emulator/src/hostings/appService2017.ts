// App Service and Functions before 2019: API version 2017-09-01.

import { randomUUID } from "node:crypto";
import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import type { Principal } from "../tokens/principal.js";
import { AssignedIdentities, readSelectors } from "./assignedIdentities.js";
import { hasSecret, makeSecret } from "./headerSecret.js";
import { startHostServer, type HostContext, type StartHost } from "./host.js";
import { readResource } from "./tokenQuery.js";

const path = "/MSI/token";
const version = "2017-09-01";

/** Starts the token endpoint of an app of that time. */
export const startAppService2017: StartHost = async (context) => {
  const secret = makeSecret();
  const identities = new AssignedIdentities(context, "Microsoft.Web/sites");
  const server = await startHostServer(context, path, (request) =>
    answer(context, { secret, identities }, request),
  );
  // The endpoint of those apps ended with a slash.
  const url = `${server.origin}${path}/`;
  return {
    env: { MSI_ENDPOINT: url, MSI_SECRET: secret },
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
    throw refuse(401, "The header secret does not hold the app's MSI_SECRET.");
  }
  const resource = readResource(request, version, (text) => refuse(400, text));
  const issued = await accessTokens.issue(choose(host.identities, query), resource);
  return {
    status: 200,
    body: {
      access_token: issued.token,
      expires_on: dateText(issued.expiresOn),
      resource,
      token_type: "Bearer",
    },
  };
}

function choose(identities: AssignedIdentities, query: URLSearchParams): Principal {
  const [first, ...more] = readSelectors(query, { clientid: "clientId" });
  const found = first === undefined ? identities.systemAssigned : identities.find(first);
  if (found === undefined || more.length > 0) {
    throw refuse(400, "No MSI found for specified ClientId/ResourceId.");
  }
  return found;
}

/** `06/20/2019 02:57:58 +00:00` */
function dateText(seconds: number): string {
  const [date = "", time = ""] = new Date(seconds * 1_000).toISOString().split(/[T.]/);
  const [year, month, day] = date.split("-");
  return `${month}/${day}/${year} ${time} +00:00`;
}

/** The members began with capital letters then. */
function refuse(status: number, text: string): Refusal {
  const body = { StatusCode: status, Message: text, CorrelationId: randomUUID() };
  return new Refusal({ status, body });
}
