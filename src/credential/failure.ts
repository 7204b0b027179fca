// Why a source gave no token, before a caller is told.

/** A failure a source knows the meaning of. It never reaches a caller: `describeFailure.ts` translates it. */
export class SourceFailure extends Error {
  constructor(
    /** Whether there is no identity here, or something answered wrongly. */
    readonly kind: "unavailable" | "unexpected",
    /** A word for programs. */
    readonly code: string,
    message: string,
    /** The HTTP status that gave rise to it; 0 if there was none. */
    readonly status = 0,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "SourceFailure";
  }
}
