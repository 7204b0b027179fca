// Service Fabric clusters: HTTPS with a certificate that nobody signed, known by its fingerprint.

import { createHash, randomUUID, X509Certificate } from "node:crypto";
import { createCertificate } from "../certificate.js";
import { Refusal, type TokenAnswer, type TokenRequest } from "../tokens/tokenResponder.js";
import type { Principal } from "../tokens/principal.js";
import { AssignedIdentities, readSelectors } from "./assignedIdentities.js";
import { hasSecret, makeSecret } from "./headerSecret.js";
import { startHostServer, type HostContext, type StartHost } from "./host.js";

const path = "/metadata/identity/oauth2/token";
const versions = ["2019-07-01-preview", "2020-05-01"];
const forbiddenIds = ["client_id", "msi_res_id", "mi_res_id", "object_id"];

/** Starts the token service of a cluster. */
export const startServiceFabric: StartHost = async (context) => {
  const secret = makeSecret();
  const identities = new AssignedIdentities(context, "Microsoft.ServiceFabric/clusters");
  const certificate = await createCertificate(context.settings.host);
  const server = await startHostServer(
    context,
    path,
    (request) => answer(context, { secret, identities }, request),
    certificate,
  );
  const url = server.origin + path;
  return {
    env: {
      IDENTITY_ENDPOINT: url,
      IDENTITY_HEADER: secret,
      IDENTITY_SERVER_THUMBPRINT: thumbprint(certificate.certificate),
    },
    tokenEndpoint: { url, certificate: certificate.certificate },
    stop: () => server.stop(),
  };
};

function thumbprint(certificate: string): string {
  const { raw } = new X509Certificate(certificate);
  return createHash("sha1").update(raw).digest("hex").toUpperCase();
}

async function answer(
  { accessTokens }: HostContext,
  host: { readonly secret: string; readonly identities: AssignedIdentities },
  { verb, query, headers }: TokenRequest,
): Promise<TokenAnswer> {
  if (headers["secret"] === undefined) {
    throw refuse(400, "SecretHeaderNotFound", "Secret is not found in the request headers.");
  }
  if (!hasSecret(headers, "secret", host.secret)) {
    throw identityNotFound();
  }
  if (verb !== "GET") {
    throw new Refusal({ status: 405, headers: { Allow: "GET" } });
  }
  const version = query.get("api-version") ?? "";
  if (!versions.includes(version)) {
    throw refuse(
      400,
      "InvalidApiVersion",
      `The api-version '${version}' is not supported. Supported versions: ${versions.join(", ")}.`,
    );
  }
  const resource = query.get("resource");
  if (!resource) {
    throw refuse(400, "ArgumentNullOrEmpty", "The parameter resource is missing.");
  }
  const issued = await accessTokens.issue(choose(host.identities, query), resource);
  return {
    status: 200,
    body: {
      token_type: "Bearer",
      access_token: issued.token,
      expires_on: issued.expiresOn,
      resource,
    },
  };
}

/** The application's own identity; who names one by its object id must name this one. */
function choose(identities: AssignedIdentities, query: URLSearchParams): Principal {
  if (forbiddenIds.some((name) => query.has(name))) {
    throw refuse(
      400,
      "InvalidRequest",
      "The identity of an application is set in the cluster: no id can be given.",
    );
  }
  const own = identities.systemAssigned;
  const asked = readSelectors(query, { principalId: "objectId" });
  if (own === undefined || asked.some((selector) => identities.find(selector) !== own)) {
    throw identityNotFound();
  }
  return own;
}

function identityNotFound(): Refusal {
  return refuse(
    404,
    "ManagedIdentityNotFound",
    "Managed identity not found for the specified application host.",
  );
}

function refuse(status: number, code: string, message: string): Refusal {
  const error = { correlationId: randomUUID(), code, message };
  return new Refusal({ status, body: { error } });
}
