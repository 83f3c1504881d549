import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a free local port. */
export interface Listening {
  url: string;
  /** Closes it and its connections. */
  close(): void;
}

/**
 * Serves `handler` on a free port. Idle connections stay open, so that clients on a busy machine never see them close.
 */
export async function listen(handler: RequestListener): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 0 }, handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
