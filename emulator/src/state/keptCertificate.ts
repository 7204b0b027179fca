// The server's certificate, the same one from start to start for as long as it is good.

import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { createCertificate, type ServerCertificate } from "../certificate.js";
import { certificateNames } from "../http/hostNames.js";
import type { Keepsakes } from "./keepsakes.js";

/** A certificate that is good for less than this is made anew. */
const leastTimeLeftInMs = 24 * 60 * 60 * 1000;

/** The certificate that was kept, or a new one if there is none, its time is nearly over or it is for other names. */
export async function keptCertificate(
  keepsakes: Keepsakes,
  host: string,
): Promise<ServerCertificate> {
  const certificate = keepsakes.get("certificate");
  const privateKey = keepsakes.get("certificateKey");
  if (certificate !== undefined && privateKey !== undefined) {
    if (isGood(new X509Certificate(certificate), privateKey, host)) {
      return { certificate, privateKey };
    }
  }
  const made = await createCertificate(host);
  keepsakes.keep("certificate", made.certificate);
  keepsakes.keep("certificateKey", made.privateKey);
  return made;
}

function isGood(certificate: X509Certificate, privateKey: string, host: string): boolean {
  return (
    Date.parse(certificate.validTo) > Date.now() + leastTimeLeftInMs &&
    certificate.checkPrivateKey(createPrivateKey(privateKey)) &&
    certificateNames(host).every(
      (name) =>
        (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined,
    )
  );
}
