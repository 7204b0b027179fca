// What can be said about a token of any issuer, and the claims that all of them have.

import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { Clock } from "../clock.js";
import type { TokenSignature } from "./signature.js";

/** What can be said about a token of any issuer. */
export interface TokenOptions {
  /** Whom it is for. Default "api://AzureADTokenExchange". */
  readonly audience?: string | readonly string[];
  /** How long it is good, in milliseconds by the emulator's clock; 0 or less: it is over. Default: as the issuer has it. */
  readonly expiresInMs?: number;
  /** More claims, or others in place of those it would have; one that is undefined is left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** How it is signed. Default "valid"; the other ways are for tests of who must refuse them. */
  readonly signature?: TokenSignature;
}

/** What an issuer's tokens are like. */
export interface TokenHabits {
  readonly issuer: string;
  /** How long they are good, in seconds. */
  readonly lifetimeInSeconds: number;
  /** How long before they are made they begin to be good, in seconds. */
  readonly leewayInSeconds: number;
  /** Whether `aud` is a list, also when it has one entry. */
  readonly listsAudiences: boolean;
}

/**
 * The claims of a token.
 *
 * @throws RangeError for a lifetime that is not a number.
 */
export function tokenClaims(
  { issuer, lifetimeInSeconds, leewayInSeconds, listsAudiences }: TokenHabits,
  subject: string,
  own: Readonly<Record<string, unknown>>,
  options: TokenOptions,
  clock: Clock,
): JWTPayload {
  const { audience = "api://AzureADTokenExchange", claims } = options;
  const expiresInMs = options.expiresInMs ?? lifetimeInSeconds * 1_000;
  if (!Number.isFinite(expiresInMs)) {
    throw new RangeError(
      `token: expiresInMs must be a number of milliseconds, not ${String(expiresInMs)}.`,
    );
  }
  const now = Math.floor(clock.now() / 1_000);
  const aud = listsAudiences && typeof audience === "string" ? [audience] : audience;
  return {
    jti: randomUUID(),
    sub: subject,
    aud: typeof aud === "string" ? aud : [...aud],
    iss: issuer,
    iat: now,
    nbf: now - leewayInSeconds,
    exp: now + Math.floor(expiresInMs / 1_000),
    ...own,
    ...claims,
  };
}
