// Policies of your own: one marks every request of this run with one correlation id, by which
// Azure's activity log finds them all; the other one prints what was sent and how long it took,
// each try by itself.

import { DefaultAzureCredential } from "@azure/identity";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { ManagedServiceIdentityClient } from "arm-managed-identity";
import { randomUUID } from "node:crypto";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");

const correlationId = randomUUID();

const correlationPolicy: PipelinePolicy = {
  name: "correlationPolicy",
  sendRequest(request, next) {
    request.headers.set("x-ms-correlation-request-id", correlationId);
    return next(request);
  },
};

// This one stands behind the policy that adds the access token: it must not print the headers.
const timingPolicy: PipelinePolicy = {
  name: "timingPolicy",
  async sendRequest(request, next) {
    const started = performance.now();
    const response = await next(request);
    const { pathname } = new URL(request.url);
    const timeInMs = Math.round(performance.now() - started);
    console.log(`${request.method} ${pathname}: ${response.status} in ${timeInMs} ms`);
    return response;
  },
};

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
  additionalPolicies: [
    // Once for each call, before retries; and once for each try, last of all.
    { position: "perCall", policy: correlationPolicy },
    { position: "perRetry", policy: timingPolicy },
  ],
});

let count = 0;
for await (const { name } of client.userAssignedIdentities.listByResourceGroup(resourceGroup)) {
  console.log(name);
  count += 1;
}
console.log(`Identities in the group: ${count}. Correlation id: ${correlationId}`);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
