// Made from samples/tasks/handleErrors.ts by `npm run generate`. Do not edit: change that file.

// Handle errors: what is missing, forbidden, in conflict or too fast, no answer at all, and a wrong
// argument. It asks for things that are not there, and changes nothing.

import { isRestError } from "@azure/core-rest-pipeline";
import { DefaultAzureCredential } from "@azure/identity";
import {
  ManagedServiceIdentityClient,
  isConcurrentWrite,
  isConflict,
  isForbidden,
  isNotFound,
  isParentNotFound,
  isProviderNotRegistered,
  isServiceError,
  isThrottled,
  isUnauthorized,
} from "arm-managed-identity";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});
const identities = client.userAssignedIdentities;
const credentials = client.federatedIdentityCredentials;

await report("an identity that does not exist", () => identities.get(resourceGroup, "no-such-bot"));
await report("a credential of an identity that does not exist", () =>
  credentials.get(resourceGroup, "no-such-bot", "no-such-credential"),
);
await report("a group that does not exist", () => identities.get("no-such-group", "no-such-bot"));
await report("a call that is ended early", () =>
  // Or AbortSignal.timeout(60_000), for a call that may take a minute with all its retries.
  identities.get(resourceGroup, "no-such-bot", { abortSignal: AbortSignal.abort() }),
);
await report("a name that is empty", () => identities.get(resourceGroup, ""));

async function report(what, call) {
  try {
    await call();
    console.log(`${what}: it is there`);
  } catch (error) {
    console.log(`${what}: ${explain(error)}`);
  }
}

/** The guards from the narrow to the wide: each also tells TypeScript what the error holds. */
function explain(error) {
  if (isParentNotFound(error)) {
    return `what it would be in is missing (${error.code})`;
  }
  if (isNotFound(error)) {
    return `it is missing (${error.code})`;
  }
  if (isUnauthorized(error)) {
    return `the access token is for another tenant, cloud or service (${error.code})`;
  }
  if (isForbidden(error)) {
    return `the caller lacks a role (${error.code}): ${error.details.error?.message}`;
  }
  if (isThrottled(error)) {
    return `too fast; wait ${error.retryAfterInMs ?? 20_000} ms`;
  }
  if (isConcurrentWrite(error)) {
    return "another credential of the identity is being written; try again in some seconds";
  }
  if (isProviderNotRegistered(error)) {
    return "once for the subscription: az provider register --namespace Microsoft.ManagedIdentity";
  }
  if (isConflict(error)) {
    return `in conflict with what is there (${error.code}); read it before you try again`;
  }
  if (isServiceError(error)) {
    // The request id is what Azure support asks for.
    return `${error.operation}: ${error.statusCode} ${error.code}, request ${error.requestId}`;
  }
  if (error instanceof Error && error.name === "AbortError") {
    return "called off; a write may have been carried out all the same";
  }
  if (isRestError(error)) {
    // DNS, firewall, proxy, certificate, or `requestOptions.timeout`.
    return `no answer (${error.code}): ${error.message}`;
  }
  if (error instanceof TypeError) {
    return `nothing was sent: ${error.message}`;
  }
  // Not signed in, or a mistake in this program.
  throw error;
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
