// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, then run `npm run generate`.

/** API versions of Microsoft.ManagedIdentity this package knows, oldest first. */
export enum KnownVersions {
  /** 2018-11-30 */
  V20181130 = "2018-11-30",
  /** 2021-09-30-preview */
  V20210930Preview = "2021-09-30-preview",
  /** 2022-01-31-preview */
  V20220131Preview = "2022-01-31-preview",
  /** 2023-01-31 */
  V20230131 = "2023-01-31",
  /** 2023-07-31-preview */
  V20230731Preview = "2023-07-31-preview",
  /** 2024-11-30 */
  V20241130 = "2024-11-30",
  /** 2025-01-31-preview */
  V20250131Preview = "2025-01-31-preview",
  /** 2025-05-31-preview */
  V20250531Preview = "2025-05-31-preview",
  /** 2026-05-31 */
  V20260531 = "2026-05-31",
}

/** The API version a client uses unless told otherwise. */
export const defaultApiVersion: string = KnownVersions.V20241130;

const since20220131Preview = [
  "2022-01-31-preview",
  "2023-01-31",
  "2023-07-31-preview",
  "2024-11-30",
  "2025-01-31-preview",
  "2025-05-31-preview",
  "2026-05-31",
] as const;

const since20241130 = [
  "2024-11-30",
  "2025-01-31-preview",
  "2025-05-31-preview",
  "2026-05-31",
] as const;

const since20250531Preview = ["2025-05-31-preview", "2026-05-31"] as const;

/** The API versions that have an operation, for each that not every version has. */
export const operationVersions = {
  UserAssignedIdentities_RevokeTokens: ["2023-07-31-preview"],
  UserAssignedIdentities_ListAssociatedResources: ["2021-09-30-preview", "2022-01-31-preview"],
  FederatedIdentityCredentials_List: since20220131Preview,
  FederatedIdentityCredentials_Get: since20220131Preview,
  FederatedIdentityCredentials_CreateOrUpdate: since20220131Preview,
  FederatedIdentityCredentials_Delete: since20220131Preview,
} as const;

/**
 * The API versions that know a member of a body, for each that not every version of the body knows.
 */
export const memberVersions = {
  FederatedIdentityCredential: {
    claimsMatchingExpression: ["2025-01-31-preview", "2025-05-31-preview"],
  },
  Identity: {
    isolationScope: since20241130,
    assignmentRestrictions: since20250531Preview,
  },
  IdentityUpdate: {
    isolationScope: since20241130,
    assignmentRestrictions: since20250531Preview,
  },
} as const;
