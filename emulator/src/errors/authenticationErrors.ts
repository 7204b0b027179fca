// Errors about who calls: 401.

import { type ArmError, gateway } from "./armError.js";

/** 401: no Authorization header, or a token that this emulator did not give out. */
export function authenticationFailed(authority: string, isMissing: boolean): ArmError {
  const reason = isMissing
    ? "The 'Authorization' header is missing."
    : "The access token is not one of this emulator's.";
  return unauthorized(
    authority,
    "AuthenticationFailed",
    reason,
    `Authentication failed. ${reason}`,
  );
}

/** 401: a token that this emulator did not sign, or that has been changed. */
export function invalidAuthenticationToken(authority: string): ArmError {
  return unauthorized(authority, "InvalidAuthenticationToken", "The access token is invalid.");
}

/** 401: a token whose time is over. */
export function expiredAuthenticationToken(authority: string, expiry: Date, now: Date): ArmError {
  const text = `The access token expiry UTC time '${usTime(expiry)}' is earlier than current UTC time '${usTime(now)}'.`;
  return unauthorized(authority, "ExpiredAuthenticationToken", text);
}

/** 401: a token for something else than ARM. */
export function wrongAudience(
  authority: string,
  audience: string,
  allowed: readonly string[],
): ArmError {
  const list = allowed.map((known) => `'${known}'`).join(",");
  const text = `The access token has been obtained for wrong audience or resource '${audience}'. It should exactly match with one of the allowed audiences ${list}.`;
  return unauthorized(authority, "InvalidAuthenticationTokenAudience", text);
}

/** 401: a token that is not good any more, or not good enough: one with these claims is wanted (a claims challenge). */
export function insufficientClaims(origin: string, claims: object): ArmError {
  const encoded = Buffer.from(JSON.stringify(claims)).toString("base64");
  return gateway(
    401,
    "AuthenticationFailed",
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp",
    {
      "WWW-Authenticate": `Bearer realm="", authorization_uri="${origin}/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`,
    },
  );
}

/** What a claims challenge asks for after a revocation: a token that is not older than this. */
export function issuedSince(timeInMs: number): object {
  const value = String(Math.floor(timeInMs / 1_000));
  return { access_token: { nbf: { essential: true, value } } };
}

function unauthorized(authority: string, code: string, reason: string, message = reason): ArmError {
  // A token's own texts stand in the message: quotes and line ends would break the header apart.
  const description = reason.replace(/[^\x20\x21\x23-\x7e]/g, "?");
  const challenge = `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${description}"`;
  return gateway(401, code, message, { "WWW-Authenticate": challenge });
}

/** `6/15/2026 8:22:51 AM` */
function usTime(time: Date): string {
  return time.toLocaleString("en-US", { timeZone: "UTC" }).replace(",", "").replace(/\s/g, " ");
}
