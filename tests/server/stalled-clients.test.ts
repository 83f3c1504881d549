import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { closeStalledClients } from "@/lib/server/middleware/stalled-clients";
import { pulledStream } from "@/lib/server/routes/pulled-stream";

let close: (() => void)[] = [];
afterEach(() => {
  for (const end of close) end();
  close = [];
});

async function request(port: number, path: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  close.push(() => socket.destroy());
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await once(socket, "connect");
  return socket;
}

describe("a client that opens a stream", () => {
  it("and does not read it is disconnected, unless the stream is silent or it reads", async () => {
    const closed = new Map<string, Promise<unknown>>();
    let speak = () => {};
    const server = createServer((incoming, response) => {
      const path = incoming.url ?? "";
      closed.set(path, once(response, "close"));
      if (path === "/silent") {
        response.write("begun");
        speak = () => response.end(" and ended");
      } else response.writeHead(200, { connection: "close" }).end(Buffer.alloc(50_000_000));
    });
    closeStalledClients(server, 3_000);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    close.push(() => server.close().closeAllConnections());
    const { port } = server.address() as AddressInfo;
    const silent = await request(port, "/silent");
    const chunks: Buffer[] = [];
    silent.on("data", (chunk) => chunks.push(chunk));
    const reads = await request(port, "/reads");
    let bytes = 0;
    reads.on("data", (chunk) => {
      bytes += chunk.length;
    });
    const stalled = await request(port, "/stalled");
    if (bytes < 50_000_000) await once(reads, "end");
    expect(bytes).toBeGreaterThan(50_000_000);
    await vi.waitFor(() => expect(closed.has("/stalled")).toBe(true));
    await closed.get("/stalled");
    expect(stalled.bytesRead).toBeLessThan(50_000_000);
    expect(silent.destroyed).toBe(false);
    speak();
    await once(silent, "end");
    expect(Buffer.concat(chunks).toString()).toContain("and ended");
  });
});

describe("a pulled stream", () => {
  it("buffers no more than its reader has room for, and continues when it reads", async () => {
    let sent = 0;
    const stream = pulledStream(new AbortController().signal, async (send) => {
      for (let i = 0; i < 100; i++) {
        await send("x".repeat(20_000));
        sent++;
      }
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThanOrEqual(4);
    expect((await new Response(stream).text()).length).toBe(2_000_000);
    expect(sent).toBe(100);
  });

  it("ends its waiting writer when the reader leaves", async () => {
    const left = new AbortController();
    let ended = () => {};
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    pulledStream(left.signal, async (send, signal) => {
      while (!signal.aborted) await send("x".repeat(100_000));
      ended();
    });
    await new Promise((resolve) => setImmediate(resolve));
    left.abort();
    await over;
  });
});
