// Made from samples/tasks/traceWithOpenTelemetry.ts by `npm run generate`. Do not edit: change that file.

// Tracing with OpenTelemetry: every operation is a span, and its HTTP requests are children of it.
// Here spans are printed; another exporter takes them to Azure Monitor, Jaeger or where you want.
//
//   npm install @opentelemetry/api@1.9 @opentelemetry/instrumentation@0.211 \
//     @opentelemetry/sdk-trace-node@2 @azure/opentelemetry-instrumentation-azure-sdk@1

import { createAzureSdkInstrumentation } from "@azure/opentelemetry-instrumentation-azure-sdk";
import { trace } from "@opentelemetry/api";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import {
  ConsoleSpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { register } from "node:module";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");

const provider = new NodeTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())],
});
provider.register();

// It takes hold of modules that are loaded after it: hence the hook, for ES modules, and import().
register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);
registerInstrumentations({ instrumentations: [createAzureSdkInstrumentation()] });
const { DefaultAzureCredential } = await import("@azure/identity");
const { ManagedServiceIdentityClient } = await import("arm-managed-identity");

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

// A span of your own becomes the parent of what is called in it.
await trace.getTracer("nightly-report").startActiveSpan("list identities", async (span) => {
  try {
    for await (const { name } of client.userAssignedIdentities.listByResourceGroup(resourceGroup)) {
      console.log(`identity: ${name}`);
    }
  } finally {
    span.end();
    // Exports what has not been exported yet, also before a program that fails ends.
    await provider.shutdown();
  }
});

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
