/** Refuses schemas the emitter does not understand. */

import type { Problems } from "../problems.js";
import { checkEnum } from "./checkEnums.js";
import { checkInheritance } from "./checkInheritance.js";
import { formats, isRemark, referenceKeywords, schemaKeywords } from "./keywords.js";
import { asObject, asObjects, type Located, type SwaggerDocuments } from "./swaggerDocuments.js";

/** Checks schemas and all they refer to, each definition once. */
export class SchemaChecker {
  readonly #documents: SwaggerDocuments;
  readonly #problems: Problems;
  readonly #checked = new Set<string>();

  constructor(documents: SwaggerDocuments, problems: Problems) {
    this.#documents = documents;
    this.#problems = problems;
  }

  /**
   * Checks one schema.
   * @param place - How to name it in a message.
   * @param isNamed - Whether it is a definition, not a schema described on the spot.
   */
  check(schema: Located, place: string, isNamed = false): void {
    const reference = schema.value["$ref"];
    if (typeof reference === "string") {
      this.#keywords(schema, place, referenceKeywords);
      const target = this.#documents.resolve(schema, reference);
      const name = reference.split("/").at(-1) ?? reference;
      if (target === undefined) {
        this.#problems.add(place, `'${reference}' points nowhere`);
      } else if (!this.#checked.has(`${target.uri}#${name}`)) {
        this.#checked.add(`${target.uri}#${name}`);
        this.check(target, name, true);
      }
      return;
    }
    this.#keywords(schema, place, schemaKeywords);
    this.#typeAndFormat(schema, place);
    checkEnum(schema.value, isNamed, place, this.#problems);
    this.#members(schema, place);
  }

  #keywords({ value }: Located, place: string, allowed: ReadonlySet<string>): void {
    for (const keyword of Object.keys(value)) {
      if (!allowed.has(keyword) && !isRemark(keyword)) {
        this.#problems.add(place, `'${keyword}' is not supported`);
      }
    }
  }

  #typeAndFormat({ value }: Located, place: string): void {
    const { type, format = "" } = value;
    const isObject = value["properties"] !== undefined || value["allOf"] !== undefined;
    const name = typeof type === "string" ? type : isObject ? "object" : "";
    const known = formats[name];
    if (known === undefined) {
      this.#problems.add(
        place,
        name === ""
          ? "a schema without a type is not supported"
          : `the type '${name}' is not supported`,
      );
    } else if (!known.has(String(format))) {
      this.#problems.add(place, `the format '${String(format)}' is not supported`);
    }
  }

  #members({ uri, value }: Located, place: string): void {
    for (const [name, member] of Object.entries(asObject(value["properties"]))) {
      this.check({ uri, value: asObject(member) }, `${place}.${name}`);
    }
    checkInheritance({ uri, value }, place, this.#documents, this.#problems);
    for (const parent of asObjects(value["allOf"])) {
      if (parent["$ref"] === undefined) {
        this.#problems.add(place, "allOf with anything but a $ref is not supported");
      }
      this.check({ uri, value: parent }, place);
    }
    if (value["items"] !== undefined) {
      this.check({ uri, value: asObject(value["items"]) }, `${place}[]`);
    }
    const additional = value["additionalProperties"];
    if (additional !== undefined && additional !== false) {
      if (value["properties"] !== undefined || value["allOf"] !== undefined) {
        this.#problems.add(place, "additionalProperties beside other members are not supported");
      } else if (additional !== true && Object.keys(asObject(additional)).length > 0) {
        this.check({ uri, value: asObject(additional) }, `${place}{}`);
      }
    }
  }
}
