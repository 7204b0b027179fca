/** The API versions that are generated, and the one a client uses unless told otherwise. */

/** An API version and the tag of its document in `swagger/README.md`. */
export interface GeneratedVersion {
  readonly version: string;
  readonly tag: string;
}

/** Generated API versions, oldest first. */
export const generatedVersions: readonly GeneratedVersion[] = [
  { version: "2024-11-30", tag: "v2024-11-30" },
];

/** What every released Azure SDK uses; raising it is a minor release. */
export const defaultVersion = "2024-11-30";
