// Access tokens: signed by the emulated authority, read by the emulated ARM and by whoever fetches its keys.

import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Principal } from "./principal.js";
import { tokenLifetimeInSeconds, type Revocations } from "./revocations.js";
import { createSigningKey, type Claims, type KeptKey, type SigningKey } from "./signingKey.js";

/** How far a client's clock may be behind. */
const leewayInSeconds = 300;

/** A token that has just been made; times in seconds since 1970. */
export interface IssuedToken {
  readonly token: string;
  /** What it is for, as asked. */
  readonly resource: string;
  readonly notBefore: number;
  readonly expiresOn: number;
  readonly expiresInSeconds: number;
}

/** What is checked of an access token. */
export interface AccessClaims {
  readonly aud: string;
  /** In seconds since 1970. */
  readonly exp: number;
  /** Whether its principal's tokens have been revoked since it was made. */
  readonly isRevoked: boolean;
  readonly oid: string;
}

/** The access tokens of one emulator. */
export class AccessTokens {
  readonly #key: SigningKey;

  /**
   * @param clock - What the times in tokens go by.
   * @param authority - The address of the authority, without a slash at its end.
   * @param tenantId - The tenant tokens are of.
   * @param revocations - What is known of revoked ones.
   * @param keptKey - Where the key that signs them is kept.
   */
  constructor(
    readonly clock: Clock,
    readonly authority: string,
    readonly tenantId: string,
    readonly revocations: Revocations,
    keptKey?: KeptKey,
  ) {
    this.#key = createSigningKey(keptKey);
  }

  /** Who signs, as it stands in the tokens: the address of the tenant, with a slash at its end. */
  get issuer(): string {
    return `${this.authority}/${this.tenantId}/`;
  }

  /** Makes a token for a resource, in the form of a managed identity's. */
  async issue(principal: Principal, resource: string): Promise<IssuedToken> {
    const { objectId, clientId, resourceId, isUser } = principal;
    const now = Math.floor(this.clock.now() / 1_000);
    const notBefore = now - leewayInSeconds;
    const expiresOn = now + tokenLifetimeInSeconds;
    const token = await this.#key.sign({
      aud: resource,
      iss: this.issuer,
      iat: notBefore,
      nbf: notBefore,
      exp: expiresOn,
      appid: clientId,
      idp: this.issuer,
      idtyp: isUser ? "user" : "app",
      oid: objectId,
      sub: objectId,
      tid: this.tenantId,
      uti: tokenId(this.revocations.nextNumber()),
      ver: "1.0",
      ...(!isUser && { xms_mirid: resourceId }),
    });
    return { token, resource, notBefore, expiresOn, expiresInSeconds: tokenLifetimeInSeconds };
  }

  /** What a token of this emulator says; undefined of any other. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const { aud, exp, oid, uti }: Claims = (await this.#key.read(token)) ?? {};
    if (typeof aud !== "string" || typeof exp !== "number") {
      return undefined;
    }
    const isRevoked = this.revocations.isRevoked(String(oid), numberOf(String(uti)));
    return { aud, exp, isRevoked, oid: String(oid) };
  }

  /** The public keys that the tokens can be checked with. */
  publicKeys(): ReturnType<SigningKey["publicKeys"]> {
    return this.#key.publicKeys();
  }
}

const randomPart = 10;
const numberPart = 6;

/** The id of a token, as long as Entra's, with its number in it. */
function tokenId(number: number): string {
  const bytes = Buffer.alloc(randomPart + numberPart);
  randomBytes(randomPart).copy(bytes);
  bytes.writeUIntBE(number, randomPart, numberPart);
  return bytes.toString("base64url");
}

function numberOf(tokenId: string): number {
  return Buffer.from(tokenId, "base64url").readUIntBE(randomPart, numberPart);
}
