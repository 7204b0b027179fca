// Which of Azure's hosts this process runs on.

import { CredentialUnavailableError } from "./errors.js";
import type { Identity } from "./identity.js";
import { appService } from "./sources/appService.js";
import { appService2017 } from "./sources/appService2017.js";
import { azureArc, isArcPresent } from "./sources/azureArc.js";
import { azureMl, defaultClientIdVariable } from "./sources/azureMl.js";
import { cloudShell } from "./sources/cloudShell.js";
import { imds } from "./sources/imds.js";
import { serviceFabric } from "./sources/serviceFabric.js";
import type { Settings } from "./settings.js";
import type { TokenSource } from "./sources/source.js";
import { isWorkloadIdentityPresent, workloadIdentity } from "./sources/workloadIdentity.js";
import { readVariable } from "./variables.js";

/**
 * Chooses the source by the variables that are set and not empty, in the order of `@azure/identity`.
 *
 * @throws CredentialUnavailableError if the source cannot take the kind of id, or not the caller's HTTP client.
 */
export function detectSource(
  identity: Identity,
  { authorityHost, hasHttpClient }: Pick<Settings, "authorityHost" | "hasHttpClient">,
): TokenSource {
  const source = choose(identity, authorityHost);
  if (source.pinned === true && hasHttpClient) {
    throw new CredentialUnavailableError(
      `ManagedIdentityCredential: httpClient cannot be used with ${source.name}, because its server is known by its certificate, which another client does not check. additionalPolicies can be used.`,
    );
  }
  if (identity.kind !== "system" && !source.takes.includes(identity.kind)) {
    throw new CredentialUnavailableError(
      `ManagedIdentityCredential: ${identity.kind} cannot be used with ${source.name}. ${source.aboutIds}`,
    );
  }
  return source;
}

function choose({ kind, id }: Identity, authorityHost: string | undefined): TokenSource {
  const isSet = (name: string): boolean => readVariable(name) !== undefined;
  if (isWorkloadIdentityPresent(kind === "clientId" ? id : undefined)) {
    return workloadIdentity(authorityHost);
  }
  if (isSet("IDENTITY_ENDPOINT") && isSet("IDENTITY_HEADER")) {
    return isSet("IDENTITY_SERVER_THUMBPRINT") ? serviceFabric : appService;
  }
  if (isSet("MSI_ENDPOINT")) {
    if (!isSet("MSI_SECRET")) {
      return cloudShell;
    }
    return isSet(defaultClientIdVariable) ? azureMl : appService2017;
  }
  return isArcPresent() ? azureArc : imds;
}
