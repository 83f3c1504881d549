import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Closes connections whose client has left data unread for `ms`, because that costs memory. */
export function closeStalledClients(server: Server, ms: number): void {
  const active = new WeakMap<Socket, number>();
  server.on("request", ({ socket }, response) => {
    active.set(socket, (active.get(socket) ?? 0) + 1);
    response.once("close", () => active.set(socket, (active.get(socket) ?? 1) - 1));
  });
  // With a listener, Node no longer closes timed-out sockets itself; one without a request is idle and can be closed.
  server.setTimeout(ms, (socket) => {
    if (socket.writableLength > 0 || !active.get(socket)) socket.destroy();
  });
}
