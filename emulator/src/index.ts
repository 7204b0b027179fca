// The public surface of arm-managed-identity-emulator.

export { startEmulator, type Emulator } from "./emulator.js";
export type { EmulatorOptions, HostIdentities, Hosting } from "./options.js";
export type { TokenEndpoint } from "./hostings/host.js";
export type { AccessToken, EmulatorCredential } from "./authorization.js";
