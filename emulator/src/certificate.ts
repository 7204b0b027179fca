// The server's certificate: made at start, for this machine's loopback only, its key never stored.

import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { generate } from "selfsigned";
import { certificateNames } from "./http/hostNames.js";

const hourInMs = 60 * 60 * 1000;
const lifetimeInMs = 7 * 24 * hourInMs;

/** A certificate and its private key, both PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/**
 * Makes a self-signed leaf certificate (EC P-256, SHA-256) for this machine's own names and `host`. It cannot
 * sign other certificates, so who trusts it trusts this server and nothing else. It is valid for
 * seven days, from one hour ago so that a client's clock may be a little behind.
 */
export async function createCertificate(
  host: string,
  now = new Date(),
): Promise<ServerCertificate> {
  // Who trusts several certificates finds each by its name: two of the same name would hide each other.
  const commonName = `arm-managed-identity-emulator ${randomBytes(8).toString("hex")}`;
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - hourInMs),
    notAfterDate: new Date(now.getTime() + lifetimeInMs),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: certificateNames(host).map((name) =>
          isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name },
        ),
      },
    ],
  });
  return { certificate: made.cert, privateKey: made.private };
}
