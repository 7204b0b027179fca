// Azure Cloud Shell, where the token is for the user who is signed in.

import { systemAssigned } from "../tokens/principal.js";
import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import { hostResourceId, startHostServer, type HostContext, type StartHost } from "./host.js";
import { metadataToken } from "./metadataToken.js";

const path = "/oauth2/token";
const form = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const ids = ["client_id", "msi_res_id", "mi_res_id", "object_id", "principal_id"];

/** Starts the token endpoint of a shell. */
export const startCloudShell: StartHost = async (context) => {
  const server = await startHostServer(context, path, (request) => answer(context, request));
  const url = server.origin + path;
  return { env: { MSI_ENDPOINT: url }, tokenEndpoint: { url }, stop: () => server.stop() };
};

async function answer(
  { settings, accessTokens }: HostContext,
  { verb, headers, readForm }: TokenRequest,
): Promise<TokenAnswer> {
  if (headers["metadata"]?.toString().toLowerCase() !== "true") {
    throw refuse("Required metadata header not specified");
  }
  if (verb !== "POST") {
    throw new Refusal({ status: 405, headers: { Allow: "POST" } });
  }
  if (!form.test(headers["content-type"] ?? "")) {
    throw refuse("The body must be application/x-www-form-urlencoded");
  }
  const body = readForm();
  const resource = body.get("resource");
  if (!resource) {
    throw refuse("The parameter resource is missing");
  }
  if (ids.some((name) => body.has(name))) {
    throw refuse("A token is for the user who is signed in: no identity can be asked for");
  }
  const id = hostResourceId(settings, "Microsoft.Portal/consoles");
  const user = { ...systemAssigned(settings.tenantId, id), isUser: true };
  return { status: 200, body: metadataToken(await accessTokens.issue(user, resource)) };
}

function refuse(message: string): Refusal {
  return new Refusal({ status: 400, body: { error: { code: "invalid_request", message } } });
}
