// Who may call: the bearer of the one token this emulator made for itself.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { authenticationFailed } from "./errors.js";

const tokenLifetimeInMs = 60 * 60 * 1000;

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

/** The token of one emulator, and the check of it. */
export interface Authorization {
  readonly token: string;
  readonly credential: EmulatorCredential;
  /**
   * Checks an Authorization header.
   *
   * @param authority - Where a caller is told to get a token.
   * @throws ArmError 401 `AuthenticationFailed` when it is missing or holds another token.
   */
  check(header: string | undefined, authority: string): void;
}

/** Makes a random token, good for as long as the emulator runs. */
export function createAuthorization(): Authorization {
  const token = `emulator-${randomBytes(32).toString("base64url")}`;
  const expected = digest(token);
  return {
    token,
    credential: {
      getToken: () =>
        Promise.resolve({ token, expiresOnTimestamp: Date.now() + tokenLifetimeInMs }),
    },
    check(header, authority) {
      const given = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
      if (given === undefined || !timingSafeEqual(digest(given), expected)) {
        throw authenticationFailed(authority, header === undefined);
      }
    },
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
