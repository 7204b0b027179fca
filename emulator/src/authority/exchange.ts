// Exchanges the token of another issuer for an access token, where a federated identity credential says so.

import type { StoredCredential, StoredIdentity } from "../store.js";
import { userAssigned } from "../tokens/principal.js";
import type { Claims } from "../tokens/signingKey.js";
import type { TokenAnswer } from "../tokens/tokenResponder.js";
import type { AuthorityContext } from "./authorityContext.js";
import { findTrusting } from "./findTrusting.js";
import {
  applicationNotFound,
  assertionMissing,
  audienceUnknown,
  invalidScope,
  invalidSignature,
  issuerUnknown,
  malformedAssertion,
  notYetKnown,
  outOfTime,
  parameterMissing,
  unsupportedGrant,
} from "./entraErrors.js";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/** The furthest that a `Date` reaches, from 1970 in both directions. */
const furthestInMs = 8_640_000_000_000_000;
const scopeSuffix = "/.default";

/**
 * Answers a request for a token with a client assertion.
 *
 * @throws Refusal. The checks come in this order: grant, client, scope, assertion present, its form, signature,
 * time, issuer, audience, subject, and at last whether the credential is old enough to be known. What `claims` asks for
 * does not matter: the token is new in any case.
 */
export async function exchange(
  context: AuthorityContext,
  form: URLSearchParams,
): Promise<TokenAnswer> {
  const { accessTokens } = context;
  const grant = required(form, "grant_type");
  if (grant !== "client_credentials") {
    throw unsupportedGrant(grant);
  }
  const identity = findClient(context, required(form, "client_id"));
  const resource = resourceOf(required(form, "scope"));
  const assertion = form.get("client_assertion") ?? "";
  if (assertion === "" || form.get("client_assertion_type") !== assertionType) {
    throw assertionMissing();
  }
  await checkAssertion(context, identity, assertion);
  // Again: it may have been deleted meanwhile.
  findClient(context, identity.clientId);
  const { token, expiresInSeconds } = await accessTokens.issue(userAssigned(identity), resource);
  return {
    status: 200,
    body: {
      token_type: "Bearer",
      expires_in: expiresInSeconds,
      ext_expires_in: expiresInSeconds,
      access_token: token,
    },
  };
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) {
    throw parameterMissing(name);
  }
  return value;
}

function findClient({ store, accessTokens }: AuthorityContext, clientId: string): StoredIdentity {
  const key = clientId.toLowerCase();
  const identity = store.findIdentity((one) => one.clientId === key);
  if (identity === undefined) {
    throw applicationNotFound(clientId, accessTokens.tenantId);
  }
  return identity;
}

function resourceOf(scope: string): string {
  const resource = scope.endsWith(scopeSuffix) ? scope.slice(0, -scopeSuffix.length) : "";
  if (resource === "" || resource.includes(" ")) {
    throw invalidScope(scope);
  }
  return resource;
}

async function checkAssertion(
  { clock, issuers, settings }: AuthorityContext,
  identity: StoredIdentity,
  assertion: string,
): Promise<void> {
  const { issuer } = await peek(assertion);
  const ofIssuer = () => identity.credentials.filter((one) => one.issuer === issuer);
  const key = issuers.keyOf(issuer);
  if (key === undefined) {
    throw ofIssuer().length === 0
      ? issuerUnknown(issuer)
      : invalidSignature(`The emulator has no keys of the issuer '${issuer}'.`);
  }
  const claims = await key.read(assertion);
  if (claims === undefined) {
    throw invalidSignature("The signature is not the issuer's, or not RS256.");
  }
  checkTime(claims, clock.now());
  // Not before: a credential may have been deleted while the signature was checked.
  const credentials = ofIssuer();
  if (credentials.length === 0) {
    throw issuerUnknown(issuer);
  }
  const trusting = findTrusting(claims, checkAudience(claims, credentials));
  const { credentialInMs } = settings.propagation;
  const knownSince = clock.now() - credentialInMs;
  if (credentialInMs > 0 && trusting.every(({ changedAt }) => changedAt > knownSince)) {
    throw notYetKnown();
  }
}

/** What an assertion says, before anything of it is believed. */
async function peek(assertion: string): Promise<{ readonly issuer: string }> {
  const { decodeJwt } = await import("jose");
  try {
    const { iss, exp } = decodeJwt(assertion);
    if (typeof iss === "string" && typeof exp === "number") {
      return { issuer: iss };
    }
  } catch {
    // Refused below, with all other texts that are no token.
  }
  throw malformedAssertion();
}

function checkTime({ nbf, exp }: Claims, now: number): void {
  const expiry = Number(exp) * 1_000;
  const notBefore = typeof nbf === "number" ? nbf * 1_000 : 0;
  if (now < notBefore || now >= expiry) {
    throw outOfTime(new Date(now), nearestDate(notBefore), nearestDate(expiry));
  }
}

/** A time that can be written: claims may have any number. */
function nearestDate(timeInMs: number): Date {
  return new Date(Math.min(Math.max(timeInMs, -furthestInMs), furthestInMs));
}

function checkAudience(
  { aud }: Claims,
  credentials: readonly StoredCredential[],
): readonly StoredCredential[] {
  const presented: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const found = credentials.filter(({ audiences }) =>
    audiences.some((audience) => presented.includes(audience)),
  );
  if (found.length === 0) {
    throw audienceUnknown(presented.join(", "));
  }
  return found;
}
