// The flags of the command, and what each of them sets.

import type { EmulatorOptions } from "../options/emulatorOptions.js";
import type { Duration } from "../waiting.js";

/** A flag that sets an option of `startEmulator`. */
export interface OptionFlag {
  /** The option that it sets. */
  readonly option: keyof EmulatorOptions;
  /** Whether it stands alone or has a value, and whether it can be repeated. */
  readonly kind: "switch" | "value" | "list";
  /**
   * Makes the option's value out of what was written; whether it can be is checked with all options.
   *
   * @throws BadFlag for a text that cannot be one.
   */
  readonly read: (texts: readonly string[], flag: string) => unknown;
}

/** Thrown for a flag whose value cannot be: its message is for the user. */
export class BadFlag extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BadFlag";
  }
}

const text = ([value = ""]: readonly string[], flag: string): string => {
  if (value === "") {
    throw new BadFlag(`${flag} needs a value.`);
  }
  return value;
};

const whole = (texts: readonly string[], flag: string): number => {
  const value = text(texts, flag);
  if (!/^\d{1,10}$/.test(value)) {
    throw new BadFlag(`${flag} must be a whole number, not '${value}'.`);
  }
  return Number(value);
};

const duration = (texts: readonly string[], flag: string): Duration => {
  const value = text(texts, flag);
  const [, least, most] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(value) ?? [];
  if (least === undefined) {
    throw new BadFlag(
      `${flag} must be milliseconds, like 20, or from how many to how many, like 20-80, not '${value}'.`,
    );
  }
  return most === undefined ? Number(least) : [Number(least), Number(most)];
};

/** The flags that set options, by their names without dashes. */
export const optionFlags: Readonly<Record<string, OptionFlag>> = {
  "async-writes": {
    option: "asyncWrites",
    kind: "value",
    read: (texts, flag) => ({ header: text(texts, flag) }),
  },
  "allow-origin": { option: "allowedOrigins", kind: "list", read: (texts) => texts },
  "allow-remote": { option: "allowRemote", kind: "switch", read: () => true },
  host: { option: "host", kind: "value", read: text },
  hosting: {
    option: "hosting",
    kind: "value",
    read: text,
  },
  "hosting-port": { option: "hostingPort", kind: "value", read: whole },
  latency: { option: "latencyInMs", kind: "value", read: duration },
  "page-size": { option: "pageSize", kind: "value", read: whole },
  port: { option: "port", kind: "value", read: whole },
  propagation: {
    option: "propagation",
    kind: "value",
    read(texts, flag) {
      const time = whole(texts, flag);
      return { identityInMs: time, parentInMs: time, principalInMs: time, credentialInMs: time };
    },
  },
  state: { option: "stateFile", kind: "value", read: text },
  subscription: { option: "subscriptionId", kind: "value", read: text },
  tenant: { option: "tenantId", kind: "value", read: text },
  throttling: { option: "throttling", kind: "switch", read: () => true },
  unregistered: {
    option: "registration",
    kind: "switch",
    read: () => ({ state: "NotRegistered" }),
  },
  "write-duration": { option: "writeDurationInMs", kind: "value", read: whole },
};

/** The flags that name files of the command itself. */
export const fileFlags = ["certificate", "config", "seed"] as const;
