// A lock below all protocols: no socket connects.

import { Socket } from "node:net";

/**
 * Has every connection fail that is opened from now on, whoever opens it: what a program kept of `http` before it was
 * intercepted, or TLS by hand.
 *
 * @returns Ends it.
 */
export function lockNetwork(): () => void {
  const original = Object.getOwnPropertyDescriptor(Socket.prototype, "connect");
  Object.defineProperty(Socket.prototype, "connect", {
    ...original,
    value(this: Socket): Socket {
      return this.destroy(
        Object.assign(new Error("The network is locked: a recording is played."), {
          code: "ENETUNREACH",
        }),
      );
    },
  });
  return () => {
    Object.defineProperty(Socket.prototype, "connect", original ?? {});
  };
}
