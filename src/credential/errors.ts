// What a call that gives no token rejects with.

/** What a token endpoint said of a failure. */
export interface ErrorResponse {
  /** The endpoint's code of the error, or ours where it gave none. */
  error: string;
  /** The endpoint's text, shortened, without secrets. */
  errorDescription: string;
  /** Numeric codes of Microsoft Entra ID. */
  errorCodes?: number[];
  /** What to give Microsoft's support. */
  correlationId?: string;
  /** When the error happened, as the endpoint writes it. */
  timestamp?: string;
  /** What to give Microsoft's support. */
  traceId?: string;
}

/**
 * No managed identity is available here, or the one asked for is not assigned. A `ChainedTokenCredential` goes on
 * to its next credential.
 */
export class CredentialUnavailableError extends Error {
  constructor(message?: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "CredentialUnavailableError";
  }
}

/**
 * A token endpoint is there, but answered something other than a token. A `ChainedTokenCredential` stops, because
 * another credential would hide the fault.
 */
export class AuthenticationError extends Error {
  /** The HTTP status of the answer; 0 if the server was refused before it could answer. */
  readonly statusCode: number;
  /** What the endpoint said. */
  readonly errorResponse: ErrorResponse;

  constructor(
    message: string,
    statusCode: number,
    errorResponse: ErrorResponse,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "AuthenticationError";
    this.statusCode = statusCode;
    this.errorResponse = errorResponse;
  }
}
