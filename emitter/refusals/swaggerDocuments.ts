/** The documents of a run as AutoRest has them after directives, and the references between them. */

/** A JSON object of a document. */
export type Json = Readonly<Record<string, unknown>>;

/** A part of a document with the document it stands in. */
export interface Located {
  /** Address of the document. */
  readonly uri: string;
  readonly value: Json;
}

/** All documents by their address. */
export class SwaggerDocuments {
  readonly #documents = new Map<string, Json>();

  /**
   * Adds a document.
   * @throws Error when it is not JSON.
   */
  add(uri: string, text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw new Error(`${uri}: only documents in JSON are supported.`, { cause });
    }
    this.#documents.set(uri, asObject(value));
  }

  /** Documents that have operations; the others are only referred to. */
  get services(): readonly Located[] {
    return [...this.#documents]
      .filter(([, document]) => Object.keys(asObject(document["paths"])).length > 0)
      .map(([uri, value]) => ({ uri, value }));
  }

  /** What a `$ref` points at; nothing when it points nowhere. */
  resolve(from: Located, reference: string): Located | undefined {
    const target = new URL(reference, from.uri);
    const pointer = decodeURIComponent(target.hash.slice(1));
    target.hash = "";
    const document = this.#documents.get(target.href);
    const value = pointer
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((parent, part) => asObject(parent)[part], document);
    return value === undefined ? undefined : { uri: target.href, value: asObject(value) };
  }
}

/** A value as an object; an empty one if it is none. */
export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

/** A value as a list of objects. */
export function asObjects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}
