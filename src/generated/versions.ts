// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

/** API versions of Microsoft.ManagedIdentity this package knows. */
export enum KnownVersions {
  /** 2024-11-30 */
  V20241130 = "2024-11-30",
}

/** The API version a client uses unless told otherwise. */
export const defaultApiVersion: string = KnownVersions.V20241130;
