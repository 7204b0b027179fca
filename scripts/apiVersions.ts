/** The API versions that are generated, and the one a client uses unless told otherwise. */

/** An API version and the tag of its document in `swagger/README.md`. */
export interface GeneratedVersion {
  readonly version: string;
  readonly tag: string;
}

/** Generated API versions, oldest first. */
export const generatedVersions: readonly GeneratedVersion[] = [
  "2018-11-30",
  "2021-09-30-preview",
  "2022-01-31-preview",
  "2023-01-31",
  "2023-07-31-preview",
  "2024-11-30",
  "2025-01-31-preview",
  "2025-05-31-preview",
  "2026-05-31",
].map((version) => ({ version, tag: `v${version}` }));

/** What every released Azure SDK uses; raising it is a minor release. */
export const defaultVersion = "2024-11-30";
