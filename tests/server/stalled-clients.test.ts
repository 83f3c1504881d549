import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Hono } from "hono";
import { afterEach, describe, expect, it, vi } from "vitest";
import { closeStalledClients } from "@/lib/server/middleware/stalled-clients";
import { eventStream } from "@/lib/server/routes/event-stream";

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

describe("an event stream", () => {
  type Write = Parameters<typeof eventStream>[1];
  const open = (write: Write, init?: RequestInit) =>
    new Hono().get("/", (c) => eventStream(c, write)).request("/", init);

  it("is written no faster than it is read, and continues when it is", async () => {
    let sent = 0;
    const response = await open(async (send) => {
      for (let i = 0; i < 100; i++) {
        await send({ id: String(i), event: "text", data: "x".repeat(20_000) });
        sent++;
      }
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThanOrEqual(4);
    const text = await response.text();
    expect(text.startsWith(`: following\n\nevent: text\ndata: ${"x".repeat(20_000)}\nid: 0\n\n`)).toBe(true);
    expect(sent).toBe(100);
  });

  it.each(["cancels the body", "closes the connection"])("ends its waiting writer when the reader %s", async (how) => {
    const connection = new AbortController();
    let ended = () => {};
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const write: Write = async (send, left) => {
      while (!left.aborted) await send({ data: "x".repeat(100_000) });
      ended();
    };
    const response = await open(write, { signal: connection.signal });
    await new Promise((resolve) => setImmediate(resolve));
    if (how === "cancels the body") await response.body?.cancel();
    else connection.abort();
    await over;
  });

  it("leaves the connection to the server, and is not stored or buffered on its way", async () => {
    const { headers } = await open(async () => {});
    expect([...headers]).toEqual([
      ["cache-control", "no-store, no-transform"],
      ["content-type", "text/event-stream; charset=utf-8"],
      ["x-accel-buffering", "no"],
    ]);
  });

  it("is not written for HEAD", async () => {
    let written = false;
    const write: Write = async () => {
      written = true;
    };
    expect(await (await open(write, { method: "HEAD" })).text()).toBe("");
    expect(written).toBe(false);
  });
});
