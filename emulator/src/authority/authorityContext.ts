// What the authority knows.

import type { Clock } from "../clock.js";
import type { Store } from "../store.js";
import type { AccessTokens } from "../tokens/accessTokens.js";
import type { SigningKey } from "../tokens/signingKey.js";

/** What the authority works with. */
export interface AuthorityContext {
  readonly clock: Clock;
  readonly store: Store;
  readonly accessTokens: AccessTokens;
  /** The issuers whose assertions can be checked, and their keys. */
  readonly issuers: Map<string, SigningKey>;
}
