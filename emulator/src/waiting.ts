// Waits, and how long they are.

import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a time; resolves at once for 0. Never keeps the process alive. */
export async function wait(durationInMs: number): Promise<void> {
  if (durationInMs > 0) {
    await sleep(durationInMs, undefined, { ref: false });
  }
}

/** How long something takes: always the same, or anything from the first to the second. */
export type Duration = number | readonly [least: number, most: number];

/** Picks a duration, evenly. */
export function pick(duration: Duration): number {
  if (typeof duration === "number") {
    return duration;
  }
  const [least, most] = duration;
  return least + Math.random() * (most - least);
}
