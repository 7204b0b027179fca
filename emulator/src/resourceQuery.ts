// `$filter`, `$orderby` and `$skip` over associated resources: the simple forms of OData.

import type { AssociatedResource } from "./associatedResources.js";
import { invalidQueryParameter } from "./errors/requestErrors.js";
import { readCount } from "./paging.js";
import { nameKey } from "./resourceIds.js";
import { Series, type Numbered } from "./series.js";

/** What a caller said about the resources, apart from the page. */
export interface ResourceQuery {
  readonly filter?: string;
  readonly orderby?: string;
  readonly skip?: string;
}

/** A resource with its place among those that pass the filter. */
export interface PlacedResource extends Numbered {
  readonly resource: AssociatedResource;
}

/** The resources that were asked for, and how many there are with those that are skipped. */
export interface Selection {
  readonly totalCount: number;
  readonly series: Series<PlacedResource>;
}

type Passes = (resource: AssociatedResource) => boolean;
type Compare = (a: AssociatedResource, b: AssociatedResource) => number;

const members: readonly (keyof AssociatedResource)[] = [
  "id",
  "name",
  "type",
  "resourceGroup",
  "subscriptionId",
  "subscriptionDisplayName",
];

/**
 * Selects resources by a query.
 *
 * @throws ArmError 400 `InvalidQueryParameter` for a form that is not supported.
 */
export function selectResources(
  resources: readonly AssociatedResource[],
  { filter, orderby, skip }: ResourceQuery,
): Selection {
  const skipped = readCount("$skip", skip) ?? 0;
  const found = filter === undefined ? resources : resources.filter(readFilter(filter));
  const ordered = orderby === undefined ? found : [...found].sort(readOrder(orderby));
  const series = new Series<PlacedResource>();
  for (const [index, resource] of ordered.entries()) {
    // Counted with the skipped ones, so that a link that repeats `$skip` skips nothing twice.
    if (index >= skipped) {
      series.append({ sequence: index + 1, resource });
    }
  }
  return { totalCount: ordered.length, series };
}

/**
 * Reads a filter: comparisons `member eq 'text'`, joined by `and` and `or`, of which `and` binds
 * closer. A quote in a text is doubled; letter case makes no difference.
 *
 * @throws ArmError 400 `InvalidQueryParameter` for anything else.
 */
function readFilter(filter: string): Passes {
  const comparison = /\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*(?:(and|or)\s|$)/iy;
  const alternatives: Passes[][] = [[]];
  let isOpen = true;
  while (isOpen) {
    const [, name = "", text = "", joint] = comparison.exec(filter) ?? [];
    const member = memberNamed(name);
    if (member === undefined) {
      throw invalidQueryParameter(
        "$filter",
        `may have comparisons of the form "member eq 'text'" joined by 'and' or 'or', with one of the members ${members.join(", ")}`,
      );
    }
    const wanted = nameKey(text.replaceAll("''", "'"));
    alternatives.at(-1)?.push((resource) => nameKey(resource[member]) === wanted);
    if (nameKey(joint ?? "") === "or") {
      alternatives.push([]);
    }
    isOpen = joint !== undefined;
  }
  return (resource) => alternatives.some((all) => all.every((passes) => passes(resource)));
}

/**
 * Reads an order: members with or without `asc` or `desc`, separated by commas. Letter case makes no
 * difference.
 *
 * @throws ArmError 400 `InvalidQueryParameter` for anything else.
 */
function readOrder(orderby: string): Compare {
  const rules = orderby.split(",").map((rule): Compare => {
    const [, name = "", direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(rule) ?? [];
    const member = memberNamed(name);
    if (member === undefined) {
      throw invalidQueryParameter(
        "$orderby",
        `may have members with or without 'asc' or 'desc', separated by commas, out of ${members.join(", ")}`,
      );
    }
    const sign = nameKey(direction ?? "") === "desc" ? -1 : 1;
    return (a, b) => sign * compareTexts(nameKey(a[member]), nameKey(b[member]));
  });
  return (a, b) => {
    for (const rule of rules) {
      const order = rule(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function memberNamed(name: string): keyof AssociatedResource | undefined {
  return members.find((member) => nameKey(member) === nameKey(name));
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
