// An issuer of tokens outside Azure, as the emulator plays it.

import type { JSONWebKeySet } from "jose";
import type { Clock } from "../clock.js";
import type { TokenSigner } from "./signature.js";
import type { TokenOptions } from "./tokenOptions.js";

/** An issuer of tokens; `Request` says what its tokens are about. */
export interface ExternalIssuer<Request extends TokenOptions> {
  /** Its name, as it stands in its tokens (`iss`) and in credentials. */
  readonly issuer: string;
  /**
   * The subject of the token that {@link ExternalIssuer.token} makes of the same request: what a credential has to say.
   *
   * @throws TypeError for a request that makes no sense.
   */
  subject(request: Request): string;
  /**
   * Makes a token.
   *
   * @throws TypeError for a request that makes no sense; RangeError for a lifetime that is not a number.
   */
  token(request: Request): Promise<string>;
  /** The keys its tokens can be checked with. */
  publicKeys(): Promise<JSONWebKeySet>;
}

/** What an issuer is made with. */
export interface IssuerParts {
  readonly clock: Clock;
  readonly signer: TokenSigner;
}

/**
 * Checks a text that must not be empty.
 *
 * @throws TypeError naming it.
 */
export function requireText(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") {
    throw new TypeError(
      `issuers: ${name} must be a text that is not empty, not ${JSON.stringify(value)}.`,
    );
  }
  return value;
}
