// A Kubernetes cluster as an issuer: the tokens it projects into pods.

import { randomUUID } from "node:crypto";
import { requireText, type ExternalIssuer, type IssuerParts } from "./externalIssuer.js";
import { tokenClaims, type TokenOptions } from "./tokenOptions.js";

/** A cluster. */
export interface KubernetesOptions {
  /**
   * The address of its issuer, to the last slash: those of AKS end in one. Default
   * "https://cluster.emulator.invalid/", that of the hosting `workloadIdentity`.
   */
  readonly url?: string;
}

/** A token of a service account. */
export interface KubernetesTokenRequest extends TokenOptions {
  /** The namespace of the service account. */
  readonly namespace: string;
  /** The name of the service account. */
  readonly serviceAccount: string;
  /** The pod it is projected into. Default: the name of the service account. */
  readonly pod?: string;
}

/** The cluster of the hosting `workloadIdentity`: always the same, so that credentials for it can be written down. */
export const emulatedCluster = "https://cluster.emulator.invalid/";

/** Plays a cluster. Its tokens are good for an hour, as those of Kubernetes are by default. */
export function kubernetesIssuer(
  issuer: string,
  { clock, signer }: IssuerParts,
): ExternalIssuer<KubernetesTokenRequest> {
  const habits = { issuer, lifetimeInSeconds: 3_600, leewayInSeconds: 0, listsAudiences: true };
  const subject = ({ namespace, serviceAccount }: KubernetesTokenRequest) =>
    `system:serviceaccount:${requireText("namespace", namespace)}:${requireText("serviceAccount", serviceAccount)}`;
  return {
    issuer,
    subject,
    async token(request) {
      const about = subject(request);
      const { namespace, serviceAccount, pod = serviceAccount, signature = "valid" } = request;
      const own = {
        "kubernetes.io": {
          namespace,
          pod: { name: pod, uid: randomUUID() },
          serviceaccount: { name: serviceAccount, uid: randomUUID() },
        },
      };
      return signer.sign(tokenClaims(habits, about, own, request, clock), signature);
    },
    publicKeys: () => signer.publicKeys(),
  };
}
