// A key that signs tokens: RSA, as Microsoft Entra ID and clusters use it, made when it is first needed.

import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { JSONWebKeySet, JWTPayload } from "jose";

const makeKeyPair = promisify(generateKeyPair);
const algorithm = "RS256";

/** The claims of a token whose signature is good. */
export type Claims = Readonly<Record<string, unknown>>;

/** A private key, what it signs, and the proof of it. */
export interface SigningKey {
  /**
   * Signs claims as a JSON Web Token.
   *
   * @param keyId - The name of the key in it. Default: this key's own.
   */
  sign(claims: JWTPayload, keyId?: string): Promise<string>;
  /**
   * The claims of a token that this key signed under its own name; undefined of any other. Neither time nor anything
   * else is checked.
   */
  read(token: string): Promise<Claims | undefined>;
  /** The public key, for others to check signatures with. */
  publicKeys(): Promise<JSONWebKeySet>;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly keyId: string;
}

/** Makes a key of 2048 bits, when it is first used: it takes a tenth of a second. It is never stored. */
export function createSigningKey(): SigningKey {
  let made: Promise<KeyPair> | undefined;
  const keys = () => (made ??= makeKeys());
  return {
    async sign(claims, otherId) {
      const { SignJWT } = await import("jose");
      const { privateKey, keyId } = await keys();
      const header = { typ: "JWT", alg: algorithm, kid: otherId ?? keyId };
      return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    },

    async read(token) {
      if (made === undefined) {
        return undefined;
      }
      const { compactVerify } = await import("jose");
      const { publicKey, keyId } = await made;
      try {
        const { payload, protectedHeader } = await compactVerify(token, publicKey, {
          algorithms: [algorithm],
        });
        if (protectedHeader.kid !== keyId) {
          return undefined;
        }
        return JSON.parse(new TextDecoder().decode(payload)) as Claims;
      } catch {
        return undefined;
      }
    },

    async publicKeys() {
      const { exportJWK } = await import("jose");
      const { publicKey, keyId } = await keys();
      return {
        keys: [{ ...(await exportJWK(publicKey)), use: "sig", alg: algorithm, kid: keyId }],
      };
    },
  };
}

async function makeKeys(): Promise<KeyPair> {
  const { calculateJwkThumbprint, exportJWK } = await import("jose");
  const { publicKey, privateKey } = await makeKeyPair("rsa", { modulusLength: 2048 });
  return { publicKey, privateKey, keyId: await calculateJwkThumbprint(await exportJWK(publicKey)) };
}
