// Made from samples/tasks/resumeList.ts by `npm run generate`. Do not edit: change that file.

// Page through a list, stop, and go on later, in another process: each run prints one page and
// leaves the place to go on from in a file. Run it until it says that this was the last page.

import { DefaultAzureCredential } from "@azure/identity";
import { ManagedServiceIdentityClient, getContinuationToken } from "arm-managed-identity";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";

const subscriptionId = required("AZURE_SUBSCRIPTION_ID");
const resourceGroup = required("AZURE_RESOURCE_GROUP");
const identityName = required("IDENTITY_NAME");
const placeFile = process.env["PLACE_FILE"] ?? "place-in-list.txt";

const client = new ManagedServiceIdentityClient(new DefaultAzureCredential(), subscriptionId, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});

// The first time there is no such file, and the list begins at its beginning.
const continuationToken = existsSync(placeFile) ? await readFile(placeFile, "utf8") : undefined;

const pages = client.federatedIdentityCredentials
  .list(resourceGroup, identityName)
  .byPage({ maxPageSize: 2, ...(continuationToken === undefined ? {} : { continuationToken }) });

// The next page is only asked for when the loop comes round again.
for await (const page of pages) {
  console.log(page.map(({ name, subject }) => `${name}: ${subject}`).join("\n"));

  // It is good for the same list and holds no access token. Keep it as it is.
  const next = getContinuationToken(page);
  if (next === undefined) {
    await rm(placeFile, { force: true });
    console.log("This was the last page.");
  } else {
    await writeFile(placeFile, next);
    console.log("There is more: run it again.");
  }
  break;
}

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
