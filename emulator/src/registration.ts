// Whether the subscription may use the provider.

import type { Clock } from "./clock.js";
import type { RegistrationOptions } from "./options/registration.js";

/** How far the registration of a provider is, as ARM names it. */
export type RegistrationState = (typeof registrationStates)[number];

/** All of them. */
export const registrationStates = [
  "NotRegistered",
  "Registering",
  "Registered",
  "Unregistering",
  "Unregistered",
] as const;

/** The registration of the provider in the subscription. A change takes its time, by the emulator's clock. */
export class Registration {
  #state: RegistrationState;
  #isDoneAt = 0;

  /**
   * @param saved - How far it was when the emulator was stopped; what was under way then is done.
   * @param changed - Called after every change.
   */
  constructor(
    readonly clock: Clock,
    readonly settings: Required<RegistrationOptions>,
    saved?: RegistrationState,
    private readonly changed: () => void = () => undefined,
  ) {
    this.#state = saved ?? settings.state;
  }

  /** How far it is. */
  get state(): RegistrationState {
    if (this.clock.now() < this.#isDoneAt) {
      return this.#state;
    }
    switch (this.#state) {
      case "Registering":
        return "Registered";
      case "Unregistering":
        return "Unregistered";
      default:
        return this.#state;
    }
  }

  /** Whether the provider can be used. */
  get isUsable(): boolean {
    return this.state === "Registered";
  }

  /**
   * Starts to register, unless that is under way or done.
   *
   * @returns what the one who asked is told.
   */
  register(): RegistrationState {
    return this.#start("Registering", "Registered");
  }

  /** Starts to unregister, in the same way. */
  unregister(): RegistrationState {
    return this.state === "NotRegistered"
      ? this.state
      : this.#start("Unregistering", "Unregistered");
  }

  #start(underWay: RegistrationState, done: RegistrationState): RegistrationState {
    if (this.state !== underWay && this.state !== done) {
      this.#state = underWay;
      this.#isDoneAt = this.clock.now() + this.settings.durationInMs;
      this.changed();
      return underWay;
    }
    return this.state;
  }
}
