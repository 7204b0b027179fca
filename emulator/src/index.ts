// The public surface of arm-managed-identity-emulator.

export { startEmulator, type Emulator } from "./emulator.js";
export type { EmulatorOptions, HostIdentities, Hosting } from "./options/emulatorOptions.js";
export type { AsyncWriteOptions } from "./options/asyncWrites.js";
export type { Seed, SeedCredential, SeedGroup, SeedIdentity } from "./options/seed.js";
export type { PropagationOptions } from "./options/propagation.js";
export type { RegionOptions } from "./options/regions.js";
export type { RegistrationOptions } from "./options/registration.js";
export type {
  CreationLimits,
  OperationRate,
  ThrottlingOptions,
  ThrottlingRates,
} from "./options/throttling.js";
export type { TokenEndpoint } from "./hostings/host.js";
export type { AccessToken, EmulatorCredential } from "./authorization.js";
export type { Clock } from "./clock.js";
export type {
  AnswerFault,
  ClaimsChallengeFault,
  DelayFault,
  DuplicatePageFault,
  Fault,
  ForeignNextLinkFault,
  HangFault,
  HtmlPageFault,
  MalformedJsonFault,
  Moment,
  ResetFault,
  TruncatedBodyFault,
} from "./faults/fault.js";
export type {
  AddedFault,
  FaultInjection,
  FaultMatch,
  FaultPattern,
  FaultRule,
} from "./faults/faults.js";
export type { AnyIssuerOptions, AnyTokenRequest } from "./issuers/anyIssuer.js";
export type { ExternalIssuer } from "./issuers/externalIssuer.js";
export type {
  GitHubBranchJob,
  GitHubJobOptions,
  GitHubPullRequestJob,
  GitHubTagJob,
  GitHubTokenRequest,
} from "./issuers/github.js";
export type { GitHubOptions } from "./issuers/githubRepository.js";
export type { ExternalIssuers } from "./issuers/issuers.js";
export type { KubernetesOptions, KubernetesTokenRequest } from "./issuers/kubernetes.js";
export type { TokenSignature } from "./issuers/signature.js";
export type { TokenOptions } from "./issuers/tokenOptions.js";
export type { Service } from "./http/message.js";
export type { RecordedRequest } from "./http/requestLog.js";
export type { Duration } from "./waiting.js";
