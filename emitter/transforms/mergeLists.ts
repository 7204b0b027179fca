/** Brings together what several API versions call by the same name. */

/** The same thing in all versions that have it, oldest first. */
export type Versions<T> = readonly [T, ...T[]];

/** The newest of them. */
export function newestOf<T>(versions: Versions<T>): T {
  return versions.at(-1) ?? versions[0];
}

/** Brings together what has the same key: in the order of the newest list, then what only older ones have. */
export function merge<T>(
  lists: readonly (readonly T[])[],
  key: (item: T) => string,
  combine: (versions: Versions<T>) => T,
): readonly T[] {
  const found = new Map<string, Versions<T>>();
  for (const item of lists.toReversed().flat()) {
    const newer = found.get(key(item));
    found.set(key(item), newer === undefined ? [item] : [item, ...newer]);
  }
  return [...found.values()].map(combine);
}
