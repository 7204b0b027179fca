// The headers ARM puts on its answers.

import { randomUUID } from "node:crypto";
import type { Caller } from "./authorization.js";
import type { ResponseHeaders } from "./generated/handlers.js";

/** What ARM has in place of a region in its routing ids. */
const routingRegion = "EMULATOR";

/** The same in the identifiers of operations. */
const operationRegion = "emulator";

/** How many regions ARM asks for the identities of a subscription, the smallest number that was seen. */
const regionsAsked = 7;

/** The headers of every answer, with a request id of its own. */
export function commonHeaders(now: Date): ResponseHeaders {
  const id = randomUUID();
  return {
    "Cache-Control": "no-cache",
    Pragma: "no-cache",
    Expires: "-1",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "x-ms-request-id": id,
    "x-ms-correlation-request-id": id,
    "x-ms-routing-request-id": `${routingRegion}:${compactTime(now)}:${id}`,
    "X-Cache": "CONFIG_NOCACHE",
    "X-MSEdge-Ref": `Ref A: ${edgeId()} Ref B: ${routingRegion} Ref C: ${wholeSecond(now)}`,
  };
}

/**
 * The headers by which the provider says who called, and from how many places ARM has put a list together.
 *
 * @returns nothing for reading identities, which ARM seems to do without the provider.
 */
export function operationHeaders(
  operationId: string,
  { tenantId, objectId }: Caller,
): ResponseHeaders {
  switch (operationId) {
    case "UserAssignedIdentities_Get":
      return {};
    case "UserAssignedIdentities_ListByResourceGroup":
      return { "x-ms-original-request-ids": "" };
    case "UserAssignedIdentities_ListBySubscription":
      return { "x-ms-original-request-ids": Array(regionsAsked).fill("").join(", ") };
    case "Operations_List":
      return { "x-ms-operation-identifier": "" };
    default: {
      const identifier = `tenantId=${tenantId},objectId=${objectId}/${operationRegion}/${randomUUID()}`;
      return { "x-ms-operation-identifier": identifier };
    }
  }
}

/** `yyyyMMddTHHmmssZ`, as in ARM's routing ids. */
function compactTime(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** An id of the servers at ARM's edge: 32 hexadecimal digits. */
function edgeId(): string {
  return randomUUID().replaceAll("-", "").toUpperCase();
}

/** `yyyy-MM-ddTHH:mm:ssZ` */
function wholeSecond(time: Date): string {
  return time.toISOString().replace(/\.\d+/, "");
}
