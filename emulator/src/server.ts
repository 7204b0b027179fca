// How Azure Resource Manager answers: it lets callers in, counts their requests, and puts headers on everything.

import type { Authorization } from "./authorization.js";
import type { Answer, Emulation } from "./call.js";
import { ArmError, emulatorFailed, errorAnswer } from "./errors/armError.js";
import { answerRequest } from "./gateway.js";
import { commonHeaders } from "./headers.js";
import type { AnswerRequest, ServerRequest } from "./http/message.js";

/** Answers as ARM does. */
export function armResponder(emulation: Emulation, authorization: Authorization): AnswerRequest {
  const { clock } = emulation;
  return async (request) => {
    const answer = await answerCaller(emulation, authorization, request).catch(answerOf);
    const { status, body, headers } = answer;
    return {
      status,
      ...(body !== undefined && { body }),
      headers: { ...commonHeaders(new Date(clock.now())), ...headers },
    };
  };
}

/** @throws ArmError 401, before anything is counted. */
async function answerCaller(
  emulation: Emulation,
  authorization: Authorization,
  request: ServerRequest,
): Promise<Answer> {
  const { armLimits, settings } = emulation;
  const caller = await authorization.check(request.headers.authorization, request.origin);
  const { headers, refusal } = armLimits.count(request.method, request.path, caller);
  const answer =
    refusal !== undefined && settings.throttling !== undefined
      ? errorAnswer(refusal)
      : await answerRequest(emulation, caller, request).catch(answerOf);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function answerOf(thrown: unknown): Answer {
  return errorAnswer(thrown instanceof ArmError ? thrown : emulatorFailed(thrown));
}
