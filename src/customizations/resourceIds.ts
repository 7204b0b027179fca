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
  if (segments.some((segment) => segment === "." || segment === "..")) {
    throw notAnId(id, "it must not hold the segments '.' and '..'");
  }
  const location = takeLocation(segments);
  let resource: Provided | undefined;
  let extended: string | undefined;
  while (segments.length > 0) {
    if (resource !== undefined) {
      extended = id.slice(0, id.length - segments.join("/").length - 1);
    }
    resource = takeProvided(segments);
    if (resource === undefined) {
      throw notAnId(
        id,
        "after the resource group it must go on as /providers/{namespace}/{type}/{name}",
      );
    }
  }
  if (resource === undefined) {
    throw notAnId(id, "it must end in /providers/{namespace}/{type}/{name}");
  }
  return { ...location, ...resource, ...(extended === undefined ? {} : { extends: extended }) };
}

/**
 * Puts a resource's id together, with `resourceGroups` spelled as in requests. The opposite of
 * {@link parseResourceId}.
 *
 * @throws TypeError if the parts do not make an id: as many names as type names, none of them empty or
 * with a slash.
 */
export function formatResourceId(parts: ResourceId): string {
  const { subscriptionId, resourceGroupName, resourceType, names } = parts;
  const [namespace = "", ...types] = resourceType.split("/");
  if (types.length === 0 || types.length !== names.length) {
    throw new TypeError(
      `The resource type ${JSON.stringify(resourceType)} needs ${types.length} names; got ${names.length}.`,
    );
  }
  const single = [subscriptionId, resourceGroupName, namespace, ...types, ...names];
  if (single.some((part) => part?.includes("/") === true || part === "")) {
    throw notAnId(single.join(", "), "a part is empty or holds a slash");
  }
  const scope =
    parts.extends ??
    [
      subscriptionId === undefined ? "" : `/subscriptions/${subscriptionId}`,
      resourceGroupName === undefined ? "" : `/resourceGroups/${resourceGroupName}`,
    ].join("");
  const pairs = types.map((type, index) => `${type}/${names[index] ?? ""}`);
  const id = `${scope}/providers/${namespace}/${pairs.join("/")}`;
  parseResourceId(id);
  return id;
}

/** Whether two ids name the same thing. Resource Manager compares ids without regard to letter case. */
export function resourceIdsEqual(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
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

type Provided = Pick<ResourceId, "names" | "resourceType">;

/** Takes subscription and resource group from the beginning, as far as they are there. */
function takeLocation(
  segments: string[],
): Pick<ResourceId, "resourceGroupName" | "subscriptionId"> {
  const subscriptionId = takePair(segments, "subscriptions");
  if (subscriptionId === undefined) {
    return {};
  }
  const resourceGroupName = takePair(segments, "resourcegroups");
  return { subscriptionId, ...(resourceGroupName === undefined ? {} : { resourceGroupName }) };
}

/** Takes `providers`, a namespace and pairs of type and name, up to the next `providers` in a type's place. */
function takeProvided(segments: string[]): Provided | undefined {
  const namespace = takePair(segments, "providers");
  if (namespace === undefined) {
    return undefined;
  }
  const types: string[] = [];
  const names: string[] = [];
  while (segments.length >= 2 && segments[0]?.toLowerCase() !== "providers") {
    const [type = "", name = ""] = segments.splice(0, 2);
    types.push(type);
    names.push(name);
  }
  return types.length === 0
    ? undefined
    : { resourceType: ownSpelling([namespace, ...types].join("/")), names };
}

function takePair(segments: string[], word: string): string | undefined {
  return segments.length >= 2 && segments[0]?.toLowerCase() === word
    ? segments.splice(0, 2)[1]
    : undefined;
}

function notAnId(id: unknown, reason: string): TypeError {
  const shown = typeof id === "string" ? JSON.stringify(id.slice(0, 200)) : typeof id;
  return new TypeError(`Not the id of an Azure resource: ${shown}; ${reason}.`);
}
