// What the authority knows.

import type { Clock } from "../clock.js";
import type { Issuers } from "../issuers/issuers.js";
import type { Settings } from "../options/resolveOptions.js";
import type { Store } from "../store.js";
import type { AccessTokens } from "../tokens/accessTokens.js";

/** What the authority works with. */
export interface AuthorityContext {
  readonly clock: Clock;
  readonly store: Store;
  readonly accessTokens: AccessTokens;
  /** The issuers whose assertions can be checked. */
  readonly issuers: Issuers;
  readonly settings: Pick<Settings, "propagation">;
}
