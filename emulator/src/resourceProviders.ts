// What ARM says of the provider in the subscription, and how it is registered.

import type { Answer, Call } from "./call.js";
import { providerInUse } from "./errors/requestErrors.js";
import { apiVersions, routes } from "./generated/routes.js";
import { displayName } from "./regions.js";
import type { RegistrationState } from "./registration.js";
import { providerNamespace } from "./resourceIds.js";
import { resourceTypeOf } from "./resourceTypes.js";

/** The types that are created in a region. */
const regionalTypes = [
  "userAssignedIdentities",
  "userAssignedIdentities/federatedIdentityCredentials",
];

/** Answers the provider. */
export function getProvider(call: Call): Answer {
  return { status: 200, body: providerToWire(call, call.registration.state) };
}

/** Answers all providers of the subscription: there is one. */
export function listProviders(call: Call): Answer {
  return { status: 200, body: { value: [providerToWire(call, call.registration.state)] } };
}

/** Makes the provider usable in the subscription. */
export function registerProvider(call: Call): Answer {
  return { status: 200, body: providerToWire(call, call.registration.register()) };
}

/** Makes it unusable. */
export function unregisterProvider(call: Call): Answer {
  if (call.store.findIdentity(() => true) !== undefined) {
    throw providerInUse();
  }
  return { status: 200, body: providerToWire(call, call.registration.unregister()) };
}

function providerToWire({ settings }: Call, registrationState: RegistrationState): object {
  return {
    id: `/subscriptions/${settings.subscriptionId}/providers/${providerNamespace}`,
    namespace: providerNamespace,
    resourceTypes: typesToWire(settings.regions.available.map(displayName)),
    registrationState,
    registrationPolicy: "RegistrationRequired",
  };
}

function typesToWire(regions: readonly string[]): readonly object[] {
  const types = [...new Set(routes.map(resourceTypeOf))];
  return types.map((resourceType) => ({
    resourceType,
    locations: regionalTypes.includes(resourceType) ? regions : [],
    apiVersions: apiVersions
      .filter((version) =>
        routes.some(
          (route) => resourceTypeOf(route) === resourceType && route.versions.includes(version),
        ),
      )
      .reverse(),
    capabilities:
      resourceType === "userAssignedIdentities" ? "SupportsTags, SupportsLocation" : "None",
  }));
}
