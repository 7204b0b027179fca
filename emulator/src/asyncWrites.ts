// Writes that are answered 202 and followed.

import { randomUUID } from "node:crypto";
import type { AcceptedWrite, Answer, Call } from "./call.js";
import { unknownPath } from "./errors/requestErrors.js";
import { providerNamespace } from "./resourceIds.js";

const writes = [
  "UserAssignedIdentities_CreateOrUpdate",
  "UserAssignedIdentities_Update",
  "UserAssignedIdentities_Delete",
  "FederatedIdentityCredentials_CreateOrUpdate",
  "FederatedIdentityCredentials_Delete",
];

/** How many of them can still be asked about: the oldest are forgotten. */
const mostWrites = 10_000;

/**
 * Turns the answer of a write into one that has to be followed, if the options say so. What is written is there
 * already; deleting nothing is over at once.
 */
export function acceptWrite(call: Call, operationId: string, answer: Answer): Answer {
  const { clock, settings, acceptedWrites } = call;
  const { asyncWrites } = settings;
  if (asyncWrites === undefined || !writes.includes(operationId) || answer.status === 204) {
    return answer;
  }
  const id = randomUUID();
  const startedAt = clock.now();
  acceptedWrites.set(id, { answer, startedAt, endsAt: startedAt + asyncWrites.durationInMs });
  const [oldest] = acceptedWrites.keys();
  if (acceptedWrites.size > mostWrites && oldest !== undefined) {
    acceptedWrites.delete(oldest);
  }
  const kind = asyncWrites.header === "Location" ? "operationResults" : "operationStatuses";
  const link = `${call.origin}${linkPath(call, kind, id)}?api-version=${call.apiVersion}`;
  return { status: 202, headers: { [asyncWrites.header]: link, ...retryAfter(call) } };
}

/** Answers how far a write is. */
export function getWriteStatus(call: Call, id: string): Answer {
  const { startedAt, endsAt } = acceptedWrite(call, id);
  const isDone = call.clock.now() >= endsAt;
  const body = {
    id: linkPath(call, "operationStatuses", id),
    name: id,
    status: isDone ? "Succeeded" : "InProgress",
    startTime: new Date(startedAt).toISOString(),
    ...(isDone && { endTime: new Date(endsAt).toISOString() }),
  };
  return { status: 200, body, headers: isDone ? {} : retryAfter(call) };
}

/** Answers what a write came to: 202 until it is done. */
export function getWriteResult(call: Call, id: string): Answer {
  const { answer, endsAt } = acceptedWrite(call, id);
  if (call.clock.now() >= endsAt) {
    return answer;
  }
  const link = `${call.origin}${call.path}?${call.query}`;
  return { status: 202, headers: { Location: link, ...retryAfter(call) } };
}

function acceptedWrite({ acceptedWrites, path }: Call, id: string): AcceptedWrite {
  const write = acceptedWrites.get(id);
  if (write === undefined) {
    throw unknownPath(path);
  }
  return write;
}

function linkPath({ settings }: Call, kind: string, id: string): string {
  return `/subscriptions/${settings.subscriptionId}/providers/${providerNamespace}/${kind}/${id}`;
}

function retryAfter({ settings }: Call): Readonly<Record<string, string>> {
  return { "Retry-After": String(settings.retryAfterInSeconds) };
}
