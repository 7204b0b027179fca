// A key that signs tokens: RSA, as Microsoft Entra ID and clusters use it, made when it is first needed.

import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
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

/** Where a private key (PEM) outlives the emulator. */
export interface KeptKey {
  /** The key that was kept before; undefined when there is none. */
  readonly saved: string | undefined;
  /** Keeps a key that has just been made. */
  keep(privateKey: string): void;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly keyId: string;
}

/**
 * Makes a key of 2048 bits, when it is first used: it takes a tenth of a second.
 *
 * @param kept - Has the key of an earlier run, or gets the new one. Without it, the key is never stored.
 */
export function createSigningKey(kept?: KeptKey): SigningKey {
  let made: Promise<KeyPair> | undefined;
  const keys = () => (made ??= makeKeys(kept));
  if (kept?.saved !== undefined) {
    made = readKeys(kept.saved);
  }
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

async function makeKeys(kept: KeptKey | undefined): Promise<KeyPair> {
  const { publicKey, privateKey } = await makeKeyPair("rsa", { modulusLength: 2048 });
  kept?.keep(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  return identified(publicKey, privateKey);
}

function readKeys(pem: string): Promise<KeyPair> {
  const privateKey = createPrivateKey(pem);
  return identified(createPublicKey(privateKey), privateKey);
}

async function identified(publicKey: KeyObject, privateKey: KeyObject): Promise<KeyPair> {
  const { calculateJwkThumbprint, exportJWK } = await import("jose");
  return { publicKey, privateKey, keyId: await calculateJwkThumbprint(await exportJWK(publicKey)) };
}
