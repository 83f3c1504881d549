import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Closes connections whose client has not taken a byte for so long, in ms, although there are some for it: what waits
 * for a reader costs memory. Streams that wait for their source stay open.
 */
export function closeStalledClients(server: Server, ms: number): void {
  const active = new WeakMap<Socket, number>();
  server.on("request", ({ socket }, response) => {
    active.set(socket, (active.get(socket) ?? 0) + 1);
    response.once("close", () => active.set(socket, (active.get(socket) ?? 1) - 1));
  });
  // A listener of its own ends no connection by itself; one without a request is idle, and its time is over.
  server.setTimeout(ms, (socket) => {
    if (socket.writableLength > 0 || !active.get(socket)) socket.destroy();
  });
}
