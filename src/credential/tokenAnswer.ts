// From an endpoint's answer to a token.

import type { AccessToken } from "@azure/core-auth";
import { readLifetime } from "./expiry.js";
import type { HttpAnswer } from "./transport/message.js";

/** The members of a JSON object; nothing is known of their types. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An answer that is no token. Its status and text tell why. */
export class UnexpectedAnswer extends Error {
  constructor(
    readonly answer: HttpAnswer,
    /** What is wrong with an answer that claims success. */
    readonly fault?: string,
  ) {
    super(fault);
  }
}

/** Reads the JSON object a text holds; `undefined` if it holds something else. */
export function readJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a token.
 *
 * @param confirm - Refuses a token that is not the one asked for.
 * @throws UnexpectedAnswer if the status is not 2xx, or the body is not a token with a time it ends.
 */
export async function readToken(
  answer: HttpAnswer,
  confirm: (body: JsonObject) => void,
): Promise<AccessToken> {
  if (answer.status < 200 || answer.status > 299) {
    throw new UnexpectedAnswer(answer);
  }
  const body = readJsonObject(answer.text);
  if (body === undefined) {
    throw new UnexpectedAnswer(answer, "its body is not a JSON object");
  }
  const token = body["access_token"];
  if (typeof token !== "string" || token.trim() === "") {
    throw new UnexpectedAnswer(answer, "it contains no access token");
  }
  const type = body["token_type"];
  if (typeof type === "string" && type !== "" && type.toLowerCase() !== "bearer") {
    throw new UnexpectedAnswer(answer, "its token is not a bearer token");
  }
  const lifetime = await readLifetime(body, Date.now());
  if (lifetime === undefined) {
    throw new UnexpectedAnswer(
      answer,
      "it does not say when the token ends (expires_on, expires_in), or gives a time that makes no sense",
    );
  }
  confirm(body);
  const { expiresOnTimestamp, refreshAfterTimestamp } = lifetime;
  return {
    token,
    expiresOnTimestamp,
    ...(refreshAfterTimestamp === undefined ? {} : { refreshAfterTimestamp }),
    tokenType: "Bearer",
  };
}
