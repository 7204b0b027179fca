// Errors about identities and resource groups.

import { type ArmError, gateway, provider } from "./armError.js";

/** 400: a new resource without a location. */
export function locationRequired(): ArmError {
  return gateway(400, "LocationRequired", "The location property is required for this definition.");
}

/** 400: the type cannot be created in a region, or nobody knows that region. */
export function locationNotAvailable(
  type: string,
  location: string,
  available: readonly string[],
): ArmError {
  const text = `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${available.join(",")}'.`;
  return gateway(400, "LocationNotAvailableForResourceType", text);
}

/** 409: a resource cannot move to another location. */
export function locationChanged(
  name: string,
  group: string,
  location: string,
  wanted: string,
): ArmError {
  return gateway(
    409,
    "InvalidResourceLocation",
    `The resource '${name}' already exists in location '${location}' in resource group '${group}'. A resource with the same name cannot be created in location '${wanted}'. Please select a new resource name.`,
  );
}

/** 400: a name the type does not allow. */
export function invalidResourceName(name: string, rule: string): ArmError {
  return gateway(400, "InvalidResourceName", `The resource name '${name}' is invalid: ${rule}.`);
}

/** 404: no such resource group. */
export function resourceGroupNotFound(name: string): ArmError {
  return gateway(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

/** 409: a resource group cannot move to another location. */
export function resourceGroupLocationChanged(location: string, wanted: string): ArmError {
  return gateway(
    409,
    "InvalidResourceGroupLocation",
    `Invalid resource group location '${wanted}'. The Resource group already exists in location '${location}'.`,
  );
}

/** 404: no such resource in an existing group. */
export function resourceNotFound(type: string, name: string, resourceGroupName: string): ArmError {
  return gateway(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** 400: an isolation scope the service does not know. */
export function invalidIsolationScope(known: readonly string[]): ArmError {
  const text = `The isolationScope of a managed identity must be one of: ${known.join(", ")}.`;
  return provider(400, "BadRequest", text);
}
