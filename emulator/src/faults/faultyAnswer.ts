// What a fault makes of an answer.

import { errorAnswer } from "../errors/armError.js";
import { insufficientClaims, issuedSince } from "../errors/authenticationErrors.js";
import type { ServerAnswer, ServerRequest } from "../http/message.js";
import type { Fault } from "./fault.js";

const foreignLink = "https://foreign.emulator.invalid/next";

/** An answer that may be spoilt on its way. */
export interface SentAnswer extends Omit<ServerAnswer, "body"> {
  /** A text is sent as it is. */
  readonly body?: object | string;
  /** Whether only the first half of the body is sent. */
  readonly isCut?: boolean;
  /** Whether the length that is announced is that of the whole body, and the connection ends in its middle. */
  readonly isReset?: boolean;
}

/** Nothing is answered: the connection is reset, or nothing happens at all. */
export type Silence = "reset" | "hang";

/** The request's answer in place of the service's, without carrying it out; undefined where it is carried out. */
export function answerInstead(
  fault: Fault | undefined,
  request: ServerRequest,
  now: number,
): SentAnswer | Silence | undefined {
  if (fault === undefined || momentOf(fault) !== "before") {
    return undefined;
  }
  return answerOf(fault, request, now);
}

/** What is sent after a request has been carried out. */
export function answerAfter(
  fault: Fault | undefined,
  request: ServerRequest,
  answer: ServerAnswer,
  now: number,
): SentAnswer | Silence {
  switch (fault?.kind) {
    case "truncatedBody":
      return { ...answer, isCut: true, isReset: true };
    case "malformedJson":
      return { ...answer, isCut: true };
    case "duplicatePage":
      return withNextLink(answer, `${request.origin}${request.target}`);
    case "foreignNextLink":
      return withNextLink(answer, fault.nextLink ?? foreignLink);
    case "answer":
    case "reset":
    case "hang":
    case "htmlPage":
      return answerOf(fault, request, now) ?? answer;
    default:
      return answer;
  }
}

function momentOf(fault: Fault): "before" | "after" {
  switch (fault.kind) {
    case "answer":
    case "hang":
    case "htmlPage":
    case "reset":
      return fault.when ?? "before";
    case "claimsChallenge":
      return "before";
    default:
      return "after";
  }
}

function answerOf(
  fault: Fault,
  request: ServerRequest,
  now: number,
): SentAnswer | Silence | undefined {
  switch (fault.kind) {
    case "answer": {
      const { status, body, headers } = fault;
      return { status, ...(body !== undefined && { body }), ...(headers && { headers }) };
    }
    case "reset":
    case "hang":
      return fault.kind;
    case "htmlPage":
      return {
        status: fault.status ?? 502,
        headers: { "Content-Type": "text/html; charset=utf-8" },
        body: "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1><p>The emulator was told to answer so.</p></body></html>\n",
      };
    case "claimsChallenge":
      return errorAnswer(insufficientClaims(request.origin, fault.claims ?? issuedSince(now)));
    default:
      return undefined;
  }
}

function withNextLink(answer: ServerAnswer, nextLink: string): ServerAnswer {
  return answer.body !== undefined && "value" in answer.body
    ? { ...answer, body: { ...answer.body, nextLink } }
    : answer;
}
