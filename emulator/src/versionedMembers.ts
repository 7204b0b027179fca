// The members that only some API versions have. Operations are in the generated routes, with their versions.

import { nameKey } from "./resourceIds.js";

/** The API versions that have a member. A version that is added to the documents is added here too. */
const versionsWith = {
  isolationScope: ["2024-11-30", "2025-01-31-preview", "2025-05-31-preview", "2026-05-31"],
  assignmentRestrictions: ["2025-05-31-preview", "2026-05-31"],
  claimsMatchingExpression: ["2025-01-31-preview", "2025-05-31-preview"],
} as const;

/** Of each such member, whether an API version has it: what it has not, it neither reads nor answers. */
export type KnownMembers = Readonly<Record<keyof typeof versionsWith, boolean>>;

/** What an API version has, whatever the letter case of its name. */
export function knownMembers(apiVersion: string): KnownMembers {
  const has = (versions: readonly string[]) => versions.includes(nameKey(apiVersion));
  return {
    isolationScope: has(versionsWith.isolationScope),
    assignmentRestrictions: has(versionsWith.assignmentRestrictions),
    claimsMatchingExpression: has(versionsWith.claimsMatchingExpression),
  };
}
