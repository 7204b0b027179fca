// What the credential calls itself.

import process from "node:process";

/** The package's version; a test keeps it equal to `package.json`. */
const version = "0.1.0";

/** The value of the header `User-Agent`. */
export function userAgent(prefix?: string): string {
  const own = `arm-managed-identity/${version} Node/${process.versions.node}`;
  return prefix === undefined || prefix === "" ? own : `${prefix} ${own}`;
}
