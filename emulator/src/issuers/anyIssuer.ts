// An issuer of which nothing is known but its name: GitLab, Terraform Cloud, one's own.

import { requireText, type ExternalIssuer, type IssuerParts } from "./externalIssuer.js";
import { tokenClaims, type TokenOptions } from "./tokenOptions.js";

/** An issuer by its name. */
export interface AnyIssuerOptions {
  /** As it stands in tokens and credentials, to the last slash. */
  readonly issuer: string;
}

/** A token of any issuer. */
export interface AnyTokenRequest extends TokenOptions {
  /** Whom or what it is about (`sub`). */
  readonly subject: string;
}

/** Plays an issuer. Its tokens are good for five minutes unless they are said to be good for longer. */
export function anyIssuer(
  issuer: string,
  { clock, signer }: IssuerParts,
): ExternalIssuer<AnyTokenRequest> {
  const habits = { issuer, lifetimeInSeconds: 300, leewayInSeconds: 0, listsAudiences: false };
  const subject = (request: AnyTokenRequest) => requireText("subject", request.subject);
  return {
    issuer,
    subject,
    token: async (request) =>
      signer.sign(
        tokenClaims(habits, subject(request), {}, request, clock),
        request.signature ?? "valid",
      ),
    publicKeys: () => signer.publicKeys(),
  };
}
