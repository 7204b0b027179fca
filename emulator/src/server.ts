// How Azure Resource Manager answers: errors in its form, headers on everything.

import type { Answer } from "./call.js";
import type { Clock } from "./clock.js";
import { ArmError, emulatorFailed, errorAnswer } from "./errors.js";
import { commonHeaders, rateLimitHeaders } from "./headers.js";
import type { AnswerRequest, ServerRequest } from "./http/message.js";

/** Answers a request, or throws an {@link ArmError}. */
export type RequestHandler = (request: ServerRequest) => Promise<Answer>;

/** Answers as ARM does. */
export function armResponder(clock: Clock, handle: RequestHandler): AnswerRequest {
  return async (request) => {
    const { status, body, headers } = await handle(request).catch((error: unknown) =>
      errorAnswer(error instanceof ArmError ? error : emulatorFailed(error)),
    );
    const limits = status === 401 ? {} : rateLimitHeaders(request.method, request.path);
    return {
      status,
      ...(body !== undefined && { body }),
      headers: { ...commonHeaders(new Date(clock.now())), ...limits, ...headers },
    };
  };
}
