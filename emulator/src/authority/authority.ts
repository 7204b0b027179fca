// The authority: Microsoft Entra ID as clients see it, in the place of login.microsoftonline.com. It describes
// itself, gives out its keys and exchanges tokens.

import type { AnswerRequest } from "../http/message.js";
import { nameKey } from "../resourceIds.js";
import {
  Refusal,
  tokenResponder,
  type TokenAnswer,
  type TokenRequest,
} from "../tokens/tokenResponder.js";
import type { AuthorityContext } from "./authorityContext.js";
import { postOnly, tenantNotFound } from "./entraErrors.js";
import { exchange } from "./exchange.js";

const paths: readonly [pattern: RegExp, answer: Answerer][] = [
  [/^\/([^/]+)\/oauth2\/v2\.0\/token\/?$/i, tokenEndpoint],
  [/^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration\/?$/i, configuration("/v2.0")],
  [/^\/([^/]+)\/\.well-known\/openid-configuration\/?$/i, configuration("/")],
  [/^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys\/?$/i, keys],
];

type Answerer = (
  context: AuthorityContext,
  request: TokenRequest,
) => TokenAnswer | Promise<TokenAnswer>;

/** Whether a path (with or without a query) is one of the authority's and not ARM's. */
export function isAuthorityPath(target: string): boolean {
  return findPath(target) !== undefined;
}

/** Answers as the authority does. */
export function authorityResponder(context: AuthorityContext): AnswerRequest {
  return tokenResponder(async (request) => {
    const found = findPath(request.path);
    if (found === undefined) {
      throw new Refusal({ status: 404 });
    }
    if (nameKey(found.tenant) !== nameKey(context.accessTokens.tenantId)) {
      throw tenantNotFound(found.tenant);
    }
    return found.answer(context, request);
  });
}

function findPath(
  target: string,
): { readonly tenant: string; readonly answer: Answerer } | undefined {
  const [path = ""] = target.split("?", 1);
  for (const [pattern, answer] of paths) {
    const tenant = pattern.exec(path)?.[1];
    if (tenant !== undefined) {
      return { tenant, answer };
    }
  }
  return undefined;
}

async function tokenEndpoint(
  context: AuthorityContext,
  request: TokenRequest,
): Promise<TokenAnswer> {
  if (request.verb !== "POST") {
    throw postOnly(request.verb);
  }
  return exchange(context, request.readForm());
}

/** The description of the tenant: its newer issuer (`/v2.0`), or the one that stands in tokens for ARM (`/`). */
function configuration(issuerSuffix: "/v2.0" | "/"): Answerer {
  return ({ accessTokens: { authority, tenantId } }) => {
    const tenant = `${authority}/${tenantId}`;
    return {
      status: 200,
      body: {
        token_endpoint: `${tenant}/oauth2/v2.0/token`,
        token_endpoint_auth_methods_supported: ["private_key_jwt"],
        jwks_uri: `${tenant}/discovery/v2.0/keys`,
        response_modes_supported: ["query", "fragment", "form_post"],
        subject_types_supported: ["pairwise"],
        id_token_signing_alg_values_supported: ["RS256"],
        response_types_supported: ["code"],
        scopes_supported: ["openid"],
        issuer: `${tenant}${issuerSuffix}`,
        authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
        claims_supported: ["sub", "iss", "aud", "exp", "iat"],
      },
    };
  };
}

async function keys({ accessTokens }: AuthorityContext): Promise<TokenAnswer> {
  return { status: 200, body: await accessTokens.publicKeys() };
}
