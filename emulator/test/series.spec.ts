import { expect } from "chai";
import { Series, takePage, type Position } from "../src/series.js";

interface Item {
  readonly sequence: number;
}

function seriesOf(...sequences: readonly number[]): Series<Item> {
  const series = new Series<Item>();
  sequences.forEach((sequence) => series.append({ sequence }));
  return series;
}

describe("emulator: series", () => {
  it("takes pages of every size over every division into partitions", () => {
    const divisions = [
      [[], [1, 2], [], [3], [4, 5, 6], []],
      [[1, 2, 3, 4, 5, 6]],
      [
        [5, 6],
        [1, 2],
        [3, 4],
      ],
      [[], []],
    ];
    for (const division of divisions) {
      const partitions = new Map(division.map((part, index) => [`p${index}`, seriesOf(...part)]));
      for (let size = 1; size <= 7; size++) {
        const seen: number[] = [];
        let position: Position | undefined;
        do {
          const page = takePage(partitions, position, size);
          expect(page).not.to.equal(undefined);
          expect(page?.items.length).to.be.at.most(size);
          seen.push(...(page?.items ?? []).map((item) => item.sequence));
          position = page?.next;
          expect(page?.items.length === size || position === undefined).to.equal(true);
        } while (position !== undefined);
        expect(seen, `pages of ${size}`).to.deep.equal(division.flat());
      }
    }
  });

  it("knows no position in a partition that does not exist", () => {
    const partitions = new Map([["a", seriesOf(1)]]);
    expect(takePage(partitions, { partition: "b", sequence: 0 }, 1)).to.equal(undefined);
  });

  it("removes only the item itself", () => {
    const series = new Series<Item>();
    const items = [2, 4, 6].map((sequence) => ({ sequence }));
    items.forEach((item) => series.append(item));
    series.remove({ sequence: 4 });
    series.remove({ sequence: 5 });
    expect(series.length).to.equal(3);
    series.remove(items[1]!);
    expect(series.after(0, 9)).to.deep.equal([{ sequence: 2 }, { sequence: 6 }]);
  });
});
