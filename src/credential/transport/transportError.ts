// What can go wrong on the way to an endpoint and back.

/**
 * A request that got no usable answer. It holds nothing of the request: errors of HTTP libraries do, and the headers
 * are secret.
 */
export class TransportError extends Error {
  constructor(
    /** A code of Node such as `ECONNRESET`, or one of ours. */
    readonly code: string,
    message: string,
    /** The HTTP status, if the answer's head was read. */
    readonly status = 0,
  ) {
    super(message);
    this.name = "TransportError";
  }

  /** Takes the message and the code of an error from below, and nothing else. */
  static from(error: unknown): TransportError {
    if (error instanceof TransportError) {
      return error;
    }
    const { code, message, errors } = error as Partial<NodeJS.ErrnoException & AggregateError>;
    // Where a host name has several addresses, each fails on its own and the whole has no text.
    const parts: unknown[] = Array.isArray(errors) ? errors : [];
    const text =
      message !== undefined && message !== ""
        ? message
        : parts.map((part) => (part instanceof Error ? part.message : "")).join("; ");
    return new TransportError(
      typeof code === "string" ? code : "REQUEST_FAILED",
      text === "" ? String(code ?? "The request failed.") : text,
    );
  }
}

/** Whether the connection was cut off, so that another try may succeed. */
export function isConnectionReset({ code }: TransportError): boolean {
  return code === "ECONNRESET" || code === "EPIPE" || code === "ECONNABORTED";
}
