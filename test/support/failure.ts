// The error a call rejects with; a call that succeeds fails the test.

/** Waits for a call to reject and gives its error. */
export async function failureOf<E extends Error = Error>(call: Promise<unknown>): Promise<E> {
  let result: unknown;
  try {
    result = await call;
  } catch (error) {
    return error as E;
  }
  throw new Error(`The call should have failed; it gave ${JSON.stringify(result)}.`);
}
