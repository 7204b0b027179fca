// The two shapes of a resource: ARM's envelope on the wire, flat in a caller's hands.

/** A JSON object as it is on the wire. */
export type WireObject = Record<string, unknown>;

// Source: the envelope of resources in Azure's common types. A member our models do not know goes to
// the envelope if it has one of these names, else into `properties`.
const envelopeNames = new Set([
  "location",
  "tags",
  "kind",
  "sku",
  "plan",
  "identity",
  "etag",
  "zones",
  "managedBy",
  "extendedLocation",
]);

// Names a resource has outside `properties`. A member of `properties` with one of them stays there: at the top
// it would be taken for the resource's own when it is written back.
const resourceNames = new Set([...envelopeNames, "id", "name", "properties", "systemData", "type"]);

/**
 * Makes a resource flat: the members of `properties` move to the top. One that has the name of a member of the
 * resource itself stays in `properties`, so that nothing is lost or mixed up.
 *
 * @param wire - The resource as it arrived; it is not changed.
 */
export function liftProperties(wire: WireObject): WireObject {
  const { properties, ...flat } = wire;
  if (!isObject(properties)) {
    return properties === undefined || properties === null ? flat : { ...flat, properties };
  }
  let remaining: WireObject | undefined;
  for (const name of Object.keys(properties)) {
    if (resourceNames.has(name) || Object.hasOwn(flat, name)) {
      (remaining ??= {})[name] = properties[name];
    } else {
      setMember(flat, name, properties[name]);
    }
  }
  if (remaining !== undefined) {
    flat["properties"] = remaining;
  }
  return flat;
}

/**
 * Builds a resource's wire shape, the opposite of {@link liftProperties}.
 *
 * @param top - The known members of the envelope.
 * @param properties - The known members of `properties`.
 * @param unknown - Members no model knows: those with an envelope name go to the top, a remaining
 * `properties` object is merged into `properties`, anything else goes into `properties`.
 */
export function toEnvelope(
  top: WireObject,
  properties: WireObject,
  unknown: WireObject,
): WireObject {
  const wire: WireObject = {};
  const inner: WireObject = {};
  addDefined(wire, top);
  const { properties: remaining, ...rest } = unknown;
  for (const name of Object.keys(rest)) {
    setMember(envelopeNames.has(name) ? wire : inner, name, rest[name]);
  }
  if (isObject(remaining)) {
    addDefined(inner, remaining);
  }
  addDefined(inner, properties);
  if (Object.values(inner).some((value) => value !== undefined)) {
    wire["properties"] = inner;
  }
  return wire;
}

/**
 * Reads a `date-time`.
 *
 * @param value - The text on the wire; absent values give `undefined`.
 */
export function toDate(value: unknown): Date | undefined {
  return value === undefined || value === null ? undefined : new Date(value as string);
}

/** Whether a value is a JSON object: neither `null` nor an array. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function addDefined(target: WireObject, source: WireObject): void {
  for (const name of Object.keys(source)) {
    if (source[name] !== undefined) {
      setMember(target, name, source[name]);
    }
  }
}

function setMember(target: WireObject, name: string, value: unknown): void {
  if (name === "__proto__") {
    // A plain assignment would change the object's prototype instead of adding a member.
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    target[name] = value;
  }
}
