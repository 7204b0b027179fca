// What stands at the end of the Azure pipeline: our own transport, or a client of the caller's.

import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import { nodeSendWith, type ConnectionOptions } from "./nodeTransport.js";
import { readBody } from "./readBody.js";
import { TransportError } from "./transportError.js";

/** The package that is loaded only when it is needed. */
export type Core = typeof import("@azure/core-rest-pipeline");

/** Our own transport as the end of a pipeline. */
export function nodeClient(core: Core, request: HttpRequest, sendOptions: SendOptions): HttpClient {
  return {
    sendRequest: async (passed: PipelineRequest): Promise<PipelineResponse> => {
      const { url, method, headers, body, agent, tlsSettings } = passed;
      const answer: HttpResponse = await nodeSendWith(
        {
          ...request,
          url,
          method: method === "POST" ? "POST" : "GET",
          headers: headers.toJSON({ preserveCase: true }),
          ...(typeof body === "string" ? { body } : {}),
        },
        sendOptions,
        { agent: agent as ConnectionOptions["agent"], tls: tlsSettings },
      );
      return {
        request: passed,
        status: answer.status,
        headers: core.createHttpHeaders(answer.headers),
        bodyAsText: await readBody(answer.body, answer.status),
      };
    },
  };
}

/** Reads the body here, so that policies see it and no client reads more than the limit. */
export function limitBody(client: HttpClient): HttpClient {
  return {
    sendRequest: async (request) => {
      request.streamResponseStatusCodes = new Set([Number.POSITIVE_INFINITY]);
      const response = await client.sendRequest(request);
      const { readableStreamBody: stream, status } = response;
      if (stream !== undefined) {
        if (!(Symbol.asyncIterator in stream)) {
          throw new TransportError("BODY_UNREADABLE", "The answer's body cannot be read.", status);
        }
        response.bodyAsText = await readBody(stream as AsyncIterable<Uint8Array>, status);
        delete response.readableStreamBody;
      }
      return response;
    },
  };
}
