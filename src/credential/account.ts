// Whose token it is, for the log.

import { Buffer } from "node:buffer";

/** Says whom a token is for, as far as it tells. */
export function describeAccount(token: string): string {
  const [, payload = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const { appid, tid, oid, upn } = claims as Record<string, unknown>;
    const known = Object.entries({ appid, tid, oid, upn }).flatMap(([name, value]) =>
      typeof value === "string" ? [`${name} ${value}`] : [],
    );
    return `the token is for ${known.join(", ")}.`;
  } catch {
    return "the token does not say whom it is for.";
  }
}
