// What every error of the emulator is, and how it is answered.

import type { ResponseHeaders } from "../generated/handlers.js";

/** Who made an error: ARM in front of the provider ("gateway"), or the provider itself. */
export type ErrorSource = "gateway" | "provider";

/** A detail of an error. */
export interface ErrorDetail {
  readonly code: string;
  readonly target: string;
  readonly message: string;
}

/** An error answer: status, code, text and, for the gateway's own, `x-ms-failure-cause`. */
export class ArmError extends Error {
  constructor(
    readonly source: ErrorSource,
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: ResponseHeaders = {},
    readonly details?: readonly ErrorDetail[],
  ) {
    super(message);
    this.name = "ArmError";
  }

  /** The same error with more headers. */
  withHeaders(headers: ResponseHeaders): ArmError {
    const all = { ...headers, ...this.headers };
    return new ArmError(this.source, this.status, this.code, this.message, all, this.details);
  }
}

/** An error as it is answered. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes an error of ARM in front of the provider. */
export const gateway = (status: number, code: string, message: string, headers?: ResponseHeaders) =>
  new ArmError("gateway", status, code, message, headers);

/** Makes an error of the provider. */
export const provider = (
  status: number,
  code: string,
  message: string,
  headers?: ResponseHeaders,
) => new ArmError("provider", status, code, message, headers);

/** The answer that an error is. */
export function errorAnswer(error: ArmError): ErrorAnswer {
  const { source, status, code, message, headers, details } = error;
  const cause: Record<string, string> =
    source === "gateway" ? { "x-ms-failure-cause": "gateway" } : {};
  const body = { error: { code, message, ...(details !== undefined && { details }) } };
  return { status, body, headers: { ...cause, ...headers } };
}

/** 500: a defect of the emulator. */
export function emulatorFailed(cause: unknown): ArmError {
  const error = gateway(500, "InternalServerError", `The emulator failed: ${String(cause)}`);
  error.cause = cause;
  return error;
}
