// Who may call: the bearer of an access token that this emulator gave out.

import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import {
  authenticationFailed,
  expiredAuthenticationToken,
  insufficientClaims,
  invalidAuthenticationToken,
  issuedSince,
  wrongAudience,
} from "./errors/authenticationErrors.js";
import type { AccessTokens } from "./tokens/accessTokens.js";

const tokenLifetimeInMs = 60 * 60 * 1000;

/** What tokens for Azure Resource Manager are for, in the clouds there are. */
const armAudiences = [
  "https://management.core.windows.net",
  "https://management.azure.com",
  "https://management.core.usgovcloudapi.net",
  "https://management.usgovcloudapi.net",
  "https://management.core.chinacloudapi.cn",
  "https://management.chinacloudapi.cn",
];

/** An access token as Azure's SDKs expect it. */
export interface AccessToken {
  /** What goes behind `Bearer` in the Authorization header. */
  readonly token: string;
  /** When to ask for the token again, in milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** Gives tokens; has the form of the `TokenCredential` of Azure's SDKs without needing them. */
export interface EmulatorCredential {
  /** The emulator's token, whatever the scopes. */
  getToken(scopes: string | string[]): Promise<AccessToken>;
}

/** Who calls. */
export interface Caller {
  readonly tenantId: string;
  /** The principal in the directory. */
  readonly objectId: string;
}

/** The emulator's own token, and the check of all tokens. */
export interface Authorization {
  readonly token: string;
  readonly credential: EmulatorCredential;
  /**
   * Checks an Authorization header: the emulator's own token is good as it is, one of a token endpoint by its
   * signature, time and audience, unless it has been revoked.
   *
   * @param origin - Scheme, host and port that the caller used: there it is told to get a token.
   * @throws ArmError 401.
   */
  check(header: string | undefined, origin: string): Promise<Caller>;
}

/** Makes a token of the emulator's own: random, good for as long as the emulator runs. */
export function createToken(): string {
  return `emulator-${randomBytes(32).toString("base64url")}`;
}

/**
 * Makes the check of all tokens.
 *
 * @param token - The emulator's own.
 * @param origins - The endpoints that a token may be for, beside ARM's own.
 */
export function createAuthorization(
  token: string,
  accessTokens: AccessTokens,
  origins: readonly string[],
): Authorization {
  const expected = digest(token);
  const audiences = [...armAudiences, ...origins].flatMap((name) => [`${name}/`, name]);
  const { tenantId } = accessTokens;
  const owner: Caller = { tenantId, objectId: randomUUID() };
  return {
    token,
    credential: {
      getToken: () =>
        Promise.resolve({ token, expiresOnTimestamp: Date.now() + tokenLifetimeInMs }),
    },
    async check(header, origin) {
      const authority = `${origin}/${tenantId}`;
      const given = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
      if (given !== undefined && timingSafeEqual(digest(given), expected)) {
        return owner;
      }
      if (given?.split(".").length !== 3) {
        throw authenticationFailed(authority, header === undefined);
      }
      const objectId = await checkAccessToken(given, {
        accessTokens,
        audiences,
        authority,
        origin,
      });
      return { tenantId, objectId };
    },
  };
}

/** Gives the principal of the token. */
async function checkAccessToken(
  token: string,
  {
    accessTokens,
    audiences,
    authority,
    origin,
  }: {
    readonly accessTokens: AccessTokens;
    readonly audiences: readonly string[];
    readonly authority: string;
    readonly origin: string;
  },
): Promise<string> {
  const claims = await accessTokens.read(token);
  if (claims === undefined) {
    throw invalidAuthenticationToken(authority);
  }
  const expiresOnInMs = claims.exp * 1_000;
  const now = accessTokens.clock.now();
  if (expiresOnInMs <= now) {
    throw expiredAuthenticationToken(authority, new Date(expiresOnInMs), new Date(now));
  }
  if (!audiences.includes(claims.aud)) {
    throw wrongAudience(authority, claims.aud, audiences);
  }
  if (claims.isRevoked) {
    throw insufficientClaims(origin, issuedSince(now));
  }
  return claims.oid;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
