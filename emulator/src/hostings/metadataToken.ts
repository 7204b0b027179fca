// The token as metadata services write it: all members are texts.

import type { IssuedToken } from "../tokens/accessTokens.js";

/** The body with a token. */
export function metadataToken(issued: IssuedToken): Readonly<Record<string, string>> {
  const { token, resource, notBefore, expiresOn, expiresInSeconds } = issued;
  return {
    access_token: token,
    refresh_token: "",
    expires_in: String(expiresInSeconds),
    expires_on: String(expiresOn),
    not_before: String(notBefore),
    resource,
    token_type: "Bearer",
  };
}
