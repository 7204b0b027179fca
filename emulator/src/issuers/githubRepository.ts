// A repository on GitHub, as an issuer of tokens is told about it.

import { requireText } from "./externalIssuer.js";

/** A repository on GitHub. */
export interface GitHubOptions {
  /** The organization or user it belongs to. */
  readonly owner: string;
  /** Its name, without the owner. */
  readonly repository: string;
  /** The owner's number. Default "1000001". */
  readonly ownerId?: string;
  /** The repository's number. Default "2000002". */
  readonly repositoryId?: string;
  /**
   * Whether subjects hold these numbers (`repo:OWNER@OWNER_ID/REPOSITORY@REPOSITORY_ID:…`), as they do for repositories
   * that were created, renamed or transferred after 2026-07-15. Default false.
   */
  readonly immutable?: boolean;
  /**
   * The address of the issuer. Default "https://token.actions.githubusercontent.com"; a GitHub Enterprise Server has
   * its own.
   */
  readonly url?: string;
}

/** A repository with everything said about it. */
export type GitHubRepository = Required<Omit<GitHubOptions, "url">>;

/**
 * Applies the defaults.
 *
 * @throws TypeError for a name or number that is empty or no text.
 */
export function readRepository(options: GitHubOptions): GitHubRepository {
  const { ownerId = "1000001", repositoryId = "2000002", immutable = false } = options;
  const owner = requireText("owner", options.owner);
  const repository = requireText("repository", options.repository);
  if (repository.includes("/")) {
    throw new TypeError(`issuers: repository must not hold its owner, but be a name.`);
  }
  return {
    owner,
    repository,
    ownerId: requireText("ownerId", ownerId),
    repositoryId: requireText("repositoryId", repositoryId),
    immutable,
  };
}
