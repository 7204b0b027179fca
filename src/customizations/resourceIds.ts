// Ids of Azure resources: taken apart, put together, compared the way Resource Manager compares them.

/** The parts of a resource's id. */
export interface ResourceId {
  /** The subscription, if the resource lives in one. */
  readonly subscriptionId?: string;
  /** The resource group, if the resource lives in one. */
  readonly resourceGroupName?: string;
  /**
   * The full type: namespace and type names, such as
   * `Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials`.
   */
  readonly resourceType: string;
  /** The names, one for each type name, outermost first. */
  readonly names: readonly string[];
  /**
   * The id of the resource that this one extends, such as the virtual machine of a system-assigned
   * identity. Subscription and resource group are then those of the extended resource.
   */
  readonly extends?: string;
}

/**
 * Takes a resource's id apart. Letter case does not matter for the fixed words (`resourcegroups`), and the
 * parts come back as they were written, but for the type names of Microsoft.ManagedIdentity, which come
 * back in the provider's own spelling.
 *
 * @param id - Such as `/subscriptions/{id}/resourcegroups/{group}/providers/{namespace}/{type}/{name}`.
 * @throws TypeError if it is not the id of a resource.
 */
export function parseResourceId(id: string): ResourceId {
  const segments = typeof id === "string" ? id.split("/") : [];
  if (segments.shift() !== "" || segments.length === 0 || segments.includes("")) {
    throw notAnId(id, "it must start with '/' and have no empty segment");
  }
  const provider = segments.map((segment) => segment.toLowerCase()).lastIndexOf("providers");
  const own = segments.slice(provider + 1);
  if (provider < 0 || own.length < 3 || own.length % 2 === 0) {
    throw notAnId(id, "it must end in /providers/{namespace}/{type}/{name}");
  }
  const [namespace, ...pairs] = own as [string, ...string[]];
  const types = pairs.filter((_, index) => index % 2 === 0);
  const names = pairs.filter((_, index) => index % 2 === 1);
  const scope = segments.slice(0, provider);
  return {
    ...parseScope(id, scope),
    resourceType: ownSpelling([namespace, ...types].join("/")),
    names,
  };
}

/**
 * Puts a resource's id together, with `resourceGroups` spelled as in requests. The opposite of
 * {@link parseResourceId}.
 *
 * @throws TypeError if the parts do not make an id: as many names as type names, none of them empty or
 * with a slash.
 */
export function formatResourceId(parts: ResourceId): string {
  const [namespace, ...types] = parts.resourceType.split("/");
  if (types.length === 0 || types.length !== parts.names.length) {
    throw new TypeError(
      `The resource type ${JSON.stringify(parts.resourceType)} needs ${types.length} names; got ${parts.names.length}.`,
    );
  }
  const scope =
    parts.extends ??
    [
      parts.subscriptionId === undefined ? "" : `/subscriptions/${parts.subscriptionId}`,
      parts.resourceGroupName === undefined ? "" : `/resourceGroups/${parts.resourceGroupName}`,
    ].join("");
  const pairs = types.map((type, index) => `${type}/${parts.names[index] ?? ""}`);
  const id = `${scope}/providers/${namespace ?? ""}/${pairs.join("/")}`;
  const again = parseResourceId(id);
  if (again.names.length !== parts.names.length || parts.names.some((name) => name.includes("/"))) {
    throw notAnId(id, "a part is empty or holds a slash");
  }
  return id;
}

/** Whether two ids name the same resource. Resource Manager compares ids without regard to letter case. */
export function resourceIdsEqual(one: string, other: string): boolean {
  return normalizeResourceId(one).toLowerCase() === normalizeResourceId(other).toLowerCase();
}

/**
 * Writes an id in one spelling: `/subscriptions`, `/resourceGroups` (the service answers `resourcegroups`),
 * `/providers` and the type names of Microsoft.ManagedIdentity. Names stay as they are.
 *
 * @throws TypeError if it is not the id of a resource.
 */
export function normalizeResourceId(id: string): string {
  const parts = parseResourceId(id);
  return formatResourceId(
    parts.extends === undefined ? parts : { ...parts, extends: normalizeResourceId(parts.extends) },
  );
}

// Source: the paths of Microsoft.ManagedIdentity in `swagger/specification`.
const ownTypes = [
  "Microsoft.ManagedIdentity/userAssignedIdentities",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
  "Microsoft.ManagedIdentity/identities",
];

function ownSpelling(resourceType: string): string {
  const wanted = resourceType.toLowerCase();
  return ownTypes.find((type) => type.toLowerCase() === wanted) ?? resourceType;
}

function parseScope(
  id: string,
  scope: readonly string[],
): Pick<ResourceId, "extends" | "resourceGroupName" | "subscriptionId"> {
  if (scope.some((segment) => segment.toLowerCase() === "providers")) {
    const extended = `/${scope.join("/")}`;
    const { subscriptionId, resourceGroupName } = parseResourceId(extended);
    return {
      ...(subscriptionId === undefined ? {} : { subscriptionId }),
      ...(resourceGroupName === undefined ? {} : { resourceGroupName }),
      extends: extended,
    };
  }
  const [subscriptions, subscriptionId, groups, resourceGroupName, ...rest] = scope;
  if (subscriptions === undefined) {
    return {};
  }
  if (
    subscriptions.toLowerCase() !== "subscriptions" ||
    subscriptionId === undefined ||
    rest.length > 0 ||
    (groups !== undefined &&
      (groups.toLowerCase() !== "resourcegroups" || resourceGroupName === undefined))
  ) {
    throw notAnId(
      id,
      "it must start with /subscriptions/{id} and, if it has one, its resource group",
    );
  }
  return { subscriptionId, ...(resourceGroupName === undefined ? {} : { resourceGroupName }) };
}

function notAnId(id: unknown, reason: string): TypeError {
  const shown = typeof id === "string" ? JSON.stringify(id.slice(0, 200)) : typeof id;
  return new TypeError(`Not the id of an Azure resource: ${shown}; ${reason}.`);
}
