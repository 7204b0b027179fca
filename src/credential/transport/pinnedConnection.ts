// A connection to a server known by the fingerprint of its certificate.

import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { TransportError } from "./transportError.js";

/**
 * Connects to a server whose certificate has a certain SHA-1 fingerprint, whoever signed it. The fingerprint is
 * compared before the socket is handed out, so that a server with another certificate is sent nothing.
 *
 * @param thumbprint - 40 hexadecimal digits in upper case.
 * @throws {@link TransportError} with code `CERTIFICATE_MISMATCH`.
 */
export function connectPinned(
  url: URL,
  thumbprint: string,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: url.port === "" ? 443 : Number(url.port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Service Fabric only: checked all the same, against the fingerprint, before anything is sent (see secureConnect).
      // eslint-disable-next-line no-restricted-syntax -- The cluster's certificate is self-signed: the fingerprint below replaces the chain of signatures.
      rejectUnauthorized: false,
    });
    const onAbort = (): void => {
      socket.destroy();
      reject(new TransportError("ABORTED", "The request was ended while connecting."));
    };
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) {
      onAbort();
    }
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      signal.removeEventListener("abort", onAbort);
      if (socket.getPeerX509Certificate()?.fingerprint.replaceAll(":", "") === thumbprint) {
        socket.off("error", reject);
        resolve(socket);
      } else {
        socket.destroy();
        reject(
          new TransportError(
            "CERTIFICATE_MISMATCH",
            "The server's certificate is not the one IDENTITY_SERVER_THUMBPRINT names. Nothing was sent.",
          ),
        );
      }
    });
  });
}
