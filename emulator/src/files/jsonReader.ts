// Reads values of JSON that nobody has checked yet. The errors name the place.

/** A value, and where it stands. */
export class JsonReader {
  /**
   * @param value - What stands there; undefined when nothing does.
   * @param place - Where, e.g. "resourceGroups[0].name"; empty for the whole.
   * @param fail - Makes the error out of a place and what is wrong there.
   */
  constructor(
    readonly value: unknown,
    readonly place: string,
    private readonly fail: (place: string, problem: string) => Error,
  ) {}

  /** The error for this place. */
  refuse(problem: string): Error {
    return this.fail(this.place, problem);
  }

  /** A member of an object, whether it is there or not. */
  member(name: string): JsonReader {
    const members = this.object();
    return this.#at(
      Object.hasOwn(members, name) ? members[name] : undefined,
      join(this.place, name),
    );
  }

  /** The members of an object by their names, all of which are known. */
  members(known: readonly string[]): void {
    const stranger = Object.keys(this.object()).find((name) => !known.includes(name));
    if (stranger !== undefined) {
      const problem = `is not known here; what is known: ${known.join(", ")}`;
      throw this.fail(join(this.place, stranger), problem);
    }
  }

  /** The members of an object whose names are anything. */
  entries(): readonly (readonly [name: string, value: JsonReader])[] {
    return Object.keys(this.object()).map((name) => [name, this.member(name)]);
  }

  /** An object, as it stands. */
  object(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.refuse("must be an object");
    }
    return value as Readonly<Record<string, unknown>>;
  }

  /** The items of an array. */
  items(): readonly JsonReader[] {
    if (!Array.isArray(this.value)) {
      throw this.refuse("must be an array");
    }
    return this.value.map((item, index) => this.#at(item, `${this.place}[${index}]`));
  }

  /** A text. */
  text(): string {
    if (typeof this.value !== "string") {
      throw this.refuse("must be a text");
    }
    return this.value;
  }

  /** A whole number from 0. */
  wholeNumber(): number {
    if (!Number.isSafeInteger(this.value) || Number(this.value) < 0) {
      throw this.refuse("must be a whole number from 0");
    }
    return Number(this.value);
  }

  /** Texts by their names. */
  texts(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.entries().map(([name, value]) => [name, value.text()]));
  }

  /** What a reader makes of it, or undefined when nothing stands there. */
  optional<T>(read: (reader: this) => T): T | undefined {
    return this.value === undefined ? undefined : read(this);
  }

  #at(value: unknown, place: string): JsonReader {
    return new JsonReader(value, place, this.fail);
  }
}

function join(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}
