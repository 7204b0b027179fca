// Measures how long importing this package takes in a cold process, beside what it is built on and its peer.

import { execFileSync } from "node:child_process";
import { median, table } from "./report.js";

const packages = ["@azure-rest/core-client", "arm-managed-identity", "@azure/arm-msi"];
const rounds = 21;

const times = new Map<string, number[]>(packages.map((name) => [name, []]));
for (let round = -1; round < rounds; round++) {
  for (const name of packages) {
    const script = `const start = performance.now(); await import("${name}"); console.log(performance.now() - start);`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    // The first round fills the disk cache.
    if (round >= 0) {
      times.get(name)?.push(Number(printed));
    }
  }
}

const base = median(times.get("@azure-rest/core-client") ?? []);
console.log(
  `Time to import a package, median of ${rounds} cold processes, Node ${process.versions.node}`,
);
console.log(
  table(
    ["", "ms", "min", "× core-client"],
    [...times].map(([name, values]) => [
      name,
      median(values).toFixed(1),
      Math.min(...values).toFixed(1),
      (median(values) / base).toFixed(2),
    ]),
  ),
);
