// Reads the body of an answer, up to a limit.

import { TransportError } from "./transportError.js";

/** How long a body may be, in bytes. Answers of token endpoints have a few thousand. */
export const bodyLimit = 256 * 1024;

/**
 * Reads a whole body as UTF-8.
 *
 * @throws {@link TransportError} with code `BODY_TOO_LARGE`, after which nothing more is read.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  status: number,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  // Leaving the loop early closes a stream.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > bodyLimit) {
      throw new TransportError(
        "BODY_TOO_LARGE",
        `The answer is larger than ${bodyLimit / 1024} KB.`,
        status,
      );
    }
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
