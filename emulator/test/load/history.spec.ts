// What a history explains, and that it can fail.

import { expect } from "chai";
import { History } from "./history.js";

/** Requests written as `[sent, answered, state]`. */
type Short = readonly [sent: number, answered: number, state: string | undefined];

function unexplained(writes: readonly Short[], reads: readonly Short[]): number {
  const history = new History();
  const told = ([sent, answered, state]: Short) => ({ sent, answered, state });
  writes.forEach((write) => history.wrote(told(write)));
  reads.forEach((read) => history.read(told(read)));
  return history.unexplained().length;
}

describe("emulator: what a history of requests explains", () => {
  it("absence before the first write, and the last write after it", () => {
    expect(unexplained([], [[0, 1, undefined]])).to.equal(0);
    expect(unexplained([[2, 3, "a"]], [[0, 1, undefined]])).to.equal(0);
    expect(unexplained([[0, 1, "a"]], [[2, 3, "a"]])).to.equal(0);
  });

  it("either of two writes that overlapped, and a read that overlapped a write", () => {
    const both: readonly Short[] = [
      [0, 3, "a"],
      [1, 2, "b"],
    ];
    expect(unexplained(both, [[4, 5, "a"]])).to.equal(0);
    expect(unexplained(both, [[4, 5, "b"]])).to.equal(0);
    expect(unexplained([[0, 5, "a"]], [[1, 2, "a"]])).to.equal(0);
    expect(unexplained([[0, 5, "a"]], [[1, 2, undefined]])).to.equal(0);
  });

  it("not what nobody wrote, was lost, was replaced before, or comes later", () => {
    expect(unexplained([[0, 1, "a"]], [[2, 3, "b"]])).to.equal(1);
    expect(unexplained([[0, 1, "a"]], [[2, 3, undefined]])).to.equal(1);
    const replaced: readonly Short[] = [
      [0, 1, "a"],
      [2, 3, "b"],
    ];
    expect(unexplained(replaced, [[4, 5, "a"]])).to.equal(1);
    expect(unexplained([[4, 5, "a"]], [[2, 3, "a"]])).to.equal(1);
  });
});
