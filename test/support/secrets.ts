// Looks for a text in everything that can be reached from a value.

import { inspect } from "node:util";

/**
 * Finds where a text can be reached from a value: as JSON, as `util.inspect` prints it, and by walking over
 * every property, enumerable or not, symbols, prototypes, maps and sets included.
 *
 * @returns The places, none if the text cannot be reached.
 */
export function placesOf(text: string, value: unknown): string[] {
  const places = walk(text, value);
  if ((safeJson(value) ?? "").includes(text)) {
    places.push("JSON.stringify");
  }
  for (const options of [{}, { depth: Infinity, showHidden: true, getters: true }] as const) {
    if (inspect(value, options).includes(text)) {
      places.push(`util.inspect(${JSON.stringify(options)})`);
    }
  }
  if (String(value).includes(text)) {
    places.push("String");
  }
  return places;
}

function walk(text: string, root: unknown): string[] {
  const places: string[] = [];
  const seen = new Set<unknown>();
  const queue: [path: string, value: unknown][] = [["error", root]];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [path, value] = next;
    if (typeof value === "string" && value.includes(text)) {
      places.push(path);
    }
    if (value instanceof Uint8Array && Buffer.from(value).includes(text)) {
      places.push(path);
    }
    if (
      (typeof value !== "object" && typeof value !== "function") ||
      value === null ||
      seen.has(value)
    ) {
      continue;
    }
    seen.add(value);
    if (value instanceof Map || value instanceof Set) {
      queue.push([`${path}.entries()`, [...value]]);
    }
    for (const key of Reflect.ownKeys(value)) {
      queue.push([`${path}.${String(key)}`, read(value, key)]);
    }
    queue.push([`${path}.[[Prototype]]`, Object.getPrototypeOf(value)]);
  }
  return places;
}

function read(owner: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(owner, key);
  } catch {
    return undefined;
  }
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
