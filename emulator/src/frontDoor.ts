// What every request passes on its way in, and every answer on its way out: the name that was called, pages of browsers,
// the record, faults and latency.

import { gzipSync } from "node:zlib";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "./clock.js";
import { emulatorFailed, errorAnswer } from "./errors/armError.js";
import type { Faults } from "./faults/faults.js";
import {
  answerAfter,
  answerInstead,
  type SentAnswer,
  type Silence,
} from "./faults/faultyAnswer.js";
import type { Settings } from "./options/resolveOptions.js";
import { pick, wait } from "./waiting.js";
import { corsHeaders, preflightAnswer } from "./http/cors.js";
import { isOwnName } from "./http/hostNames.js";
import { readBody, resetConnection, type Respond } from "./http/listener.js";
import type { AnswerRequest, ServerAnswer, ServerRequest, Service } from "./http/message.js";
import { recordOf, type OpenRecord, type RequestLog } from "./http/requestLog.js";

/** What a front door is made of. */
export interface FrontDoorParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** The operation of Resource Manager that a method on a path is. */
  readonly operationAt: (method: string, path: string) => string | undefined;
}

/** Makes what a server does with its requests out of who answers them. */
export type FrontDoor = (
  service: Service,
  scheme: "http" | "https",
  answer: AnswerRequest,
) => Respond;

/** Makes the front door of an emulator, which all its servers share. */
export function createFrontDoor(parts: FrontDoorParts): FrontDoor {
  return (service, scheme, answer) => (message, response) => {
    receive(parts, service, scheme, answer, message, response).catch((error: unknown) => {
      if (message.complete && !response.headersSent) {
        fail(response, error);
      } else {
        // The caller has gone away while the body was read: there is nobody left to answer.
        response.destroy();
      }
    });
  };
}

async function receive(
  parts: FrontDoorParts,
  service: Service,
  scheme: string,
  answer: AnswerRequest,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(service, scheme, message);
  const send = (sent: SentAnswer) => write(parts, request, response, sent);
  if (!isOwnName(message.headers.host ?? "", parts.settings.host)) {
    return send(misdirected(parts.settings.host));
  }
  const preflight =
    service === "host"
      ? undefined
      : preflightAnswer(request.method, request.headers, parts.settings.allowedOrigins);
  if (preflight !== undefined) {
    return send(preflight);
  }
  const record = recordOf(request, parts.clock.now(), parts.operationAt);
  parts.requests.add(record);
  const sent = await answerFaultily(parts, request, record, answer);
  if (sent === "reset") {
    resetConnection(message);
  } else if (sent !== "hang") {
    record.status = sent.status;
    send(sent);
  }
}

async function readRequest(
  service: Service,
  scheme: string,
  message: IncomingMessage,
): Promise<ServerRequest> {
  const { method = "", url: target = "", headers } = message;
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  const origin = `${scheme}://${headers.host}`;
  const body = await readBody(message);
  return { service, method, target, path, query, headers, origin, body };
}

async function answerFaultily(
  { settings, clock, faults }: FrontDoorParts,
  request: ServerRequest,
  record: OpenRecord,
  answer: AnswerRequest,
): Promise<SentAnswer | Silence> {
  const fault = faults.take(record);
  record.fault = fault?.kind;
  await wait(pick(settings.latencyInMs) + (fault?.kind === "delay" ? fault.delayInMs : 0));
  return (
    answerInstead(fault, request, clock.now()) ??
    answerAfter(fault, request, await answer(request), clock.now())
  );
}

function write(
  { settings: { allowedOrigins, compression } }: FrontDoorParts,
  { service, headers }: ServerRequest,
  response: ServerResponse,
  { status, body, headers: given = {}, isCut = false, isReset = false }: SentAnswer,
): void {
  const cors =
    service === "host" ? {} : corsHeaders(headers.origin, allowedOrigins, Object.keys(given));
  if (body === undefined) {
    // 204 has no length at all, every other answer without a body has one of 0.
    response.writeHead(status, {
      ...given,
      ...cors,
      ...(status !== 204 && { "Content-Length": 0 }),
    });
    response.end();
    return;
  }
  const whole = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const bytes = isCut && !isReset ? firstHalf(whole) : whole;
  const isZipped = compression && /\bgzip\b/.test(String(headers["accept-encoding"]));
  const sent = isZipped ? gzipSync(bytes) : bytes;
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    ...given,
    ...cors,
    ...(isZipped
      ? { "Content-Encoding": "gzip", "Transfer-Encoding": "chunked", ...vary(cors) }
      : { "Content-Length": sent.length }),
  });
  if (isReset) {
    response.write(firstHalf(sent), () => response.destroy());
  } else {
    response.end(sent);
  }
}

function vary(cors: ServerAnswer["headers"]): Readonly<Record<string, string>> {
  return { Vary: [cors?.["Vary"], "Accept-Encoding"].filter(Boolean).join(", ") };
}

function firstHalf(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.ceil(bytes.length / 2));
}

/** 500: a defect of the emulator, or of a function that it was given. */
function fail(response: ServerResponse, error: unknown): void {
  const body = JSON.stringify(errorAnswer(emulatorFailed(error)).body);
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
  };
  response.writeHead(500, headers).end(body);
}

function misdirected(host: string): ServerAnswer {
  const message = `The emulator answers only to the names of this machine and to '${host}'. Call it by one of those, or start it with the name you call as its host.`;
  return { status: 421, body: { error: { code: "MisdirectedRequest", message } } };
}
