// How a token is signed: well, or in one of the ways that nobody may accept.

import { createPublicKey } from "node:crypto";
import type { JSONWebKeySet, JWTPayload } from "jose";
import { createSigningKey, type SigningKey } from "../tokens/signingKey.js";

/**
 * How a token of an issuer is signed: `valid` as it should be (RS256); `unpublishedKey` by a key that the issuer does not
 * publish; `wrongKey` by that key, under the name (`kid`) of the published one; `HS256` with the published key as the
 * secret; `none` not at all.
 */
export type TokenSignature = "valid" | "unpublishedKey" | "wrongKey" | "HS256" | "none";

/** Signs tokens for one issuer. The key that it does not publish is made when it is first needed. */
export class TokenSigner {
  readonly #key: SigningKey;
  readonly #unpublished: SigningKey = createSigningKey();

  constructor(key: SigningKey) {
    this.#key = key;
  }

  /**
   * Makes a token.
   *
   * @throws TypeError for a way of signing that there is not.
   */
  async sign(claims: JWTPayload, signature: TokenSignature): Promise<string> {
    switch (signature) {
      case "valid":
        return this.#key.sign(claims);
      case "unpublishedKey":
        return this.#unpublished.sign(claims);
      case "wrongKey":
        return this.#unpublished.sign(claims, await this.#keyId());
      case "HS256":
        return this.#signWithPublicKey(claims);
      case "none":
        return new (await import("jose")).UnsecuredJWT(claims).encode();
      default:
        throw new TypeError(
          `token: signature must be valid, unpublishedKey, wrongKey, HS256 or none, not ${JSON.stringify(signature)}.`,
        );
    }
  }

  /** The keys the issuer publishes. */
  publicKeys(): Promise<JSONWebKeySet> {
    return this.#key.publicKeys();
  }

  async #keyId(): Promise<string> {
    const { keys } = await this.publicKeys();
    return String(keys[0]?.kid);
  }

  async #signWithPublicKey(claims: JWTPayload): Promise<string> {
    const { SignJWT } = await import("jose");
    const [published] = (await this.publicKeys()).keys;
    const key = createPublicKey({ key: { ...published }, format: "jwk" });
    return new SignJWT(claims)
      .setProtectedHeader({ typ: "JWT", alg: "HS256", kid: await this.#keyId() })
      .sign(Buffer.from(key.export({ type: "spki", format: "pem" })));
  }
}
