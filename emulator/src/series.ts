// Resources in creation order, read page by page without sorting or copying the whole.

/** What a series holds: numbered once, in the order of creation. */
export interface Numbered {
  readonly sequence: number;
}

/** Where a page ended: the partition and the number of its last item. */
export interface Position {
  readonly partition: string;
  readonly sequence: number;
}

/** Some items of a listing, and where it goes on if there are more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: Position;
}

/**
 * Items in ascending order of their number. Reading a page takes the time of the page, whatever the
 * length of the series; positions stay good when items come and go between two pages.
 */
export class Series<T extends Numbered> {
  #items: T[] = [];

  /** How many items there are. */
  get length(): number {
    return this.#items.length;
  }

  /** Adds an item whose number is higher than those before it. */
  append(item: T): void {
    this.#items.push(item);
  }

  /** Removes an item; does nothing when it is not there. */
  remove(item: T): void {
    const index = this.#firstAfter(item.sequence - 1);
    if (this.#items[index] === item) {
      this.#items.splice(index, 1);
    }
  }

  /** Keeps only the items that pass, in one go. */
  retain(passes: (item: T) => boolean): void {
    this.#items = this.#items.filter(passes);
  }

  /** The first item that passes. */
  find(passes: (item: T) => boolean): T | undefined {
    return this.#items.find(passes);
  }

  /** All items that pass. */
  filter(passes: (item: T) => boolean): readonly T[] {
    return this.#items.filter(passes);
  }

  /** At most `count` items with a number above `sequence`. */
  after(sequence: number, count: number): T[] {
    const start = this.#firstAfter(sequence);
    return this.#items.slice(start, start + count);
  }

  #firstAfter(sequence: number): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item !== undefined && item.sequence <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/**
 * The page of at most `size` items that follows a position, over the partitions in their order.
 *
 * @param from - Where the page before ended; undefined for the first page.
 * @returns undefined when the position's partition does not exist.
 */
export function takePage<T extends Numbered>(
  partitions: ReadonlyMap<string, Series<T>>,
  from: Position | undefined,
  size: number,
): Page<T> | undefined {
  if (from !== undefined && !partitions.has(from.partition)) {
    return undefined;
  }
  let items: T[] = [];
  let reached = from === undefined;
  let last: Position | undefined;
  for (const [partition, series] of partitions) {
    let start = 0;
    if (!reached) {
      if (partition !== from?.partition) continue;
      reached = true;
      start = from.sequence;
    }
    const wanted = size - items.length;
    const found = series.after(start, wanted + 1);
    const isMore = found.length > wanted;
    const taken = isMore ? found.slice(0, wanted) : found;
    items = items.concat(taken);
    const end = taken.at(-1);
    last = end === undefined ? last : { partition, sequence: end.sequence };
    if (isMore) {
      return { items, next: last };
    }
  }
  return { items };
}
