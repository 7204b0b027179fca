// GitHub Actions as an issuer: the tokens that the jobs of one repository get.

import { requireText, type ExternalIssuer, type IssuerParts } from "./externalIssuer.js";
import { githubClaims, type GitRef } from "./githubClaims.js";
import type { GitHubRepository } from "./githubRepository.js";
import { tokenClaims, type TokenOptions } from "./tokenOptions.js";

/** What the token of any job can say. */
export interface GitHubJobOptions extends TokenOptions {
  /** The environment that the job names. It takes the place of branch, tag or pull request in the subject. */
  readonly environment?: string;
  /** The subject, in place of the one that GitHub makes, for repositories that have changed its form. */
  readonly subject?: string;
}

/** A job on a branch. */
export interface GitHubBranchJob extends GitHubJobOptions {
  /** Default "main". */
  readonly branch?: string;
  /** Not for this job. */
  readonly tag?: undefined;
  /** Not for this job. */
  readonly pullRequest?: undefined;
}

/** A job on a tag. */
export interface GitHubTagJob extends GitHubJobOptions {
  /** The tag, without `refs/tags/`. */
  readonly tag: string;
  /** Not for this job. */
  readonly branch?: undefined;
  /** Not for this job. */
  readonly pullRequest?: undefined;
}

/** A job of a pull request. */
export interface GitHubPullRequestJob extends GitHubJobOptions {
  /** Its number. */
  readonly pullRequest: number;
  /** Not for this job. */
  readonly branch?: undefined;
  /** Not for this job. */
  readonly tag?: undefined;
}

/** A job that gets a token. */
export type GitHubTokenRequest = GitHubBranchJob | GitHubTagJob | GitHubPullRequestJob;

/** The issuer of github.com. */
export const githubCom = "https://token.actions.githubusercontent.com";

/** Plays GitHub for one repository. Its tokens are good for five minutes, and from ten minutes before, as documented. */
export function githubIssuer(
  issuer: string,
  repository: GitHubRepository,
  { clock, signer }: IssuerParts,
): ExternalIssuer<GitHubTokenRequest> {
  const habits = { issuer, lifetimeInSeconds: 300, leewayInSeconds: 600, listsAudiences: false };
  const subject = (request: GitHubTokenRequest) => {
    const made = `${prefix(repository)}:${context(request)}`;
    return request.subject === undefined ? made : requireText("subject", request.subject);
  };
  return {
    issuer,
    subject,
    async token(request) {
      const about = subject(request);
      const { environment, signature = "valid" } = request;
      const own = githubClaims(repository, refOf(request), environment);
      return signer.sign(tokenClaims(habits, about, own, request, clock), signature);
    },
    publicKeys: () => signer.publicKeys(),
  };
}

function prefix({ owner, repository, ownerId, repositoryId, immutable }: GitHubRepository): string {
  return immutable
    ? `repo:${owner}@${ownerId}/${repository}@${repositoryId}`
    : `repo:${owner}/${repository}`;
}

function context(request: GitHubTokenRequest): string {
  if (request.environment !== undefined) {
    // A colon would look like the beginning of another part.
    const name = requireText("environment", request.environment).replaceAll(":", "%3A");
    return `environment:${name}`;
  }
  const { kind, ref } = refOf(request);
  return kind === "pullRequest" ? "pull_request" : `ref:${ref}`;
}

function refOf({ branch, tag, pullRequest }: GitHubTokenRequest): GitRef {
  if ([branch, tag, pullRequest].filter((given) => given !== undefined).length > 1) {
    throw new TypeError("token: a job has one of branch, tag and pullRequest.");
  }
  if (pullRequest !== undefined) {
    if (!Number.isSafeInteger(pullRequest) || pullRequest < 1) {
      throw new TypeError(`token: pullRequest must be a number from 1, not ${pullRequest}.`);
    }
    return { kind: "pullRequest", ref: `refs/pull/${pullRequest}/merge` };
  }
  return tag === undefined
    ? { kind: "branch", ref: `refs/heads/${requireText("branch", branch ?? "main")}` }
    : { kind: "tag", ref: `refs/tags/${requireText("tag", tag)}` };
}
