// The public surface of arm-managed-identity-emulator.

export { startEmulator, type Emulator } from "./emulator.js";
export type { EmulatorOptions } from "./options.js";
export type { AccessToken, EmulatorCredential } from "./authorization.js";
