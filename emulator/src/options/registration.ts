// Whether the subscription may use the provider yet.

import { members, oneOf, wholeNumber } from "./checks.js";

/** How registered the provider is when the emulator starts, and how long a change takes. */
export interface RegistrationOptions {
  /** Default "Registered". */
  readonly state?: "NotRegistered" | "Registered";
  /** How long `register` and `unregister` take, in milliseconds by the emulator's clock, up to a day. Default 0. */
  readonly durationInMs?: number;
}

const longestInMs = 86_400_000;

/**
 * Applies the defaults.
 *
 * @throws TypeError for a state or a member that does not exist; RangeError for a duration out of its range.
 */
export function readRegistration(options: RegistrationOptions = {}): Required<RegistrationOptions> {
  const { state, durationInMs } = members("registration", options, ["state", "durationInMs"]);
  return {
    state: oneOf("registration.state", state ?? "Registered", ["NotRegistered", "Registered"]),
    durationInMs: wholeNumber("registration.durationInMs", durationInMs ?? 0, 0, longestInMs),
  };
}
