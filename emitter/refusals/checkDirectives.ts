/** Refuses directives that do nothing: AutoRest is silent about a `where` that finds nothing. */

import type { Problems } from "../problems.js";
import { matchesAnything } from "./jsonPath.js";
import { asObject, asObjects, type Json } from "./swaggerDocuments.js";

/** A document before and after directives. */
export interface DirectedDocument {
  readonly before: Json;
  readonly after: Json;
}

/**
 * Records a problem for every directive without effect, or of a kind whose effect cannot be checked.
 * @param directives - The configuration's `directive`.
 * @param documents - A directive may find what an earlier one made: either state counts.
 */
export function checkDirectives(
  directives: unknown,
  documents: readonly DirectedDocument[],
  problems: Problems,
): void {
  for (const directive of asObjects(directives)) {
    const { from, where, transform, ...rest } = directive;
    const others = Object.keys(rest).filter((name) => name !== "reason");
    const place = `directive ${JSON.stringify(where ?? directive)}`;
    if (others.length > 0 || transform === undefined || !isDocument(from)) {
      problems.add(place, "only from (a document), where and transform are supported");
      continue;
    }
    for (const path of toTexts(where ?? "$")) {
      const results = documents.flatMap(({ before, after }) => [
        matchesAnything(path, before),
        matchesAnything(path, after),
      ]);
      if (results.includes(undefined)) {
        problems.add(place, "this form of where is not supported");
      } else if (!results.includes(true)) {
        problems.add(place, "where finds nothing");
      }
    }
  }
}

/** A value as an object from JSON text; an empty one when the text holds none. */
export function parseObject(text: string): Json {
  return asObject(JSON.parse(text) as unknown);
}

function isDocument(from: unknown): boolean {
  return toTexts(from).every((name) => name === "swagger-document" || name.endsWith(".json"));
}

function toTexts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === "string" ? one : (JSON.stringify(one) ?? ""),
  );
}
