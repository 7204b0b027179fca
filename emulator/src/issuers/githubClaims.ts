// What a token of GitHub Actions says beside what every token says. All values are texts, numbers and flags too.

import type { GitHubRepository } from "./githubRepository.js";

/** What a job runs on. */
export interface GitRef {
  readonly kind: "branch" | "tag" | "pullRequest";
  /** In full, e.g. "refs/heads/main". */
  readonly ref: string;
}

const commit = "0".repeat(39) + "1";

/** The claims of a job's token. */
export function githubClaims(
  { owner, repository, ownerId, repositoryId }: Omit<GitHubRepository, "immutable">,
  { kind, ref }: GitRef,
  environment: string | undefined,
): Readonly<Record<string, string>> {
  const name = `${owner}/${repository}`;
  const workflow = `${name}/.github/workflows/deploy.yml@${ref}`;
  const isPullRequest = kind === "pullRequest";
  return {
    actor: owner,
    actor_id: ownerId,
    base_ref: isPullRequest ? "main" : "",
    ...(environment !== undefined && { environment }),
    event_name: isPullRequest ? "pull_request" : "push",
    head_ref: isPullRequest ? "change" : "",
    job_workflow_ref: workflow,
    job_workflow_sha: commit,
    ref,
    ref_protected: "false",
    ref_type: kind === "tag" ? "tag" : "branch",
    repository: name,
    repository_id: repositoryId,
    repository_owner: owner,
    repository_owner_id: ownerId,
    repository_visibility: "private",
    run_attempt: "1",
    run_id: "3000003",
    run_number: "1",
    runner_environment: "github-hosted",
    sha: commit,
    workflow: "deploy",
    workflow_ref: workflow,
    workflow_sha: commit,
  };
}
