import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a free port of this machine. */
export interface Listening {
  url: string;
  /** Ends it and what hangs on it. */
  close(): void;
}

/** Serves `handler` on a free port. Idle connections stay open: a client on a busy machine must not meet their end. */
export async function listen(handler: RequestListener): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 0 }, handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
