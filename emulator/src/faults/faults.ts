// The faults that wait for their requests.

import { endpoints } from "../endpoints.js";
import { services, type Service } from "../http/message.js";
import type { RecordedRequest } from "../http/requestLog.js";
import { checkFault, type Fault } from "./fault.js";

/** Which requests a fault is for: those that fit everything that is given. */
export interface FaultPattern {
  /** Who is asked. */
  readonly service?: Service;
  /** E.g. "PUT"; letter case does not matter. */
  readonly method?: string;
  /** E.g. "UserAssignedIdentities_Get", as in the support matrix; letter case does not matter. */
  readonly operation?: string;
  /** What path and query must match: a text that they hold in any letter case, or an expression. */
  readonly path?: string | RegExp;
}

/** A pattern, or a function that is asked about each request. */
export type FaultMatch = FaultPattern | ((request: RecordedRequest) => boolean);

/** A fault, and when it comes. */
export interface FaultRule {
  /** Default: every request. */
  readonly match?: FaultMatch;
  /** How many requests meet it. Default 1; Infinity means all until it is removed. */
  readonly times?: number;
  /** What goes wrong. */
  readonly fault: Fault;
}

/** A fault that has been added. */
export interface AddedFault {
  /** How many more requests it waits for. */
  readonly remaining: number;
  /** Takes it away, whether it has been met or not. */
  remove(): void;
}

interface Entry {
  readonly matches: (request: RecordedRequest) => boolean;
  readonly fault: Fault;
  remaining: number;
}

const patternMembers = ["service", "method", "operation", "path"];

/** Makes things go wrong. A request meets the first fault that matches it, in the order in which they were added. */
export interface FaultInjection {
  /**
   * Adds a fault.
   *
   * @throws TypeError for a fault or a pattern that is none, RangeError for `times` that is not a whole number from 1.
   */
  add(rule: FaultRule): AddedFault;
  /** Takes all faults away. */
  clear(): void;
}

/** The faults of one emulator. */
export class Faults implements FaultInjection {
  #entries: Entry[] = [];

  add({ match = {}, times = 1, fault }: FaultRule): AddedFault {
    checkFault(fault);
    if (times !== Infinity && (!Number.isInteger(times) || times < 1)) {
      throw new RangeError(`faults.add: times must be a whole number from 1, not ${times}.`);
    }
    const matches = typeof match === "function" ? match : compile(match);
    const entry: Entry = { matches, fault, remaining: times };
    this.#entries.push(entry);
    return {
      get remaining() {
        return entry.remaining;
      },
      remove: () => {
        entry.remaining = 0;
        this.#drop();
      },
    };
  }

  clear(): void {
    for (const entry of this.#entries) {
      entry.remaining = 0;
    }
    this.#entries = [];
  }

  /** The fault that a request meets, which counts as met; undefined when there is none. */
  take(request: RecordedRequest): Fault | undefined {
    const entry = this.#entries.find(({ matches }) => matches(request));
    if (entry === undefined) {
      return undefined;
    }
    entry.remaining -= 1;
    this.#drop();
    return entry.fault;
  }

  #drop(): void {
    this.#entries = this.#entries.filter(({ remaining }) => remaining > 0);
  }
}

function compile(pattern: FaultPattern): (request: RecordedRequest) => boolean {
  for (const name of Object.keys(pattern)) {
    if (!patternMembers.includes(name)) {
      throw new TypeError(
        `faults.add: match has no member ${name}, only ${patternMembers.join(", ")}.`,
      );
    }
  }
  const { service, method, operation, path } = pattern;
  refuseUnless("service", service, service === undefined || services.includes(service));
  refuseUnless("method", method, method === undefined || typeof method === "string");
  refuseUnless("operation", operation, operation === undefined || typeof operation === "string");
  const isPath = path === undefined || typeof path === "string" || path instanceof RegExp;
  refuseUnless("path", path, isPath);
  if (operation !== undefined) {
    checkOperation(operation);
  }
  const isSame = (wanted: string | undefined, given: string | undefined) =>
    wanted === undefined || wanted.toLowerCase() === given?.toLowerCase();
  return (request) =>
    (service === undefined || service === request.service) &&
    isSame(method, request.method) &&
    (operation === undefined || isSame(operation, request.operation)) &&
    (path === undefined || holds(target(request), path));
}

/** A misspelt operation would never be met, and its test would pass without the fault. */
function checkOperation(operation: string): void {
  const known = endpoints.map(({ operationId }) => operationId);
  if (!known.some((one) => one.toLowerCase() === operation.toLowerCase())) {
    throw new TypeError(
      `faults.add: there is no operation ${operation}, only ${known.join(", ")}.`,
    );
  }
}

function refuseUnless(member: string, value: unknown, isGood: boolean): void {
  if (!isGood) {
    throw new TypeError(`faults.add: match.${member} must not be ${JSON.stringify(value)}.`);
  }
}

function target({ url }: RecordedRequest): string {
  return url.replace(/^\w+:\/\/[^/]*/, "");
}

function holds(text: string, wanted: string | RegExp): boolean {
  // A fresh search: an expression with the flag g would go on where it ended the last time.
  return typeof wanted === "string"
    ? text.toLowerCase().includes(wanted.toLowerCase())
    : text.search(wanted) >= 0;
}
