import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that listens from the first time that its address is asked for. */
export function lazyPort(listener: RequestListener): { url(): Promise<string>; close(): Promise<void> } {
  let opened: Promise<Server> | null = null;
  const open = async () => {
    const server = createServer({ keepAliveTimeout: 0 }, listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  return {
    url: async () => {
      opened ??= open();
      return `http://127.0.0.1:${((await opened).address() as AddressInfo).port}`;
    },
    close: async () => {
      const server = await opened;
      if (!server) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
