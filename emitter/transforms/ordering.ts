/** The order of everything that has a name: the same on every machine, whatever its language. */

/** Compares by name, code unit by code unit. */
export function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
