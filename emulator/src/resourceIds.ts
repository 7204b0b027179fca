// Resource ids: how ARM spells them, compares names and reads a scope.

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The provider this emulator plays. */
export const providerNamespace = "Microsoft.ManagedIdentity";

/** The resource that a system-assigned identity belongs to. */
export interface ParentResource {
  /** The id with a leading slash, spelled as asked. */
  readonly id: string;
  /** The last name of the id. */
  readonly name: string;
  /** Namespace and types, e.g. "Microsoft.Compute/virtualMachines". */
  readonly type: string;
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
}

/**
 * The form of a name in which two names are the same for ARM. Only ASCII letters are folded: a full
 * Unicode folding would let other letters (the Kelvin sign, for one) stand for ASCII ones.
 */
export function nameKey(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Whether a text has the form of a GUID. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}

/** The id of a resource group, spelled with `resourceGroups`. */
export function resourceGroupId(subscriptionId: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** The id of a user-assigned identity; the service spells it with a lower-case `resourcegroups`. */
export function identityId(
  subscriptionId: string,
  resourceGroupName: string,
  name: string,
): string {
  return `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroupName}/providers/${providerNamespace}/userAssignedIdentities/${name}`;
}

/** The id of a federated identity credential under an identity's id. */
export function credentialId(parentId: string, name: string): string {
  return `${parentId}/federatedIdentityCredentials/${name}`;
}

/**
 * Reads the id of a resource in a resource group, with or without the leading slash. Of several
 * `providers` parts the last one says what the resource is.
 *
 * @returns undefined when the text is not such an id.
 */
export function parseParentResource(scope: string): ParentResource | undefined {
  const parts = scope.replace(/^\//, "").split("/");
  const [subscriptions, subscriptionId, resourceGroups, resourceGroupName] = parts;
  const providers = parts.findLastIndex((part) => nameKey(part) === "providers");
  const [namespace, ...path] = parts.slice(providers + 1);
  const types = path.filter((_, index) => index % 2 === 0);
  const name = path.at(-1);
  if (
    nameKey(subscriptions ?? "") !== "subscriptions" ||
    nameKey(resourceGroups ?? "") !== "resourcegroups" ||
    subscriptionId === undefined ||
    resourceGroupName === undefined ||
    namespace === undefined ||
    name === undefined ||
    providers < 4 ||
    path.length % 2 !== 0 ||
    parts.includes("")
  ) {
    return undefined;
  }
  const type = [namespace, ...types].join("/");
  return { id: `/${parts.join("/")}`, name, type, subscriptionId, resourceGroupName };
}
