// What can go wrong on purpose.

import { validateHeaderName, validateHeaderValue } from "node:http";

/** Whether the request has been carried out when the fault comes: not at all, or to its end. */
export type Moment = "before" | "after";

/** Another answer than the service's. */
export interface AnswerFault {
  /** Says which fault it is. */
  readonly kind: "answer";
  /** From 200 to 599. */
  readonly status: number;
  /** An object is sent as JSON, a text as it is. Default: none. */
  readonly body?: object | string;
  /** Its headers, beside those of the content. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default "before": the request is not carried out. */
  readonly when?: Moment;
}

/** The connection is reset in place of an answer. */
export interface ResetFault {
  /** Says which fault it is. */
  readonly kind: "reset";
  /** "after": the request has been carried out, but the caller cannot know. */
  readonly when: Moment;
}

/** The request is carried out and answered, but later. */
export interface DelayFault {
  /** Says which fault it is. */
  readonly kind: "delay";
  /** In milliseconds, up to 2,147,483,647. */
  readonly delayInMs: number;
}

/** There is never an answer, until the caller gives up or the emulator stops. */
export interface HangFault {
  /** Says which fault it is. */
  readonly kind: "hang";
  /** Default "before": the request is not carried out. */
  readonly when?: Moment;
}

/** The request is carried out; half of the answer's body arrives, then the connection ends. */
export interface TruncatedBodyFault {
  /** Says which fault it is. */
  readonly kind: "truncatedBody";
}

/** The request is carried out; the answer's body is cut in the middle, with the length to match. */
export interface MalformedJsonFault {
  /** Says which fault it is. */
  readonly kind: "malformedJson";
}

/** A page for people, as from a proxy on the way. */
export interface HtmlPageFault {
  /** Says which fault it is. */
  readonly kind: "htmlPage";
  /** Default 502. */
  readonly status?: number;
  /** Default "before": the request is not carried out. */
  readonly when?: Moment;
}

/** A list's page links to itself, so that it comes again and again. */
export interface DuplicatePageFault {
  /** Says which fault it is. */
  readonly kind: "duplicatePage";
}

/** A list's page links to somewhere else. */
export interface ForeignNextLinkFault {
  /** Says which fault it is. */
  readonly kind: "foreignNextLink";
  /** Default "https://foreign.emulator.invalid/next". */
  readonly nextLink?: string;
}

/** 401 of Resource Manager that asks for a token with other claims, as for continuous access evaluation. */
export interface ClaimsChallengeFault {
  /** Says which fault it is. */
  readonly kind: "claimsChallenge";
  /** Default `{"access_token":{"nbf":{"essential":true,"value":"…"}}}`, the value being now in seconds. */
  readonly claims?: object;
}

/** One way in which an answer goes wrong. */
export type Fault =
  | AnswerFault
  | ResetFault
  | DelayFault
  | HangFault
  | TruncatedBodyFault
  | MalformedJsonFault
  | HtmlPageFault
  | DuplicatePageFault
  | ForeignNextLinkFault
  | ClaimsChallengeFault;

/** Checks whether a value is a good one of a fault's members; undefined means that the member is not given. */
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isObject: Check = (value) => typeof value === "object" && value !== null;
const isStatus: Check = (value) => isWhole(value) && Number(value) >= 200 && Number(value) <= 599;
const isMoment: Check = (value) => value === "before" || value === "after";
const isDuration: Check = (value) =>
  typeof value === "number" && value >= 0 && value <= 2_147_483_647;
const isHeaders: Check = (value) =>
  isObject(value) && Object.entries(value as object).every(([name, text]) => isHeader(name, text));
/** What cannot be written as JSON would fail only when it is sent. */
const isJson: Check = (value) => isObject(value) && isWritable(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const members: Readonly<Record<Fault["kind"], Readonly<Record<string, Check>>>> = {
  answer: {
    status: isStatus,
    body: optional((value) => isText(value) || isJson(value)),
    headers: optional(isHeaders),
    when: optional(isMoment),
  },
  reset: { when: isMoment },
  delay: { delayInMs: isDuration },
  hang: { when: optional(isMoment) },
  truncatedBody: {},
  malformedJson: {},
  htmlPage: { status: optional(isStatus), when: optional(isMoment) },
  duplicatePage: {},
  foreignNextLink: { nextLink: optional(isText) },
  claimsChallenge: { claims: optional(isJson) },
};

/**
 * Checks that a value is a fault.
 *
 * @throws TypeError that says what is wrong with it.
 */
export function checkFault(fault: unknown): asserts fault is Fault {
  if (typeof fault !== "object" || fault === null || !("kind" in fault)) {
    throw new TypeError("faults.add: fault must be an object with a kind.");
  }
  const { kind, ...given } = fault;
  if (typeof kind !== "string" || !Object.hasOwn(members, kind)) {
    throw new TypeError(
      `faults.add: fault.kind must be one of ${Object.keys(members).join(", ")}, not ${JSON.stringify(kind)}.`,
    );
  }
  const checks = members[kind as Fault["kind"]];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(checks, name)) {
      throw new TypeError(`faults.add: a fault of the kind ${kind} has no member ${name}.`);
    }
  }
  for (const [name, check] of Object.entries(checks)) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (!check(value)) {
      throw new TypeError(
        value === undefined
          ? `faults.add: a fault of the kind ${kind} needs ${name}${check === isMoment ? ', "before" or "after"' : ""}.`
          : `faults.add: ${name} of a fault of the kind ${kind} must not be ${shown(value)}.`,
      );
    }
  }
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value);
}

function isHeader(name: string, value: unknown): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, String(value));
    return typeof value === "string";
  } catch {
    return false;
  }
}

function isWritable(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

function shown(value: unknown): string {
  return isWritable(value) ? JSON.stringify(value) : String(value);
}
