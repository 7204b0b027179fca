// Federated identity credentials of user-assigned identities.

import { optionalNumber, optionalObject, optionalString, optionalStrings } from "../bodies.js";
import type { Call } from "../call.js";
import {
  audienceCount,
  credentialNotFound,
  credentialsNotEnabled,
  credentialValueTooLong,
  duplicateCredential,
  emptyCredential,
  incompleteCredential,
  incompleteFlexibleCredential,
  invalidClaimsMatchingExpression,
  invalidCredentialName,
  parentResourceNotFound,
  tooManyCredentials,
  unreadableExpression,
} from "../errors/credentialErrors.js";
import { ExpressionError } from "../expressions/expression.js";
import { parseExpression } from "../expressions/parseExpression.js";
import type {
  FederatedIdentityCredentialsCreateOrUpdateRequest,
  FederatedIdentityCredentialsCreateOrUpdateResponse as PutResponse,
  FederatedIdentityCredentialsDeleteRequest,
  FederatedIdentityCredentialsDeleteResponse as DeleteResponse,
  FederatedIdentityCredentialsHandlers,
} from "../generated/handlers.js";
import type {
  ClaimsMatchingExpression,
  FederatedIdentityCredential,
} from "../generated/wireTypes.js";
import { listPage } from "../paging.js";
import { isKnownAsParent, refuseUnknownPrincipal } from "../propagation.js";
import { credentialId, providerNamespace } from "../resourceIds.js";
import type { CredentialValues, StoredCredential, StoredIdentity } from "../store.js";
import type { KnownMembers } from "../versionedMembers.js";

const type = `${providerNamespace}/userAssignedIdentities/federatedIdentityCredentials`;
const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}$/;
const mostCredentials = 20;
const longestValue = 600;
const longestExpression = 4_096;
const expressionLanguageVersion = 1;

/** How many segments of a credential's path name its identity. */
const parentSegments = 8;

/** The names in the path of a credential's identity. */
interface ParentPath {
  readonly resourceGroupName: string;
  readonly resourceName: string;
}

/** Answers the operations on federated identity credentials. */
export function federatedIdentityCredentials(call: Call): FederatedIdentityCredentialsHandlers {
  const { store, knows } = call;
  const toWire = (credential: StoredCredential) => credentialToWire(credential, knows);
  const put = (
    parent: StoredIdentity,
    { path, body }: FederatedIdentityCredentialsCreateOrUpdateRequest,
  ): PutResponse => {
    refuseReplaced(call, path, "write", parent);
    const name = path.federatedIdentityCredentialResourceName;
    const values = readValues(body.properties, call);
    const existing = store.credential(parent, name);
    refuseDuplicate(parent, values, existing);
    if (existing !== undefined) {
      store.changeCredential(existing, values);
      return { status: 200, body: toWire(existing) };
    }
    if (parent.credentials.length >= mostCredentials) {
      throw tooManyCredentials(mostCredentials, parent.id);
    }
    const created = store.addCredential(parent, { name, ...values });
    return { status: 201, body: toWire(created), headers: { Location: encodeURI(created.id) } };
  };
  const remove = (
    parent: StoredIdentity,
    { path }: FederatedIdentityCredentialsDeleteRequest,
  ): DeleteResponse => {
    refuseReplaced(call, path, "delete", parent);
    const credential = store.credential(parent, path.federatedIdentityCredentialResourceName);
    if (credential === undefined) {
      return { status: 204 };
    }
    store.removeCredential(parent, credential);
    return { status: 200 };
  };

  return {
    list({ path, query }) {
      const parent = existingParent(call, path, "read");
      const partitions = new Map([["", parent.credentials]]);
      return { status: 200, body: listPage(call, query, partitions, toWire) };
    },

    get({ path }) {
      const parent = existingParent(call, path, "read");
      const name = path.federatedIdentityCredentialResourceName;
      const credential = store.credential(parent, name);
      if (credential === undefined) {
        throw credentialNotFound(credentialId(parent.id, name));
      }
      return { status: 200, body: toWire(credential) };
    },

    createOrUpdate(request) {
      const { path, body } = request;
      const parent = existingParent(call, path, "write");
      refuseUnknownPrincipal(call, parent);
      const name = path.federatedIdentityCredentialResourceName;
      if (!namePattern.test(name)) {
        throw invalidCredentialName(name);
      }
      readValues(body.properties, call);
      return carryOut(call, parent, () => put(parent, request));
    },

    delete(request) {
      const parent = existingParent(call, request.path, "delete");
      return carryOut(call, parent, () => remove(parent, request));
    },
  };
}

function carryOut<T>(
  { writes, settings }: Call,
  parent: StoredIdentity,
  write: () => T,
): Promise<T> {
  return writes.carryOut(parent, settings.writeDurationInMs, write);
}

/** A version that does not know the expression of a credential shows neither it nor a subject. */
function credentialToWire(
  credential: StoredCredential,
  knows: KnownMembers,
): FederatedIdentityCredential {
  const { id, name, issuer, subject, audiences, claimsMatchingExpression } = credential;
  const properties = {
    issuer,
    ...(subject !== undefined && { subject }),
    audiences: [...audiences],
    ...(knows.claimsMatchingExpression && { claimsMatchingExpression }),
  };
  return { id, name, type, properties };
}

function existingParent(
  call: Call,
  path: ParentPath,
  action: "read" | "write" | "delete",
): StoredIdentity {
  const identity = parentAt(call, path);
  if (identity === undefined || (action === "write" && !isKnownAsParent(call, identity))) {
    throw parentMissing(call, action);
  }
  if (call.settings.regions.withoutFederatedCredentials.includes(identity.location)) {
    throw credentialsNotEnabled();
  }
  return identity;
}

/** The identity may have been deleted while the write took its time; one that has its name now is another one. */
function refuseReplaced(
  call: Call,
  path: ParentPath,
  action: "write" | "delete",
  parent: StoredIdentity,
): void {
  if (parentAt(call, path) !== parent) {
    throw parentMissing(call, action);
  }
}

function parentAt({ store }: Call, path: ParentPath): StoredIdentity | undefined {
  return store.identity(store.group(path.resourceGroupName), path.resourceName);
}

function parentMissing({ segments }: Call, action: "read" | "write" | "delete"): Error {
  return parentResourceNotFound(action, `/${segments.slice(0, parentSegments).join("/")}`);
}

function readValues(given: unknown, { knows, clock }: Call): CredentialValues {
  const properties = optionalObject(given, "properties") ?? {};
  if (Object.keys(properties).length === 0) {
    throw emptyCredential();
  }
  const issuer = optionalString(properties.issuer, "issuer");
  const subject = optionalString(properties.subject, "subject");
  const audiences = optionalStrings(properties.audiences, "audiences");
  const claimsMatchingExpression = knows.claimsMatchingExpression
    ? readExpression(properties.claimsMatchingExpression)
    : undefined;
  const isOneGiven = Boolean(subject) !== (claimsMatchingExpression !== undefined);
  if (!issuer || !isOneGiven || audiences === undefined) {
    throw knows.claimsMatchingExpression ? incompleteFlexibleCredential() : incompleteCredential();
  }
  if (audiences.length !== 1) {
    throw audienceCount();
  }
  refuseLongValues({ issuer, subject: subject ?? "", audience: audiences.join() });
  return {
    issuer,
    subject: subject === "" ? undefined : subject,
    audiences,
    claimsMatchingExpression,
    changedAt: clock.now(),
  };
}

function readExpression(given: unknown): ClaimsMatchingExpression | undefined {
  const expression = optionalObject(given, "claimsMatchingExpression");
  if (expression === undefined) {
    return undefined;
  }
  const value = optionalString(expression.value, "claimsMatchingExpression.value");
  const languageVersion = optionalNumber(
    expression.languageVersion,
    "claimsMatchingExpression.languageVersion",
  );
  if (!value || languageVersion !== expressionLanguageVersion) {
    throw invalidClaimsMatchingExpression(expressionLanguageVersion);
  }
  if (value.length > longestExpression) {
    throw credentialValueTooLong("claimsMatchingExpression", longestExpression);
  }
  refuseUnreadable(value);
  return { value, languageVersion };
}

function refuseUnreadable(expression: string): void {
  try {
    parseExpression(expression);
  } catch (error) {
    throw error instanceof ExpressionError ? unreadableExpression(error.message) : error;
  }
}

function refuseLongValues(values: Readonly<Record<string, string>>): void {
  for (const [member, value] of Object.entries(values)) {
    if (value.length > longestValue) {
      throw credentialValueTooLong(member, longestValue);
    }
  }
}

function refuseDuplicate(
  parent: StoredIdentity,
  { issuer, subject, claimsMatchingExpression }: CredentialValues,
  itself: StoredCredential | undefined,
): void {
  const other = parent.credentials.find(
    (credential) =>
      credential !== itself &&
      credential.issuer === issuer &&
      credential.subject === subject &&
      credential.claimsMatchingExpression?.value === claimsMatchingExpression?.value,
  );
  if (other !== undefined) {
    throw duplicateCredential(subject === undefined ? "claims matching expression" : "subject");
  }
}
